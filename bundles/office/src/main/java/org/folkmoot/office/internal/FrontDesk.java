package org.folkmoot.office.internal;

import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Hangs the servlet of {@code /i/*} and hands it the pages as they come and go. By hand, because
 * where uploads wait depends on the data folder, which an annotation cannot say.
 */
@Component(
    service = {},
    immediate = true)
public final class FrontDesk {
  /** The largest file accepted; a trust's whole export has a few dozen megabytes. */
  static final long LARGEST_FILE_BYTES = 256L << 20;

  private static final int IN_MEMORY_BYTES = 64 << 10;

  private final List<OfficePage> pages = new CopyOnWriteArrayList<>();
  private final ServiceRegistration<Servlet> registration;

  @Activate
  public FrontDesk(BundleContext bundle, @Reference Desk desk) {
    Path arriving = DataFolder.of(bundle).privateFolder("uploads/arriving");
    Map<String, Object> properties =
        Map.of(
            HttpWhiteboardConstants.HTTP_WHITEBOARD_TARGET,
            "(door=office)",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
            "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=office)",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
            "/i/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_MULTIPART_ENABLED,
            Boolean.TRUE,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_MULTIPART_MAXFILESIZE,
            LARGEST_FILE_BYTES,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_MULTIPART_MAXREQUESTSIZE,
            LARGEST_FILE_BYTES + (1L << 20),
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_MULTIPART_FILESIZETHRESHOLD,
            IN_MEMORY_BYTES,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_MULTIPART_LOCATION,
            arriving.toString());
    registration =
        bundle.registerService(
            Servlet.class, new OfficeServlet(desk, pages), new Hashtable<>(properties));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPage(OfficePage page) {
    pages.add(page);
  }

  void unbindPage(OfficePage page) {
    pages.remove(page);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }
}
