package org.folkmoot.office.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Refused;
import org.folkmoot.office.internal.Uploads.Upload;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.records.Affiliation.Kinds;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.UploadFormat;
import org.folkmoot.records.UploadFormat.Column;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records coming in: a file is uploaded, its columns are named, what it would change is looked at,
 * and only then is anybody enrolled.
 */
@Component
public final class RecordsPage implements OfficePage {
  private static final int RUNS_SHOWN = 20;
  private static final int LONGEST_SOURCE = 40;

  /** The field that says why a list holds a person; a whole list may say it at once. */
  private static final String KIND = "kind";

  private static final List<String> KINDS =
      List.of(
          Kinds.PUPIL,
          Kinds.PARENT,
          Kinds.EMPLOYEE,
          Kinds.CONTRACT,
          Kinds.VOLUNTEER,
          Kinds.RESIDENT,
          Kinds.PATIENT,
          Kinds.CARER,
          Kinds.GOVERNOR);

  private final Desk desk;
  private final Uploads uploads;
  private final Formats formats;

  @Activate
  public RecordsPage(@Reference Desk desk, @Reference Uploads uploads, @Reference Formats formats) {
    this.desk = desk;
    this.uploads = uploads;
    this.formats = formats;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.segment(0).equals("records") && path.rest().size() <= 4;
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    InstitutionPath path = Desk.path(request);
    Enrolment enrolment = desk.enrolments().on(path);
    boolean post = request.getMethod().equals("POST");
    if (path.matches("records")) {
      if (post) {
        takeUpload(request, response, path, enrolment);
      } else {
        showRecords(request, response, path, enrolment, Form.blank());
      }
    } else if (path.matches("records", "blank", "*") && !post) {
      sendBlank(response, path.segment(2));
    } else if (path.matches("records", "sources", "*")
        || path.matches("records", "sources", "*", "*")) {
      answerSource(request, response, path, enrolment);
    } else if (path.rest().size() <= 3) {
      answerUpload(request, response, path, enrolment);
    } else {
      throw Problem.NOT_FOUND.found();
    }
  }

  // The start: upload, standing sources, files that wait, runs so far.

  private void showRecords(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Enrolment enrolment,
      Form form)
      throws IOException {
    Words words = desk.words(request);
    List<EnrolmentRun> runs = enrolment.runs(RUNS_SHOWN);
    Set<Long> newest =
        runs.stream()
            .collect(Collectors.toMap(EnrolmentRun::source, EnrolmentRun::number, Math::max))
            .values()
            .stream()
            .collect(Collectors.toSet());
    List<List<Object>> runRows =
        runs.stream()
            .map(
                run ->
                    List.<Object>of(
                        new Link(
                            words.say("office.records.run", Long.toString(run.number())),
                            path.to("runs", Long.toString(run.number()))),
                        run.source(),
                        run.at(),
                        run.actor(),
                        run.joined(),
                        run.ended(),
                        // Only those of the newest run of a list are kept.
                        newest.contains(run.number()) ? run.badRows().size() : ""))
            .toList();
    desk.page(request, "office/records")
        .form(form)
        .with(
            "formats",
            formats.all().stream().map(RecordsPage::described).collect(Collectors.joining("; ")))
        .with(
            "accept",
            formats.all().stream()
                .flatMap(format -> format.endings().stream())
                .distinct()
                .collect(Collectors.joining(",")))
        .with("blanks", blanks(path, words))
        .with("usedNames", usedNames(runs, enrolment))
        .with(
            "sources",
            enrolment.sources().stream()
                .map(
                    source ->
                        List.<Object>of(
                            source.name(),
                            new Link(
                                words.say("office.records.look"),
                                path.to("records", "sources", source.name()))))
                .toList())
        .with(
            "waiting",
            uploads.waiting(path.institution()).stream()
                .map(
                    upload ->
                        List.<Object>of(
                            new Link(upload.fileName(), path.to("records", upload.id())),
                            upload.source(),
                            upload.at(),
                            upload.actor()))
                .toList())
        .with("runs", runRows)
        .send(response);
  }

