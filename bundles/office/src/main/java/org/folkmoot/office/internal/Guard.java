package org.folkmoot.office.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/**
 * Lets nobody into the office who is not signed in, and nobody into an institution that is not
 * theirs: its pages are not found, as if there were none.
 */
@Component(service = Filter.class)
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
@HttpWhiteboardFilterPattern("/*")
public final class Guard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> OPEN = Set.of("/sign-in", "/set-up");

  private final transient Accounts accounts;

  @Activate
  public Guard(@Reference Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    if (OPEN.contains(path) || path.startsWith("/assets/")) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Account> account = Sessions.account(request).flatMap(accounts::account);
    if (account.isEmpty()) {
      sendToSignIn(request, response, path);
      return;
    }
    account.get().settle(request);
    boolean foreign =
        InstitutionPath.of(request)
            .map(InstitutionPath::institution)
            .filter(institution -> !account.get().sees(institution))
            .isPresent();
    if (foreign) {
      throw Problem.NOT_FOUND.found();
    }
    chain.doFilter(request, response);
  }

  private static void sendToSignIn(
      HttpServletRequest request, HttpServletResponse response, String path) {
    boolean read = request.getMethod().equals("GET");
    SeeOther.to(
        response,
        read && InstitutionPath.parse(path).isPresent()
            ? "/sign-in?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
            : "/sign-in");
  }
}
