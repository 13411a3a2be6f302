package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.folkmoot.constitution.Institution;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.Service;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether what had to be said has reached everybody: by notice, and person by person. */
@Component
public final class MailPage implements OfficePage {
  private static final int PAGE = 100;

  private final Desk desk;
  private final PostOffice postOffice;
  private final GivenNotices notices;

  @Activate
  public MailPage(@Reference Desk desk, @Reference PostOffice postOffice) {
    this.desk = desk;
    this.postOffice = postOffice;
    this.notices = new GivenNotices(desk, postOffice);
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("mail")
        || path.matches("mail", "*")
        || path.matches("mail", "*", "proof.csv");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("POST")) {
      throw Problem.WRONG_METHOD.found();
    }
    InstitutionPath path = Desk.path(request);
    if (path.rest().size() > 1) {
      showNotice(request, response, path);
      return;
    }
    Institution institution = desk.institution(path);
    Words words = desk.words(request);
    List<List<Object>> rows =
        notices.of(institution).stream()
            .map(
                given ->
                    List.<Object>of(
                        new Link(
                            words.say("office.notice." + given.kind().word()),
                            path.to("mail", given.id())),
                        given.opened(),
                        given.addressed(),
                        given.served(),
                        given.failed()))
            .toList();
    desk.page(request, "office/mail")
        .with("mail", postOffice.progress(institution.id()))
        .with("rows", rows)
        .send(response);
  }

  private void showNotice(
      HttpServletRequest request, HttpServletResponse response, InstitutionPath path)
      throws IOException {
    Institution institution = desk.institution(path);
    // Only the institution's own notices: an id by itself would open any institution's.
    PostOffice.Given given =
        notices.of(institution).stream()
            .filter(one -> one.id().equals(path.segment(1)))
            .findFirst()
            .orElseThrow(Problem.NOT_FOUND::found);
    Words words = desk.words(request);
    // Who was not served comes first: it is what has to be dealt with.
    List<Service> proof =
        postOffice.proof(given.id()).stream()
            .sorted(
                Comparator.comparing((Service service) -> -service.state().ordinal())
                    .thenComparing(Service::name))
            .toList();
    if (path.rest().size() == 3) {
      download(response, proof, words);
      return;
    }
    Paging paging = Paging.of(request, PAGE, proof.size());
    desk.page(request, "office/notice")
        .back(path.to("mail"))
        .with("kind", words.say("office.notice." + given.kind().word()))
        .with("given", given)
        .with("paging", paging)
        .with("download", path.to("mail", given.id(), "proof.csv"))
        .with(
            "rows",
            proof.stream()
                .skip(paging.offset())
                .limit(PAGE)
                .map(
                    service ->
                        List.<Object>of(
                            service.name(),
                            words.say("office.service." + service.state().word()),
                            channel(service, words),
                            service.at(),
                            service.explanation()))
                .toList())
        .send(response);
  }

  private static void download(HttpServletResponse response, List<Service> proof, Words words)
      throws IOException {
    try (SafeCsv csv =
        SafeCsv.download(
            response,
            "proof-of-service.csv",
            List.of(
                words.say("office.mail.name"),
                words.say("office.mail.state"),
                words.say("office.mail.channel"),
                words.say("office.mail.at"),
                words.say("office.mail.explanation"),
                words.say("office.mail.text-hash")))) {
      for (Service service : proof) {
        csv.row(
            List.of(
                service.name(),
                words.say("office.service." + service.state().word()),
                channel(service, words),
                service.at(),
                service.explanation(),
                service.textHash().orElse("")));
      }
    }
  }

  public static String channel(Service service, Words words) {
    String key = "office.channel." + service.channel();
    return words.knows(key) ? words.say(key) : service.channel();
  }
}
