package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a run of enrolment did. */
@Component
public final class RunsPage implements OfficePage {
  private final Desk desk;
  private final Formats formats;

  @Activate
  public RunsPage(@Reference Desk desk, @Reference Formats formats) {
    this.desk = desk;
    this.formats = formats;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("runs", "*")
        || path.matches("runs", "*", "rows-to-mend.xlsx")
        || path.matches("runs", "*", "rows-to-mend.csv");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("POST")) {
      throw Problem.WRONG_METHOD.found();
    }
    InstitutionPath path = Desk.path(request);
    Enrolment enrolment = desk.enrolments().on(path);
    RegisterOfMembers register = desk.registers().on(path);
    EnrolmentRun run = run(enrolment, path.segment(1));
    Words words = desk.words(request);
    RunWords shown =
        new RunWords(run, words, register.institution().constitution().pack().constituencies());
    if (path.rest().size() == 3) {
      shown.download(response, path.segment(2), formats.all());
      return;
    }
    Page page =
        desk.page(request, "office/run")
            .back(path.to("records"))
            .with("run", run)
            .with("download", path.to("runs", path.segment(1), "rows-to-mend"))
            .with("notMembers", notMembers(register, run, Language.of(request).locale()));
    shown.show(page);
    page.send(response);
  }

  /** Runs are numbered without gaps, so as many as lie between it and the newest are asked for. */
  private static EnrolmentRun run(Enrolment enrolment, String number) {
    long newest = enrolment.runs(1).stream().mapToLong(EnrolmentRun::number).findFirst().orElse(0);
    if (!number.matches("[1-9]\\d{0,8}") || Long.parseLong(number) > newest) {
      throw Problem.NOT_FOUND.found();
    }
    return enrolment.runs((int) (newest - Long.parseLong(number) + 1)).stream()
        .filter(run -> Long.toString(run.number()).equals(number))
        .findFirst()
        .orElseThrow(Problem.NOT_FOUND::found);
  }

  /** Why records of this source make nobody a member, as the register stands now. */
  private static List<List<Object>> notMembers(
      RegisterOfMembers register, EnrolmentRun run, Locale locale) {
    Map<String, Integer> reasons = new TreeMap<>();
    register.eachRecord(
        run.source(),
        record -> {
          if (record.member().isEmpty()) {
            reasons.merge(record.outcome().in(locale), 1, Integer::sum);
          }
        });
    return reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
