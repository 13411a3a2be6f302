package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.folkmoot.records.Reading;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A source over the folder or zip that a scheduled OneRoster export leaves. */
@Component(
    configurationPid = "org.folkmoot.adapter.oneroster",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StandingRoster.Settings.class, factory = true)
public final class StandingRoster implements RecordsSource {

  @ObjectClassDefinition(
      name = "Folkmoot: OneRoster source",
      description = "Persons from OneRoster CSV files that a scheduled export leaves.")
  @interface Settings {
    @AttributeDefinition(description = "Short name of the institution the persons belong to.")
    String institution();

    @AttributeDefinition(description = "Short name of this source, unique in its institution.")
    String source();

    @AttributeDefinition(
        description = "The zip, or the folder with users.csv in it. An absolute path.")
    String place();

    @AttributeDefinition(
        required = false,
        description =
            "sourcedId of the organisations to read, where one export covers several schools."
                + " Empty: all.")
    String[] organisations() default {};
  }

  private final String source;
  private final Path place;
  private final Set<String> organisations;
  private final Clock clock;

  @Activate
  public StandingRoster(Settings settings, @Reference Clock clock) {
    this(
        required("source", settings.source()),
        Path.of(required("place", settings.place())),
        Set.copyOf(List.of(settings.organisations())),
        clock);
    required("institution", settings.institution());
  }

  StandingRoster(String source, Path place, Set<String> organisations, Clock clock) {
    this.source = source;
    this.place = place;
    this.organisations = organisations;
    this.clock = clock;
  }

  @Override
  public String name() {
    return source;
  }

  @Override
  public Cursor snapshot(Reading reading) throws SourceFailed {
    LocalDate today = LocalDate.now(clock.withZone(OneRosterSource.ZONE));
    return new OneRosterSource(source, place, organisations, today, FileLimits.USUAL)
        .snapshot(reading);
  }

  private static String required(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + ": must be given in the configuration");
    }
    return value.strip();
  }
}
