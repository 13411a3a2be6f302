package org.folkmoot.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Module;
import org.folkmoot.constitution.Modules;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.register.Enrolment;
import org.folkmoot.register.EnrolmentRun;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The commands. Each answers with text; a refusal is shown with its rule. */
@Component(
    service = FolkmootCommands.class,
    property = {
      "osgi.command.scope=folkmoot",
      "osgi.command.function=institutions",
      "osgi.command.function=modules",
      "osgi.command.function=on",
      "osgi.command.function=off",
      "osgi.command.function=members",
      "osgi.command.function=sources",
      "osgi.command.function=enrol",
      "osgi.command.function=elections",
      "osgi.command.function=turnout",
      "osgi.command.function=assemblies",
      "osgi.command.function=mail",
      "osgi.command.function=journal",
      "osgi.command.function=verify"
    })
public final class FolkmootCommands {
  private final Modules modules;
  private final RefusedSettings refusedSettings;
  private final PostOffice postOffice;
  private final Journal journal;
  private final Map<String, Institution> institutions = new ConcurrentHashMap<>();
  private final Map<String, RegisterOfMembers> registers = new ConcurrentHashMap<>();
  private final Map<String, Enrolment> enrolments = new ConcurrentHashMap<>();
  private final Map<String, Elections> elections = new ConcurrentHashMap<>();
  private final Map<String, Polls> polls = new ConcurrentHashMap<>();
  private final Map<String, Assemblies> assemblies = new ConcurrentHashMap<>();

  @Activate
  public FolkmootCommands(
      @Reference Modules modules,
      @Reference RefusedSettings refusedSettings,
      @Reference PostOffice postOffice,
      @Reference Journal journal) {
    this.modules = modules;
    this.refusedSettings = refusedSettings;
    this.postOffice = postOffice;
    this.journal = journal;
  }

  /** Lists the institutions, and the settings that were refused. */
  public String institutions() {
    String there =
        institutions.values().stream()
            .map(
                institution ->
                    institution.id()
                        + "  "
                        + institution.name()
                        + "  "
                        + institution.constitution().pack().id()
                        + "  "
                        + institution.constitution().seats()
                        + " seats")
            .sorted()
            .collect(Collectors.joining("\n"));
    String refused =
        refusedSettings.all().stream()
            .map(setting -> "refused: " + setting)
            .collect(Collectors.joining("\n"));
    return refused.isEmpty() ? there : there + "\n" + refused;
  }

  /** Shows which modules of an institution are on. */
  public String modules(String institution) {
    return answer(
        () -> {
          known(institution);
          return modulesOf(institution);
        });
  }

  private String modulesOf(String institution) {
    return List.of(Module.values()).stream()
        .map(
            module -> module.word() + (modules.on(institution).contains(module) ? "  on" : "  off"))
        .collect(Collectors.joining("\n"));
  }

  /** Switches a module on: enrolment, elections, assemblies. */
  public String on(String institution, String module) {
    return answer(
        () -> {
          known(institution);
          modules.switchOn(institution, Module.of(module));
          return modulesOf(institution);
        });
  }

  /** Switches a module off; what it has stored stays. */
  public String off(String institution, String module) {
    return answer(
        () -> {
          known(institution);
          modules.switchOff(institution, Module.of(module));
          return modulesOf(institution);
        });
  }

  /** Shows how many members there are, by constituency. */
  public String members(String institution) {
    return answer(
        () -> {
          Map<Constituency, Integer> strength = of(registers, institution, "enrolment").strength();
          return strength.entrySet().stream()
              .map(entry -> entry.getKey().word() + "  " + entry.getValue())
              .collect(Collectors.joining("\n"));
        });
  }

  /** Lists the standing sources of records. */
  public String sources(String institution) {
    return answer(
        () ->
            of(enrolments, institution, "enrolment").sources().stream()
                .map(RecordsSource::name)
                .collect(Collectors.joining("\n")));
  }

