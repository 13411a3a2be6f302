package org.folkmoot.page.example;

import jakarta.servlet.Servlet;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.page.Diagnosis;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Letterheads;
import org.folkmoot.page.Problem;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts the example; a product bundle has component annotations in its place. */
public final class ExampleActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    HelloServlet hello = new HelloServlet();
    hello.greetings().bind("Shalom", Map.of("institution", "oak"));
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("osgi.http.whiteboard.target", "(door=member)");
    properties.put(
        "osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=member)");
    properties.put("osgi.http.whiteboard.servlet.pattern", "/i/*");
    context.registerService(Servlet.class, hello, properties);
    Letterheads letterheads =
        institution ->
            institution.equals("oak")
                ? Optional.of(Letterhead.of("oak", "Oak & Ash School"))
                : Optional.empty();
    context.registerService(Letterheads.class, letterheads, null);
    Diagnosis diagnosis =
        fault ->
            fault instanceof UnsupportedOperationException
                ? Optional.of(Problem.UNAVAILABLE)
                : Optional.empty();
    context.registerService(Diagnosis.class, diagnosis, null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework withdraws what was registered.
  }
}
