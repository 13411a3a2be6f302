package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.folkmoot.page.Csrf;
import org.folkmoot.page.SeeOther;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardTarget;

/** Ends the session. */
@Component(service = Servlet.class)
@HttpWhiteboardTarget("(door=office)")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=office)")
@HttpWhiteboardServletPattern("/sign-out")
public final class SignOutServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    Csrf.check(request);
    Sessions.signOut(request);
    SeeOther.to(response, "/sign-in");
  }
}
