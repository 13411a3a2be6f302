package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institution;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.Nomination;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.office.internal.register.RegisterRooms;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Language;
import org.folkmoot.page.Link;
import org.folkmoot.page.Task;
import org.folkmoot.page.Words;
import org.folkmoot.records.BadRow;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is due, what waits for a decision, and how many there are: the start of a day's work. */
@Component
public final class HomePage implements OfficePage {
  private final Desk desk;
  private final RegisterRooms rooms;
  private final PostOffice postOffice;
  private final Clock clock;

  @Activate
  public HomePage(
      @Reference Desk desk,
      @Reference RegisterRooms rooms,
      @Reference PostOffice postOffice,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.desk = desk;
    this.rooms = rooms;
    this.postOffice = postOffice;
    this.clock = clock;
  }

  /** One third of the membership, as the page shows it. */
  public record Third(String word, String name, String href, int number) {}

  /** Something that has a day. */
  private record Due(LocalDate day, String what, String href) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.rest().isEmpty();
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    InstitutionPath path = Desk.path(request);
    Institution institution = desk.institution(path);
    Words words = desk.words(request);
    Language language = Language.of(request);
    Optional<RegisterOfMembers> register = desk.registers().of(path.institution());
    PostOffice.Progress mail = postOffice.progress(institution.id());
    int members =
        register
            .map(on -> on.strength().values().stream().mapToInt(number -> number).sum())
            .orElse(0);
    desk.page(request, "office/home")
        .with("name", institution.name())
        .with("enrolment", register.isPresent())
        .with("members", members)
        .with(
            "thirds", register.map(on -> thirds(on, institution, path, language)).orElse(List.of()))
        .with("tasks", tasks(path, words, mail))
        .with("due", due(path, words, language))
        .with("mail", mail)
        .with("links", links(path))
        .send(response);
  }

  private static List<Third> thirds(
      RegisterOfMembers register,
      Institution institution,
      InstitutionPath path,
      Language language) {
    Map<Constituency, Integer> strength = register.strength();
    List<Third> thirds = new ArrayList<>();
    institution
        .constitution()
        .pack()
        .constituencies()
        .forEach(
            (third, name) ->
                thirds.add(
                    new Third(
                        third.word(),
                        name.in(language.locale()),
                        path.to("members") + "?third=" + third.word() + "&state=member",
                        strength.getOrDefault(third, 0))));
    return thirds;
  }

  private static Map<String, String> links(InstitutionPath path) {
    return Map.of(
        "modules", path.to("modules"),
        "records", path.to("records"),
        "members", path.to("members"),
        "mail", path.to("mail"));
  }

  private List<Task> tasks(InstitutionPath path, Words words, PostOffice.Progress mail) {
    List<Task> tasks = new ArrayList<>(rooms.waiting(path, words));
    desk.elections()
        .of(path.institution())
        .ifPresent(
            elections -> {
              for (Election election : elections.all()) {
                long received =
                    election.state() == Election.State.NOMINATIONS
                        ? undecided(elections, election)
                        : 0;
                if (received > 0) {
                  tasks.add(
                      task(
                          words.say("office.home.nominations"),
                          path.to("elections", election.id(), "nominations"),
                          election.title(),
                          words.shown(received)));
                }
              }
            });
    desk.enrolments()
        .of(path.institution())
        .flatMap(enrolment -> newest(enrolment))
        .filter(run -> !run.badRows().isEmpty())
        .ifPresent(
            run ->
                tasks.add(
                    task(
                        words.say("office.home.bad-rows"),
                        path.to("runs", Long.toString(run.number())),
                        words.say(
                            "office.home.bad-rows.hint",
                            run.source(),
                            run.badRows().stream().filter(BadRow::lost).count()),
                        words.shown(run.badRows().size()))));
    if (mail.failed() > 0) {
      tasks.add(
          task(
              words.say("office.home.failed"),
              path.to("mail"),
              words.say("office.home.failed.hint"),
              words.shown(mail.failed())));
    }
    return tasks;
  }

  private static long undecided(Elections elections, Election election) {
    return elections.nominations(election.id()).stream()
        .filter(nomination -> nomination.state() == Nomination.State.RECEIVED)
        .count();
  }

  private static Optional<EnrolmentRun> newest(Enrolment enrolment) {
    return enrolment.runs(1).stream().findFirst();
  }

  private static Task task(String name, String href, String hint, String number) {
    return new Task(name, href, hint, number, false);
  }

  private List<List<Object>> due(InstitutionPath path, Words words, Language language) {
    LocalDate today = LocalDate.now(clock.withZone(DateWords.ZONE));
    List<Due> due = new ArrayList<>();
    desk.elections()
        .of(path.institution())
        .ifPresent(
            elections ->
                elections.all().forEach(election -> addDue(due, election, path, words, today)));
    desk.assemblies()
        .of(path.institution())
        .ifPresent(assemblies -> addDue(due, assemblies, path, words, today));
    return due.stream()
        .sorted(Comparator.comparing(Due::day))
        .map(
            one ->
                List.<Object>of(
                    day(one.day(), today, words, language), new Link(one.what(), one.href())))
        .toList();
  }

  private static List<String> day(LocalDate day, LocalDate today, Words words, Language language) {
    String written = DateWords.day(day, language);
    if (day.isAfter(today)) {
      return List.of(written);
    }
    return List.of(
        written, words.say(day.equals(today) ? "office.home.today" : "office.home.overdue"));
  }

  private void addDue(
      List<Due> due, Election election, InstitutionPath path, Words words, LocalDate today) {
    String href = path.to("elections", election.id());
    switch (election.state()) {
      case PLANNED ->
          due.add(step(election, ElectionStep.NOTICE_OF_ELECTION, "notice", href, words));
      case NOMINATIONS -> {
        Due close =
            step(election, ElectionStep.NOMINATIONS_CLOSE, "nominations-close", href, words);
        if (!close.day().isBefore(today)) {
          due.add(close);
        }
        due.add(step(election, ElectionStep.STATEMENT_OF_CANDIDATES, "candidates", href, words));
      }
      case CANDIDATES_STATED ->
          due.add(step(election, ElectionStep.NOTICE_OF_POLL, "roll", href, words));
      case ROLL_FROZEN ->
          due.add(step(election, ElectionStep.NOTICE_OF_POLL, "papers", href, words));
      case POLL ->
          due.add(
              step(
                  election,
                  ElectionStep.CLOSE_OF_POLL,
                  clock.instant().isBefore(election.timetable().close().toInstant())
                      ? "close"
                      : "count",
                  href,
                  words));
      case DECLARED -> {
        // Nothing is left to do.
      }
    }
  }

  private static Due step(
      Election election, ElectionStep step, String what, String href, Words words) {
    return new Due(
        election.timetable().day(step),
        words.say("office.home.due." + what, election.title()),
        href);
  }

  private static void addDue(
      List<Due> due, Assemblies assemblies, InstitutionPath path, Words words, LocalDate today) {
    for (Assembly assembly : assemblies.all()) {
      LocalDate day = assembly.when().toLocalDate();
      if (day.isBefore(today)) {
        continue;
      }
      String href = path.to("assemblies", assembly.id());
      if (assembly.noticeGiven().isEmpty()) {
        assembly.lastDayForNotice().values().stream()
            .min(Comparator.naturalOrder())
            .ifPresent(
                last ->
                    due.add(
                        new Due(
                            last,
                            words.say("office.home.due.assembly-notice", assembly.title()),
                            href)));
      }
      due.add(new Due(day, assembly.title(), href));
    }
  }
}