  /** Runs enrolment from a standing source. */
  public String enrol(String institution, String source) {
    return answer(
        () -> {
          Enrolment enrolment = of(enrolments, institution, "enrolment");
          RecordsSource found =
              enrolment.sources().stream()
                  .filter(s -> s.name().equals(source))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new Refused(
                              "there is no source " + source,
                              "sources are configured for each institution",
                              "See folkmoot:sources " + institution + "."));
          try {
            EnrolmentRun run = enrolment.run(found, "console");
            return "records "
                + run.records()
                + ", joined "
                + run.joined()
                + ", returned "
                + run.returned()
                + ", moved "
                + run.moved()
                + ", ended "
                + run.ended()
                + ", not eligible "
                + run.notEligible()
                + ", bad rows "
                + run.badRows().size();
          } catch (SourceFailed e) {
            return "The source could not be read, and nothing was changed: " + e.getMessage();
          }
        });
  }

  /** Lists the elections with their state and close. */
  public String elections(String institution) {
    return answer(
        () ->
            of(elections, institution, "elections").all().stream()
                .map(
                    (Election election) ->
                        election.id()
                            + "  "
                            + election.title()
                            + "  "
                            + election.state()
                            + "  closes "
                            + election.timetable().close())
                .collect(Collectors.joining("\n")));
  }

  /** Shows papers issued and used in an election, by contest; never who. */
  public String turnout(String institution, String election) {
    return answer(
        () ->
            of(polls, institution, "elections").turnout(election).stream()
                .map(t -> t.contest() + "  issued " + t.issued() + "  used " + t.used())
                .collect(Collectors.joining("\n")));
  }

  /** Lists the assemblies with day and last day for notice. */
  public String assemblies(String institution) {
    return answer(
        () ->
            of(assemblies, institution, "assemblies").all().stream()
                .map(
                    (Assembly assembly) ->
                        assembly.id()
                            + "  "
                            + assembly.title()
                            + "  "
                            + assembly.when()
                            + "  last days for notice "
                            + assembly.lastDayForNotice()
                            + assembly
                                .noticeGiven()
                                .map(at -> "  notice given " + at)
                                .orElse("  notice not given"))
                .collect(Collectors.joining("\n")));
  }

  /** Shows how many messages wait, were sent, failed. */
  public String mail(String institution) {
    return answer(
        () -> {
          known(institution);
          return mailOf(institution);
        });
  }

  private String mailOf(String institution) {
    PostOffice.Progress progress = postOffice.progress(institution);
    return "waiting "
        + progress.waiting()
        + ", sent "
        + progress.sent()
        + ", failed "
        + progress.failed()
        + ", unreachable "
        + progress.unreachable();
  }

  /** Shows the newest twenty entries of the journal. */
  public String journal(String institution) {
    return answer(
        () -> {
          known(institution);
          return journalOf(institution);
        });
  }

  private String journalOf(String institution) {
    return journal.newest(institution, 20).stream()
        .map(
            entry ->
                entry.number()
                    + "  "
                    + entry.at()
                    + "  "
                    + entry.actor()
                    + "  "
                    + entry.act()
                    + "  "
                    + entry.facts())
        .collect(Collectors.joining("\n"));
  }

  /** Checks the whole journal. */
  public String verify(String institution) {
    return answer(
        () -> {
          known(institution);
          return verified(institution);
        });
  }

  private String verified(String institution) {
    List<String> wrong = journal.verify(institution);
    return wrong.isEmpty() ? "sound; head " + journal.head(institution) : String.join("\n", wrong);
  }

  private static String answer(Supplier<String> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      return "Refused: " + refused.refusal();
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private void known(String institution) {
    if (!institutions.containsKey(institution)) {
      throw new Refused(
          "there is no institution " + institution,
          "institutions are configured",
          "See folkmoot:institutions.");
    }
  }

  private <T> T of(Map<String, T> services, String institution, String module) {
    known(institution);
    return Optional.ofNullable(services.get(institution))
        .orElseThrow(
            () ->
                new Refused(
                    "the module " + module + " is off for " + institution,
                    "a module is there when it is switched on",
                    "Switch it on: folkmoot:on " + institution + " " + module + "."));
  }

  private static String id(Map<String, Object> properties) {
    return String.valueOf(properties.get("institution"));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindInstitution(Institution service, Map<String, Object> properties) {
    institutions.put(id(properties), service);
  }

  void unbindInstitution(Institution service, Map<String, Object> properties) {
    institutions.remove(id(properties), service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.put(id(properties), service);
  }

  void unbindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.remove(id(properties), service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEnrolment(Enrolment service, Map<String, Object> properties) {
    enrolments.put(id(properties), service);
  }

  void unbindEnrolment(Enrolment service, Map<String, Object> properties) {
    enrolments.remove(id(properties), service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindElections(Elections service, Map<String, Object> properties) {
    elections.put(id(properties), service);
  }

  void unbindElections(Elections service, Map<String, Object> properties) {
    elections.remove(id(properties), service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPolls(Polls service, Map<String, Object> properties) {
    polls.put(id(properties), service);
  }

  void unbindPolls(Polls service, Map<String, Object> properties) {
    polls.remove(id(properties), service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.put(id(properties), service);
  }

  void unbindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.remove(id(properties), service);
  }
}
