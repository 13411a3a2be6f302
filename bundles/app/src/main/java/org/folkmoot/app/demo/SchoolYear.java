package org.folkmoot.app.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.folkmoot.app.demo.Browser.View;
import org.folkmoot.app.demo.ExampleSchool.Export;
import org.folkmoot.app.demo.ExampleSchool.Person;
import org.folkmoot.app.demo.MailCatcher.Caught;
import org.folkmoot.count.BallotFile;

/**
 * A school's whole year, from its records to a declared result and the annual assembly, played
 * through the office, the members' door and the mail.
 */
public final class SchoolYear {
  /** The year of the demonstration: days on which each step is taken. All are working days. */
  private static final LocalDate ENROLMENT = LocalDate.of(2027, 1, 11);

  private static final LocalDate NOTICE_OF_ELECTION = LocalDate.of(2027, 1, 18);
  private static final LocalDate NOMINATIONS = LocalDate.of(2027, 1, 25);
  private static final LocalDate STATEMENT = LocalDate.of(2027, 2, 18);
  private static final LocalDate ROLL = LocalDate.of(2027, 2, 23);
  private static final LocalDate POLL = LocalDate.of(2027, 2, 24);
  private static final LocalDate CLOSE = LocalDate.of(2027, 3, 10);
  private static final LocalDate ASSEMBLY = LocalDate.of(2027, 4, 14);

  private static final List<String> CONSTITUENCIES = List.of("users", "workers", "community");
  private static final int STAFF = 24;
  private static final int NEIGHBOURS = 20;
  private static final int PARENTS = 60;

  private final Asked asked;
  private final Path data;
  private final MailCatcher mail;
  private final DemonstrationClock clock;
  private final PrintStream out;
  private final Office office;
  private final ExampleSchool school;

  /** A year at the school {@code oak} of a running distribution. */
  public SchoolYear(
      Asked asked,
      URI officeDoor,
      Path data,
      MailCatcher mail,
      DemonstrationClock clock,
      PrintStream out)
      throws StepFailed {
    this.asked = asked;
    this.data = data;
    this.mail = mail;
    this.clock = clock;
    this.out = out;
    this.office = new Office(officeDoor, "oak");
    int parents = asked.ballots().isPresent() ? Papers.of(asked.ballots().get()).size() : PARENTS;
    this.school =
        new ExampleSchool(
            parents, Math.max(STAFF, asked.seats() + 2), Math.max(NEIGHBOURS, asked.seats() + 2));
  }

  /** The clock a year begins with. */
  public static DemonstrationClock clock() {
    return DemonstrationClock.beginningAt(ENROLMENT, LocalTime.of(9, 0));
  }

  public Office office() {
    return office;
  }

  /** What a contest came to. */
  private record Decided(String constituency, String rule, List<String> elected) {}

  /** Makes the account, switches the modules on and enrols the school's records. */
  public void open() throws StepFailed {
    office.setUp(data);
    office.signIn();
    step("The office has its first account, \"" + Office.NAME + "\".");
    for (String module : List.of("enrolment", "elections", "assemblies")) {
      office.switchOn(module);
    }
    step("Enrolment, elections and assemblies are switched on.");
    List<Export> exports =
        List.of(school.payroll(asked.ballots().isEmpty()), school.pupils(), school.volunteers());
    for (Export export : exports) {
      office.enrol(export);
      step("Records enrolled: " + export.file() + " (" + export.source() + ").");
    }
  }

  /** Plays the year and prints its line of JSON last. */
  public void play() throws StepFailed {
    open();
    Map<String, Integer> members = new LinkedHashMap<>();
    for (String constituency : CONSTITUENCIES) {
      members.put(constituency, office.members(constituency));
    }
    step("Members: " + members + ".");
    checkMembers(members);
    awaitMail();

    Poll poll = openPoll();
    int votes = vote(poll.notices());
    step(votes + " votes cast over HTTP, each confirmed with a reference number.");

    at(CLOSE, 17, 1);
    office.openBox(poll.election(), poll.key());
    step("The poll is closed and the box opened with the key.");
    List<Decided> decided = count(poll.election(), poll.contests());
    office.step(poll.election(), "declare");
    step("The result is declared.");
    awaitMail();

    assembly(members, poll.papers(), votes, decided);
  }

  /**
   * A poll that is open.
   *
   * @param election the election's address in the office
   * @param contests the contests' ids, by constituency
   * @param key the key file as it was downloaded
   * @param papers how many packs were issued
   * @param notices the notices of poll as they came
   */
  public record Poll(
      String election,
      Map<String, String> contests,
      String key,
      int papers,
      List<Caught> notices) {}

  /** How an election gets its key. */
  public interface KeyMaking {
    /** Gives the office what it needs and answers what opens the box, if the office made it. */
    String key(Office office, String election) throws StepFailed;
  }

  /** Takes the school from its enrolled members to an open poll, with the key held by one. */
  public Poll openPoll() throws StepFailed {
    return openPoll(Office::key);
  }

