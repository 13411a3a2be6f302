package org.folkmoot.constitution.internal;

import java.time.Clock;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Offers the system's clock where the launcher offers none, as in Karaf. Its rank is low, so that a
 * clock which tests or a demonstration hold in their hand goes before it.
 */
@Component(
    immediate = true,
    service = {})
public final class SystemClock {
  private static final int LOW = -1000;

  private final ServiceRegistration<Clock> registration;

  @Activate
  public SystemClock(BundleContext context) {
    registration =
        context.registerService(
            Clock.class,
            Clock.systemUTC(),
            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, LOW)));
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }
}
