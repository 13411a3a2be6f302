package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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

/** A source over the file, or the newest file in a folder, that a scheduled export leaves. */
@Component(
    configurationPid = "org.folkmoot.adapter.workbook",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StandingWorkbook.Settings.class, factory = true)
public final class StandingWorkbook implements RecordsSource {

  @ObjectClassDefinition(
      name = "Folkmoot: workbook or CSV source",
      description = "Persons from an Excel or CSV file that a scheduled export leaves.")
  @interface Settings {
    @AttributeDefinition(description = "Short name of the institution the persons belong to.")
    String institution();

    @AttributeDefinition(description = "Short name of this source, unique in its institution.")
    String source();

    @AttributeDefinition(
        description = "The file, or a folder of which the newest file is read. An absolute path.")
    String file();

    @AttributeDefinition(
        required = false,
        description =
            "What the columns mean, each as heading=field, such as Legal Surname=family, with a"
                + " semicolon between two."
                + " =parent=kind says that every row is a parent; kind:Lead practitioner=employee"
                + " names a word of the kind column. Empty: as the headings suggest.")
    String[] mapping() default {};
  }

  private final String source;
  private final Path place;
  private final Map<String, String> mapping;
  private final Clock clock;

  @Activate
  public StandingWorkbook(Settings settings, @Reference Clock clock) {
    this(
        required("source", settings.source()),
        Path.of(required("file", settings.file())),
        mapping(settings.mapping()),
        clock);
    required("institution", settings.institution());
  }

  StandingWorkbook(String source, Path place, Map<String, String> mapping, Clock clock) {
    this.source = source;
    this.place = place;
    this.mapping = mapping;
    this.clock = clock;
  }

  @Override
  public String name() {
    return source;
  }

  @Override
  public Cursor snapshot(Reading reading) throws SourceFailed {
    LocalDate today = LocalDate.now(clock.withZone(WorkbookFormat.ZONE));
    return new WorkbookSource(source, file(), mapping, today, FileLimits.USUAL).snapshot(reading);
  }

  /** The file, or the newest in the folder; files being written and Excel's locks are passed by. */
  private Path file() throws SourceFailed {
    if (!Files.isDirectory(place)) {
      return place;
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Candidate> candidates = new ArrayList<>();
      for (Path file : files.filter(StandingWorkbook::isMeant).toList()) {
        candidates.add(new Candidate(file, Files.getLastModifiedTime(file)));
      }
      return candidates.stream()
          .max(
              Comparator.comparing(Candidate::changed)
                  .thenComparing(candidate -> candidate.file().getFileName().toString()))
          .map(Candidate::file)
          .orElseThrow(
              () ->
                  new SourceFailed(
                      "The folder of the source "
                          + source
                          + " holds no .xlsx or .csv file. Check the scheduled export."));
    } catch (IOException unreadable) {
      throw new SourceFailed(
          "The folder of the source " + source + " cannot be read. Check its permissions.",
          unreadable);
    }
  }

  private record Candidate(Path file, FileTime changed) {}

  private static boolean isMeant(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith("~")
        && !name.startsWith(".")
        && WorkbookFormat.ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  /**
   * What {@code heading=field} entries say; a .cfg file has no lists, so a semicolon parts them.
   */
  static Map<String, String> mapping(String... entries) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (String entry : String.join(";", entries).split(";")) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "mapping: \u201c" + entry + "\u201d is not heading=field, such as Surname=family");
      }
      mapping.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
    }
    return mapping;
  }

  private static String required(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + ": must be given in the configuration");
    }
    return value.strip();
  }
}