  /** Takes the school from its enrolled members to an open poll. */
  public Poll openPoll(KeyMaking making) throws StepFailed {
    String election = election();
    Map<String, String> contests = office.contests(election);
    nominate(election, contests);
    at(STATEMENT, 9, 0);
    int accepted = office.acceptAll(election);
    office.step(election, "candidates");
    step(accepted + " nominations accepted; the statement of candidates is published.");
    at(ROLL, 9, 0);
    office.step(election, "roll");
    step("The electoral roll is frozen.");

    String key = making.key(office, election);
    at(POLL, 9, 0);
    int papers = office.packs(election);
    Set<String> before = mail.all().stream().map(Caught::id).collect(Collectors.toSet());
    office.step(election, "papers");
    awaitMail();
    List<Caught> notices =
        mail.all().stream().filter(message -> !before.contains(message.id())).toList();
    step(papers + " ballot papers issued; " + notices.size() + " notices of poll came by mail.");
    if (notices.size() != papers) {
      throw new StepFailed(papers + " papers were issued but " + notices.size() + " mails came");
    }
    return new Poll(election, contests, key, papers, notices);
  }

  private void checkMembers(Map<String, Integer> members) throws StepFailed {
    int parentsWhoTeach = asked.ballots().isEmpty() ? 1 : 0;
    Map<String, Integer> expected =
        Map.of(
            "users",
            school.parents().size() - parentsWhoTeach,
            "workers",
            school.staff().size() + parentsWhoTeach,
            "community",
            school.neighbours().size());
    if (!members.equals(expected)) {
      throw new StepFailed("members are " + members + "; the records hold " + expected);
    }
  }

  private String election() throws StepFailed {
    at(NOTICE_OF_ELECTION, 9, 0);
    Map<String, String> rules = new HashMap<>();
    asked
        .rule()
        .ifPresent(
            rule -> {
              if (asked.ballots().isPresent()) {
                rules.put("users", rule);
              } else {
                CONSTITUENCIES.forEach(constituency -> rules.put(constituency, rule));
              }
            });
    String election = office.election("Governors 2027", CLOSE, rules);
    step("An election is made; its poll closes on " + CLOSE + ".");
    int before = mail.count();
    office.step(election, "notice");
    awaitMail();
    step((mail.count() - before) + " notices of election came by mail.");
    return election;
  }

  private void nominate(String election, Map<String, String> contests) throws StepFailed {
    at(NOMINATIONS, 9, 0);
    int byLink = 0;
    int onPaper = 0;
    Map<String, URI> links = links(mail.all(), "nominate");
    for (String constituency : CONSTITUENCIES) {
      if (constituency.equals("users") && asked.ballots().isPresent()) {
        for (String name : asked.ballots().get().candidates()) {
          office.nominateOnPaper(election, contests.get(constituency), name);
          onPaper++;
        }
      } else {
        for (Person person : standing(constituency)) {
          Voter.nominate(
              links.get(person.email()),
              person.name(),
              "I have known this school for years and want it to be run by all of us.");
          byLink++;
        }
      }
    }
    step(byLink + " nominations handed in by link, " + onPaper + " on paper.");
  }

  private List<Person> standing(String constituency) {
    List<Person> people =
        switch (constituency) {
          case "users" -> school.parents();
          case "workers" -> school.staff();
          default -> school.neighbours();
        };
    // The first parent also teaches, and is a worker.
    return people.subList(1, Math.min(people.size(), asked.seats() + 3));
  }

  private int vote(List<Caught> notices) throws StepFailed {
    at(POLL, 18, 30);
    Map<String, List<URI>> voters = new LinkedHashMap<>();
    links(notices, "vote").entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(
            entry ->
                voters
                    .computeIfAbsent(constituency(entry.getKey()), c -> new ArrayList<>())
                    .add(entry.getValue()));
    int votes = 0;
    for (Map.Entry<String, List<URI>> third : voters.entrySet()) {
      List<List<String>> papers = papers(third.getKey(), third.getValue().size());
      for (int i = 0; i < papers.size(); i++) {
        Voter.vote(third.getValue().get(i), papers.get(i));
        votes++;
        if (votes % 250 == 0) {
          step(votes + " votes so far.");
        }
      }
    }
    return votes;
  }

  private String constituency(String address) {
    boolean teaches = asked.ballots().isEmpty() && address.equals(school.parents().get(0).email());
    if (address.startsWith("staff") || teaches) {
      return "workers";
    }
    return address.startsWith("parent") ? "users" : "community";
  }

  private List<List<String>> papers(String constituency, int voters) throws StepFailed {
    if (constituency.equals("users") && asked.ballots().isPresent()) {
      List<List<String>> papers = Papers.of(asked.ballots().get());
      if (papers.size() != voters) {
        throw new StepFailed(voters + " voters have a paper; the file has " + papers.size());
      }
      return papers;
    }
    List<String> names = standing(constituency).stream().map(Person::name).toList();
    // Four in five vote.
    return Papers.madeUp(voters * 4 / 5, names, constituency.hashCode());
  }

