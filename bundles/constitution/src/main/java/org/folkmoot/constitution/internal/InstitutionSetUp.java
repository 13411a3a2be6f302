package org.folkmoot.constitution.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.constitution.RulePacks;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one institution up as a service, if its settings and its rule pack allow it.
 *
 * <p>The service is registered by hand: a component that declared it would be registered before its
 * settings are looked at, and others would already count on an institution that is then refused.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = InstitutionReading.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = InstitutionSettings.class, factory = true)
public final class InstitutionSetUp {
  private static final Logger LOG = LoggerFactory.getLogger(InstitutionSetUp.class);

  private final RefusedSettings refused;
  private final String source;
  private final Optional<ServiceRegistration<Institution>> registration;

  @Activate
  public InstitutionSetUp(
      BundleContext context,
      Map<String, Object> settings,
      @Reference RulePacks packs,
      @Reference RefusedSettings refused) {
    this.refused = refused;
    InstitutionReading reading = new InstitutionReading(settings, packs);
    this.source = reading.source() + " " + settings.get("service.pid");
    this.registration = putUp(context, reading);
  }

  private Optional<ServiceRegistration<Institution>> putUp(
      BundleContext context, InstitutionReading reading) {
    if (reading.institution().isEmpty()) {
      refused.settle(source, reading.refused());
      return Optional.empty();
    }
    Institution institution = reading.institution().get();
    // Two files for one institution are read one after the other, so that the second one sees the
    // first.
    synchronized (InstitutionSetUp.class) {
      if (there(context, institution.id())) {
        refused.settle(
            source,
            List.of(
                new RefusedSetting(
                    reading.source(),
                    "institution",
                    institution.id(),
                    new Refusal(
                        "there is an institution " + institution.id() + " already",
                        "docs/rule-packs.md, rule P8",
                        "Give it a short name of its own. Or take one of the two configurations"
                            + " away and save the other again."))));
        return Optional.empty();
      }
      refused.settle(source, List.of());
      LOG.info(
          "institution {}: {}, rule pack {}",
          institution.id(),
          institution.name(),
          institution.constitution().pack().id());
      return Optional.of(
          context.registerService(
              Institution.class,
              institution,
              FrameworkUtil.asDictionary(Map.of("institution", institution.id()))));
    }
  }

  private static boolean there(BundleContext context, String id) {
    try {
      Collection<ServiceReference<Institution>> same =
          context.getServiceReferences(Institution.class, "(institution=" + id + ")");
      return !same.isEmpty();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("an institution's id needs no escaping: " + id, e);
    }
  }

  @Deactivate
  void deactivate() {
    registration.ifPresent(ServiceRegistration::unregister);
    refused.settle(source, List.of());
  }
}
