package org.folkmoot.assembly.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.assembly.AssemblyPlan;
import org.folkmoot.constitution.ClearDays;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RulePack.AssemblyRules;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.Service;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The assemblies of one institution: planned, called in time, and proved to have been called. */
@Component(
    service = Assemblies.class,
    configurationPid = "org.folkmoot.assemblies",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AssembliesModule.class, factory = true)
public final class AssembliesOfInstitution implements Assemblies {
  static final ZoneId ZONE = ZoneId.of("Europe/London");

  private static final NoticeForm NOTICE =
      new NoticeForm(NoticeKind.ASSEMBLY, "assembly", AssembliesOfInstitution.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final RegisterOfMembers register;
  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PostOffice postOffice;
  private final Clock clock;
  private final AssemblyRows rows;

  @Activate
  public AssembliesOfInstitution(
      @Reference(name = "register", target = "(institution=)") RegisterOfMembers register,
      @Reference(name = "database") Database database,
      @Reference(name = "journal") Journal journal,
      @Reference(name = "postOffice") PostOffice postOffice,
      @Reference(name = "clock") Clock clock) {
    this.register = register;
    this.institution = register.institution();
    this.database = database;
    this.journal = journal;
    this.postOffice = postOffice;
    this.clock = clock;
    this.rows = new AssemblyRows(institution.id(), this::lastDayForNotice);
    database.migrate("assembly", AssembliesOfInstitution.class);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  private AssemblyRules rules() {
    return institution.constitution().pack().assembly();
  }

  private LocalDate today() {
    return clock.instant().atZone(ZONE).toLocalDate();
  }

  @Override
  public Map<VotingMethod, LocalDate> lastDayForNotice(LocalDate meeting) {
    ClearDays clear = new ClearDays(rules().noticeClearDays());
    Map<VotingMethod, LocalDate> last = new TreeMap<>();
    rules()
        .deemedServiceDays()
        .forEach((channel, days) -> last.put(channel, clear.lastDayOfSending(meeting, days)));
    return last;
  }

  @Override
  public Assembly plan(AssemblyPlan plan, String actor) {
    if (plan.title().isBlank() || plan.place().isBlank() || plan.agenda().isEmpty()) {
      throw new Refused(
          "an assembly needs a title, a place and at least one item of business",
          rules().noticeRule(),
          "Fill in what is missing.");
    }
    ZonedDateTime when = moment(plan.when());
    Assembly assembly =
        new Assembly(
            UUID.randomUUID().toString(),
            plan.title().strip(),
            plan.annual(),
            when,
            plan.place().strip(),
            plan.agenda(),
            lastDayForNotice(when.toLocalDate()),
            Optional.empty(),
            Optional.empty());
    inTime(assembly);
    return database.write(
        handle -> {
          rows.insert(handle, assembly);
          journal.append(
              institution.id(),
              actor,
              "assembly.planned",
              Map.of("assembly", assembly.id(), "when", when.toString()));
          return assembly;
        });
  }

  /** A local time the clocks skip or repeat names no moment, or two. */
  private static ZonedDateTime moment(LocalDateTime local) {
    List<ZoneOffset> offsets = ZONE.getRules().getValidOffsets(local);
    if (offsets.size() != 1) {
      throw new Refused(
          local.format(TIME)
              + " on "
              + local.toLocalDate()
              + (offsets.isEmpty() ? " does not exist" : " comes twice")
              + ": the clocks change that night",
          "a meeting begins at one moment, Europe/London",
          "Choose another time.");
    }
    return local.atZone(ZONE);
  }

  /** Refuses when mail, the quickest channel, could no longer serve notice in time. */
  private void inTime(Assembly assembly) {
    LocalDate last = lastDay(assembly);
    if (today().isAfter(last)) {
      int asked = rules().noticeClearDays();
      LocalDate served =
          today().plusDays(rules().deemedServiceDays().getOrDefault(VotingMethod.EMAIL, 0));
      long clear =
          Math.max(
              0,
              served.until(assembly.when().toLocalDate(), java.time.temporal.ChronoUnit.DAYS) - 1);
      throw new Refused(
          "notice by email on "
              + today()
              + " leaves "
              + clear
              + " clear days before the meeting on "
              + assembly.when().toLocalDate()
              + "; "
              + asked
              + " are needed, so the last day was "
              + last,
          rules().noticeRule(),
          "Hold the meeting on " + new ClearDays(asked).earliestEvent(served) + " or later.");
    }
  }

  private static LocalDate lastDay(Assembly assembly) {
    LocalDate email = assembly.lastDayForNotice().get(VotingMethod.EMAIL);
    return email != null
        ? email
        : assembly.lastDayForNotice().values().stream()
            .max(LocalDate::compareTo)
            .orElse(assembly.when().toLocalDate());
  }

  @Override
  public List<Assembly> all() {
    return database.read(rows::all);
  }

  @Override
  public Optional<Assembly> assembly(String id) {
    return database.read(handle -> rows.assembly(handle, id));
  }

  private Assembly required(Handle handle, String id) {
    return rows.assembly(handle, id)
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such assembly",
                    "institution " + institution.id(),
                    "Go back to the list of assemblies."));
  }