  private List<Decided> count(String election, Map<String, String> contests) throws StepFailed {
    List<Decided> decided = new ArrayList<>();
    for (String constituency : CONSTITUENCIES) {
      String contest = contests.get(constituency);
      Optional<String> question = office.lotNeeded(election, contest);
      if (question.isPresent()) {
        List<Integer> order = lots(election, constituency, question.get());
        office.drawLots(election, contest, order);
        step("Lots drawn for " + constituency + ": " + order + ".");
        question = office.lotNeeded(election, contest);
        if (question.isPresent()) {
          throw new StepFailed("another lot is needed for " + constituency + ": " + question.get());
        }
      }
      List<String> elected = office.elected(election, contest);
      String rule =
          constituency.equals("users") || asked.ballots().isEmpty()
              ? asked.rule().orElse("nhs-stv")
              : "nhs-stv";
      decided.add(new Decided(constituency, rule, elected));
      step("Elected by " + constituency + ": " + String.join(", ", elected) + ".");
    }
    return decided;
  }

  /** Lots in the order of the paper, whose numbers follow surnames and not the file. */
  private List<Integer> lots(String election, String constituency, String question)
      throws StepFailed {
    if (constituency.equals("users") && asked.ballots().isPresent()) {
      BallotFile file = asked.ballots().get();
      if (asked.lots().isEmpty()) {
        throw new StepFailed(
            "a lot is needed and none is given (-Dlots=4,1,2, numbers of the file): " + question);
      }
      List<String> onPaper = office.candidatesOnPaper(election, file.candidates());
      List<Integer> order = new ArrayList<>();
      for (int number : asked.lots()) {
        order.add(onPaper.indexOf(file.name(number)) + 1);
      }
      return order;
    }
    List<Integer> order = new ArrayList<>();
    for (int number = 1; number <= standing(constituency).size(); number++) {
      order.add(number);
    }
    return order;
  }

  private void assembly(Map<String, Integer> members, int papers, int votes, List<Decided> decided)
      throws StepFailed {
    at(CLOSE.plusDays(1), 9, 0);
    List<String> agenda =
        List.of(
            "Report of the governing body",
            "Questions from members",
            "Election of the leader for the coming year");
    View late = office.assembly("Annual assembly", CLOSE.plusDays(10), "18:00", agenda);
    if (late.status() != 422) {
      throw new StepFailed("a late call of the assembly was not refused: " + late.summary());
    }
    step("A call at too short notice is refused.");
    View called = Browser.well(office.assembly("Annual assembly", ASSEMBLY, "18:00", agenda));
    String assembly = URI.create(called.document().location()).getPath();
    String lastDay = office.lastDayForNotice(assembly);
    office.notice(assembly);
    awaitMail();
    int served = office.served(assembly);
    step(
        "The annual assembly on "
            + ASSEMBLY
            + " is called; the last day for notice was "
            + lastDay
            + "; "
            + served
            + " members were served.");
    out.println(
        YearInJson.of(
            members, mail.count(), papers, votes, contests(decided), lastDay, served, ASSEMBLY));
  }

  private static List<YearInJson.Contest> contests(List<Decided> decided) {
    return decided.stream()
        .map(d -> new YearInJson.Contest(d.constituency(), d.rule(), d.elected()))
        .toList();
  }

  /** The personal links in messages, by address. */
  public static Map<String, URI> links(List<Caught> messages, String purpose) {
    Pattern link = Pattern.compile("https?://\\S+/i/[a-z0-9-]+/" + purpose + "/\\S+");
    Map<String, URI> links = new HashMap<>();
    for (Caught message : messages) {
      Matcher found = link.matcher(message.text());
      if (found.find()) {
        links.put(message.to(), URI.create(found.group()));
      }
    }
    return links;
  }

  /** Goes to a moment and signs in again, since sessions end. */
  public void at(LocalDate day, int hour, int minute) throws StepFailed {
    clock.goTo(day, LocalTime.of(hour, minute));
    office.signIn();
  }

  /** Waits until the outbox is empty, two minutes at most without progress. */
  public void awaitMail() throws StepFailed {
    int waiting = office.mailWaiting();
    long patience = System.nanoTime() + 120_000_000_000L;
    while (waiting > 0) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StepFailed("interrupted while mail was sent", e);
      }
      int now = office.mailWaiting();
      if (now < waiting) {
        patience = System.nanoTime() + 120_000_000_000L;
      } else if (System.nanoTime() > patience) {
        throw new StepFailed(now + " messages wait, and none was sent for two minutes");
      }
      waiting = now;
    }
  }

  private void step(String what) {
    out.println(clock.local().toLocalDateTime().withNano(0) + "  " + what);
  }
}
