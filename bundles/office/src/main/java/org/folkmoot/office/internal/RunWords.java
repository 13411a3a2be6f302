package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.UploadFormat;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.EnrolmentRun.Change;

/** A run of enrolment, done or to be done, as its page shows it. */
final class RunWords {
  private static final int CHANGES_SHOWN = 20;
  private static final int BAD_ROWS_SHOWN = 100;

  private final EnrolmentRun run;
  private final Words words;
  private final Map<Constituency, Label> names;

  RunWords(EnrolmentRun run, Words words, Map<Constituency, Label> names) {
    this.run = run;
    this.words = words;
    this.names = names;
  }

  /** People of one kind of change: how many in all, and the first of them. */
  public record Changed(String title, long number, int shown, List<List<String>> rows) {}

  void show(Page page) {
    page.with("figures", figures())
        .with("changed", changed())
        .with("badRows", badRows())
        .with("badRowsInAll", run.badRows().size())
        .with("lost", run.badRows().stream().filter(BadRow::lost).count());
  }

  private List<Row> figures() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("records", run.records()));
    rows.add(row("joined", run.joined()));
    rows.add(row("ended", run.ended()));
    // The rarer ones only where there are any: eight lines of nought hide the one that matters.
    addRare(rows, "invited", run.invited());
    addRare(rows, "returned", run.returned());
    addRare(rows, "moved", run.moved());
    addRare(rows, "unchanged", run.unchanged());
    addRare(rows, "linked", run.linked());
    addRare(rows, "not-eligible", run.notEligible());
    rows.add(new Row(words.say("office.run.strength"), strength()));
    return rows;
  }

  private void addRare(List<Row> rows, String what, int number) {
    if (number > 0) {
      rows.add(row(what, number));
    }
  }

  private Row row(String what, int number) {
    return new Row(words.say("office.run." + what), number);
  }

  private List<String> strength() {
    List<String> lines = new ArrayList<>();
    names.forEach(
        (third, name) ->
            lines.add(
                words.say(
                    "office.run.third",
                    name.in(words.language().locale()),
                    run.strength().getOrDefault(third, 0))));
    return lines;
  }

  private List<Changed> changed() {
    Locale locale = words.language().locale();
    List<Changed> kinds = new ArrayList<>();
    for (Change.Kind kind : Change.Kind.values()) {
      List<Change> all = run.changes().stream().filter(one -> one.kind() == kind).toList();
      if (!all.isEmpty()) {
        kinds.add(
            new Changed(
                words.say("office.run." + kind.name().toLowerCase(Locale.ROOT)),
                number(kind),
                Math.min(all.size(), CHANGES_SHOWN),
                all.stream()
                    .limit(CHANGES_SHOWN)
                    .map(
                        one ->
                            List.of(
                                one.name(),
                                names.get(one.constituency()).in(locale),
                                one.reason().in(locale)))
                    .toList()));
      }
    }
    return kinds;
  }

  private int number(Change.Kind kind) {
    return switch (kind) {
      case JOINED -> run.joined();
      case INVITED -> run.invited();
      case RETURNED -> run.returned();
      case MOVED -> run.moved();
      case ENDED -> run.ended();
    };
  }

  private List<List<Object>> badRows() {
    boolean oneFile = run.badRows().stream().map(BadRow::file).distinct().count() < 2;
    return run.badRows().stream()
        // Whoever is left out altogether comes first.
        .sorted(Comparator.comparing(BadRow::lost).reversed())
        .limit(BAD_ROWS_SHOWN)
        .map(
            row ->
                List.<Object>of(
                    row.row() == 0
                        ? row.file()
                        : oneFile
                            ? words.say("office.run.row", Long.toString(row.row()))
                            : words.say(
                                "office.run.row-of-file", Long.toString(row.row()), row.file()),
                    row.column(),
                    row.value(),
                    row.problem(),
                    row.cure(),
                    words.say(row.lost() ? "office.run.lost" : "office.run.kept")))
        .toList();
  }

  /** The bad rows as a file to work through: a workbook where a format can write one, else CSV. */
  void download(HttpServletResponse response, String fileName, List<UploadFormat> formats)
      throws IOException {
    if (fileName.endsWith(".xlsx")) {
      Optional<UploadFormat.Download> workbook =
          formats.stream().flatMap(one -> one.badRows(run.badRows()).stream()).findFirst();
      send(response, workbook.orElseThrow(Problem.NOT_FOUND::found));
      return;
    }
    List<String> headings =
        Arrays.asList("file", "row", "column", "value", "problem", "cure", "outcome");
    try (SafeCsv csv =
        SafeCsv.download(
            response,
            "rows-to-mend.csv",
            headings.stream().map(one -> words.say("office.run.column." + one)).toList())) {
      for (BadRow row : run.badRows()) {
        csv.row(
            List.of(
                row.file(),
                row.row(),
                row.column(),
                row.value(),
                row.problem(),
                row.cure(),
                words.say(row.lost() ? "office.run.lost" : "office.run.kept")));
      }
    }
  }

  static void send(HttpServletResponse response, UploadFormat.Download file) throws IOException {
    response.setContentType(file.mediaType());
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
    file.writeTo(response.getOutputStream());
  }
}
