package org.folkmoot.page.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.folkmoot.page.Problem;

/** Serves the assets, to be kept for a year: a changed one has another name. */
final class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String info = request.getPathInfo();
    Optional<Assets.Asset> asset = Assets.at(request.getServletPath() + (info == null ? "" : info));
    if (asset.isEmpty()) {
      Problem.NOT_FOUND.answer(request, response);
      return;
    }
    response.setContentType(asset.get().type());
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setContentLength(asset.get().bytes().length);
    response.getOutputStream().write(asset.get().bytes());
  }
}