  private static String described(UploadFormat format) {
    return format.title() + " (" + String.join(", ", format.endings()) + ")";
  }

  private List<Link> blanks(InstitutionPath path, Words words) {
    return formats.all().stream()
        .filter(format -> format.template().isPresent())
        .map(
            format ->
                new Link(
                    words.say("office.records.blank", format.title()),
                    path.to("records", "blank", format.id())))
        .toList();
  }

  private static String usedNames(List<EnrolmentRun> runs, Enrolment enrolment) {
    List<String> standing = enrolment.sources().stream().map(RecordsSource::name).toList();
    return runs.stream()
        .map(EnrolmentRun::source)
        .filter(name -> !standing.contains(name))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void sendBlank(HttpServletResponse response, String format) throws IOException {
    RunWords.send(
        response,
        formats
            .named(format)
            .flatMap(UploadFormat::template)
            .orElseThrow(Problem.NOT_FOUND::found));
  }

  private void takeUpload(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Enrolment enrolment)
      throws IOException, ServletException {
    Words words = desk.words(request);
    Form form = Form.of(request);
    Optional<Part> part = filePart(request);
    String name = part.map(Part::getSubmittedFileName).orElse("");
    List<UploadFormat> taking = formats.taking(name);
    if (name.isBlank() || part.map(Part::getSize).orElse(0L) == 0) {
      form.refuse("file", words.say("office.records.file.missing"));
    } else if (taking.isEmpty()) {
      form.refuse(
          "file",
          words.say(
              "office.records.file.unknown",
              name,
              formats.all().stream()
                  .map(RecordsPage::described)
                  .collect(Collectors.joining("; "))));
    }
    String source = form.text("source");
    if (!source.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._'’-]*")
        || source.length() > LONGEST_SOURCE) {
      form.refuse("source", words.say("office.records.source.wrong", LONGEST_SOURCE));
    } else if (enrolment.sources().stream().anyMatch(one -> one.name().equals(source))) {
      form.refuse("source", words.say("office.records.source.standing", source));
    }
    if (!form.isFine()) {
      showRecords(request, response, path, enrolment, form);
      return;
    }
    Upload upload;
    try (InputStream content = part.orElseThrow().getInputStream()) {
      upload =
          uploads.take(
              path.institution(),
              taking.get(0).id(),
              source,
              name,
              Account.of(request).name(),
              content);
    }
    part.get().delete();
    try {
      SeeOther.to(response, afterUpload(path, choose(upload, taking)));
    } catch (SourceFailed failed) {
      uploads.drop(upload);
      form.refuse("file", failed.getMessage());
      showRecords(request, response, path, enrolment, form);
    }
  }

  private static Optional<Part> filePart(HttpServletRequest request)
      throws IOException, ServletException {
    String type = request.getContentType();
    return type == null || !type.startsWith("multipart/")
        ? Optional.empty()
        : Optional.ofNullable(request.getPart("file"));
  }

  /** An upload, the format that understands it, and its columns. */
  private record Understood(Upload upload, UploadFormat format, List<Column> columns) {}

  /**
   * Several formats may take one ending (a zip): the first that understands the file has it.
   *
   * @throws SourceFailed what the last of them said against it
   */
  private Understood choose(Upload upload, List<UploadFormat> taking) throws SourceFailed {
    SourceFailed last = null;
    for (UploadFormat format : taking) {
      try {
        List<Column> columns = format.columns(uploads.file(upload));
        Upload understood = uploads.of(upload, format.id());
        return new Understood(understood, format, columns);
      } catch (SourceFailed failed) {
        last = failed;
      }
    }
    throw last == null ? new SourceFailed(upload.fileName() + ": no format takes it") : last;
  }

  private String afterUpload(InstitutionPath path, Understood understood) {
    boolean mapped =
        understood.columns().isEmpty()
            || uploads
                .mapping(path.institution(), understood.upload().source(), understood.columns())
                .isPresent();
    return mapped
        ? path.to("records", understood.upload().id())
        : path.to("records", understood.upload().id(), "columns");
  }

  // One upload: columns, preview, enrolment.

  private void answerUpload(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Enrolment enrolment)
      throws IOException {
    Upload upload =
        uploads.upload(path.institution(), path.segment(1)).orElseThrow(Problem.NOT_FOUND::found);
    UploadFormat format = formats.named(upload.format()).orElseThrow(Problem.SWITCHED_OFF::found);
    boolean post = request.getMethod().equals("POST");
    String step = path.segment(2);
    if (step.equals("discard") && post) {
      uploads.drop(upload);
      desk.say(request, desk.words(request).say("office.records.discarded", upload.fileName()));
      SeeOther.to(response, path.to("records"));
      return;
    }
    List<Column> columns;
    RecordsSource source;
    try {
      columns = format.columns(uploads.file(upload));
      if (step.equals("columns")) {
        answerColumns(request, response, path, new Understood(upload, format, columns));
        return;
      }
      source = open(path, new Understood(upload, format, columns));
    } catch (SourceFailed failed) {
      Form form = Form.blank().refuse("file", failed.getMessage());
      showRecords(request, response, path, enrolment, form);
      return;
    }
    Intake intake =
        new Intake(
            source,
            upload.fileName(),
            path.to("records", upload.id()),
            columns.isEmpty() ? "" : path.to("records", upload.id(), "columns"),
            Optional.of(upload));
    answerIntake(request, response, path, enrolment, intake, step);
  }

  private RecordsSource open(InstitutionPath path, Understood understood) throws SourceFailed {
    Upload upload = understood.upload();
    Map<String, String> mapping =
        uploads
            .mapping(path.institution(), upload.source(), understood.columns())
            .orElseGet(() -> suggested(understood.columns()));
    return understood.format().open(upload.source(), uploads.file(upload), mapping);
  }

  private static Map<String, String> suggested(List<Column> columns) {
    Map<String, String> mapping = new LinkedHashMap<>();
    columns.forEach(column -> mapping.put(column.heading(), column.suggestion()));
    return mapping;
  }

  private void answerColumns(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Understood understood)
      throws IOException {
    Upload upload = understood.upload();
    List<Column> columns = understood.columns();
    if (columns.isEmpty()) {
      SeeOther.to(response, path.to("records", upload.id()));
      return;
    }
    Form form = Form.of(request);
    if (!request.getMethod().equals("POST")) {
      showColumns(request, response, path, understood, filled(path, understood));
      return;
    }
    Map<String, String> mapping = mapping(form, understood);
    try {
      understood.format().open(upload.source(), uploads.file(upload), mapping);
    } catch (SourceFailed failed) {
      form.refuse("column-1", failed.getMessage());
      showColumns(request, response, path, understood, form);
      return;
    }
    uploads.keepMapping(path.institution(), upload.source(), columns, mapping);
    SeeOther.to(response, path.to("records", upload.id()));
  }

  private Form filled(InstitutionPath path, Understood understood) {
    Map<String, String> mapping =
        uploads
            .mapping(path.institution(), understood.upload().source(), understood.columns())
            .orElseGet(() -> suggested(understood.columns()));
    Form form = Form.blank();
    int number = 1;
    for (Column column : understood.columns()) {
      form.with("column-" + number++, mapping.getOrDefault(column.heading(), ""));
    }
    mapping.forEach(
        (heading, field) -> {
          if (heading.startsWith("=") && field.equals(KIND)) {
            form.with("everyone", heading.substring(1));
          }
        });
    return form;
  }

  private static Map<String, String> mapping(Form form, Understood understood) {
    List<String> known =
        understood.format().fields().stream().map(UploadFormat.Field::word).toList();
    Map<String, String> mapping = new LinkedHashMap<>();
    int number = 1;
    for (Column column : understood.columns()) {
      String field = form.text("column-" + number++);
      mapping.put(column.heading(), known.contains(field) ? field : "");
    }
    String everyone = form.text("everyone");
    if (KINDS.contains(everyone) && known.contains(KIND)) {
      mapping.put("=" + everyone, KIND);
    }
    return mapping;
  }

  private void showColumns(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Understood understood,
      Form form)
      throws IOException {
    Words words = desk.words(request);
    List<Choice> fields = new ArrayList<>();
    fields.add(new Choice("", words.say("office.columns.leave-out")));
    boolean hasKind = false;
    for (UploadFormat.Field field : understood.format().fields()) {
      fields.add(new Choice(field.word(), field.title()));
      hasKind |= field.word().equals(KIND);
    }
    List<Choice> everyone = new ArrayList<>();
    if (hasKind) {
      everyone.add(new Choice("", words.say("office.columns.by-column")));
      KINDS.forEach(kind -> everyone.add(new Choice(kind, words.say("office.kind." + kind))));
    }
    desk.page(request, "office/columns")
        .form(form)
        .back(path.to("records"))
        .with("upload", understood.upload())
        .with("columns", understood.columns())
        .with("fields", fields)
        .with("everyone", everyone)
        .send(response);
  }

  // A standing source.

  private void answerSource(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Enrolment enrolment)
      throws IOException {
    RecordsSource source =
        enrolment.sources().stream()
            .filter(one -> one.name().equals(path.segment(2)))
            .findFirst()
            .orElseThrow(Problem.NOT_FOUND::found);
    Intake intake =
        new Intake(
            source,
            source.name(),
            path.to("records", "sources", source.name()),
            "",
            Optional.empty());
    answerIntake(request, response, path, enrolment, intake, path.segment(3));
  }

  /** Something to enrol from: what it is called, and where its pages are. */
  private record Intake(
      RecordsSource source, String title, String href, String columns, Optional<Upload> upload) {}

  private void answerIntake(
      HttpServletRequest request,
      HttpServletResponse response,
      InstitutionPath path,
      Enrolment enrolment,
      Intake intake,
      String step)
      throws IOException {
    boolean post = request.getMethod().equals("POST");
    Form form = Form.blank();
    if (step.equals("enrol") && post) {
      try {
        EnrolmentRun run = enrolment.run(intake.source(), Account.of(request).name());
        intake.upload().ifPresent(uploads::drop);
        desk.say(request, desk.words(request).say("office.run.done"));
        SeeOther.to(response, path.to("runs", Long.toString(run.number())));
        return;
      } catch (Refused refused) {
        desk.refuse(request, form, "main", refused);
      } catch (SourceFailed failed) {
        form.refuse("main", failed.getMessage());
      }
    } else if (post) {
      throw Problem.WRONG_METHOD.found();
    } else if (step.equals("enrol")) {
      SeeOther.to(response, intake.href()); // a reload, or the language changed, after a refusal
      return;
    }
    EnrolmentRun preview;
    try {
      preview = enrolment.preview(intake.source());
    } catch (SourceFailed failed) {
      showRecords(
          request, response, path, enrolment, Form.blank().refuse("file", failed.getMessage()));
      return;
    } catch (Refused refused) {
      form = Form.blank();
      desk.refuse(request, form, "file", refused);
      showRecords(request, response, path, enrolment, form);
      return;
    }
    RunWords shown =
        new RunWords(
            preview,
            desk.words(request),
            desk.institution(path).constitution().pack().constituencies());
    if (step.equals("rows-to-mend.xlsx") || step.equals("rows-to-mend.csv")) {
      shown.download(response, step, formats.all());
      return;
    }
    if (!step.isEmpty() && !step.equals("enrol")) {
      throw Problem.NOT_FOUND.found();
    }
    Page page =
        desk.page(request, "office/preview")
            .form(form)
            .back(path.to("records"))
            .with("title", intake.title())
            .with("source", intake.source().name())
            .with("enrol", intake.href() + "/enrol")
            .with("discard", intake.upload().isPresent() ? intake.href() + "/discard" : "")
            .with("columns", intake.columns())
            .with("download", intake.href() + "/rows-to-mend")
            .with(
                "touched",
                preview.joined()
                    + preview.invited()
                    + preview.returned()
                    + preview.moved()
                    + preview.ended());
    shown.show(page);
    page.send(response);
  }
}