  @Override
  public Assembly giveNotice(String id, String actor) {
    return database.write(
        handle -> {
          Assembly assembly = required(handle, id);
          if (assembly.notice().isPresent()) {
            throw new Refused(
                "notice of this assembly was given already",
                "notice is given once",
                "See the proof of service; changes are told by a correction.");
          }
          inTime(assembly);
          String notice =
              postOffice.open(institution, NOTICE, assembly.id(), facts(assembly), actor);
          register.eachMember(
              member ->
                  postOffice.address(
                      notice, member.addressee(), Map.of("name", Fact.text(member.name()))));
          rows.noticeGiven(handle, id, notice, clock.instant());
          journal.append(
              institution.id(),
              actor,
              "assembly.notice-given",
              Map.of("assembly", id, "notice", notice));
          return required(handle, id);
        });
  }

  private Map<String, Fact> facts(Assembly assembly) {
    Map<String, Fact> facts = new HashMap<>();
    facts.put("institution", Fact.text(institution.name()));
    facts.put("title", Fact.text(assembly.title()));
    facts.put("date", new Fact.Day(assembly.when().toLocalDate()));
    facts.put("time", Fact.text(assembly.when().format(TIME)));
    facts.put("place", Fact.text(assembly.place()));
    facts.put("business", new Fact.Items(assembly.agenda()));
    facts.put(
        "annual",
        new Fact.Words(
            assembly.annual()
                ? new Label("This is the annual assembly.", "Dyma'r cynulliad blynyddol.")
                : new Label(
                    "This is not the annual assembly.", "Nid hwn yw'r cynulliad blynyddol.")));
    facts.put("leader", new Fact.Words(leader(assembly)));
    facts.put("contact", Fact.text(institution.senderAddress()));
    return facts;
  }

  private Label leader(Assembly assembly) {
    if (!assembly.annual() || !rules().electsLeader()) {
      return new Label(
          "The leader is not elected at this meeting.",
          "Ni chaiff yr arweinydd ei ethol yn y cyfarfod hwn.");
    }
    return rules().leaderBinding()
        ? new Label(
            "The leader for the coming year is elected at this meeting.",
            "Caiff yr arweinydd am y flwyddyn i ddod ei ethol yn y cyfarfod hwn.")
        : new Label(
            "The meeting gives its view on the leader; the vote is indicative.",
            "Mae'r cyfarfod yn rhoi ei farn ar yr arweinydd; arwydd yn unig yw'r bleidlais.");
  }

  @Override
  public List<Service> proofOfService(String id) {
    return assembly(id).flatMap(Assembly::notice).map(postOffice::proof).orElse(List.of());
  }
}
