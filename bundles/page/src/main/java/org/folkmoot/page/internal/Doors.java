package org.folkmoot.page.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.folkmoot.page.Diagnosis;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Letterheads;
import org.folkmoot.page.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Hangs the two doors: for each a servlet context, the first filter, the assets, the error page and
 * the last servlet, each bound to its own door's listener and to no other.
 */
@Component(service = {})
public final class Doors {
  private static final List<String> DOORS = List.of("member", "office");
  private static final String[] STATUSES = {
    "400", "401", "403", "404", "405", "413", "414", "415", "422", "429", "431", "500", "503"
  };

  private final List<Letterheads> letterheads = new CopyOnWriteArrayList<>();
  private final List<Diagnosis> diagnoses = new CopyOnWriteArrayList<>();

  /** Registers both doors; the framework withdraws them when this bundle stops. */
  @Activate
  public Doors(BundleContext bundle) {
    for (String door : DOORS) {
      Map<String, Object> context =
          Map.of(
              HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME,
              door,
              HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH,
              "/",
              HttpWhiteboardConstants.HTTP_WHITEBOARD_TARGET,
              "(door=" + door + ")");
      bundle.registerService(
          ServletContextHelper.class, new DoorContext(bundle), new Hashtable<>(context));
      bundle.registerService(
          Filter.class,
          new DoorFilter(this::letterhead, this::diagnosis),
          bound(
              door,
              HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN,
              "/*",
              HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_DISPATCHER,
              new String[] {"REQUEST", "ERROR"},
              Constants.SERVICE_RANKING,
              Integer.MAX_VALUE));
      bundle.registerService(
          Servlet.class,
          new AssetServlet(),
          bound(door, HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/assets/*"));
      // "/" takes what no other pattern does; a door's start page uses the pattern "".
      bundle.registerService(
          Servlet.class,
          new ProblemServlet(),
          bound(door, HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/"));
      bundle.registerService(
          Servlet.class,
          new ProblemServlet(),
          bound(door, HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ERROR_PAGE, STATUSES));
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindLetterheads(Letterheads service) {
    letterheads.add(service);
  }

  void unbindLetterheads(Letterheads service) {
    letterheads.remove(service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindDiagnosis(Diagnosis service) {
    diagnoses.add(service);
  }

  void unbindDiagnosis(Diagnosis service) {
    diagnoses.remove(service);
  }

  private Optional<Letterhead> letterhead(String institution) {
    return letterheads.stream().flatMap(known -> known.of(institution).stream()).findFirst();
  }

  private Optional<Problem> diagnosis(Throwable fault) {
    return diagnoses.stream().flatMap(known -> known.of(fault).stream()).findFirst();
  }

  private static Dictionary<String, Object> bound(String door, Object... more) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_TARGET, "(door=" + door + ")");
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
        "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=" + door + ")");
    for (int i = 0; i < more.length; i += 2) {
      properties.put((String) more[i], more[i + 1]);
    }
    return properties;
  }

  /** A door's servlet context: it has no files of its own. */
  private static final class DoorContext extends ServletContextHelper {
    DoorContext(BundleContext bundle) {
      super(bundle.getBundle());
    }
  }
}
