package org.folkmoot.adapter.oneroster.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.UploadFormat;
import org.folkmoot.records.reading.FileLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Zips of OneRoster files for the office; their columns are fixed. */
@Component
public final class OneRosterFormat implements UploadFormat {
  private final Clock clock;

  @Activate
  public OneRosterFormat(@Reference Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "oneroster";
  }

  @Override
  public String title() {
    return "OneRoster export (zip of CSV files)";
  }

  @Override
  public List<String> endings() {
    return List.of(".zip");
  }

  @Override
  public List<Column> columns(Path file) throws SourceFailed {
    source("check", file).check();
    return List.of();
  }

  @Override
  public List<Field> fields() {
    return List.of();
  }

  @Override
  public RecordsSource open(String name, Path file, Map<String, String> mapping)
      throws SourceFailed {
    OneRosterSource source = source(name, file);
    source.check();
    return source;
  }

  private OneRosterSource source(String name, Path file) {
    LocalDate today = LocalDate.now(clock.withZone(OneRosterSource.ZONE));
    return new OneRosterSource(name, file, Set.of(), today, FileLimits.USUAL);
  }
}
