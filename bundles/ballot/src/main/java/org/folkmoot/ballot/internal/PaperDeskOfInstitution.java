package org.folkmoot.ballot.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.RejectionGround;
import org.folkmoot.ballot.internal.PackPrinter.PackToPrint;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The paper desk of one institution. */
@Component(
    service = PaperDesk.class,
    configurationPid = "org.folkmoot.elections",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PaperDeskOfInstitution implements PaperDesk {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  /** A few seconds of typesetting, and a file that any office printer takes. */
  private static final int AT_ONCE = 200;

  private static final int HIGHEST_PAPER = 99_999;

  private final Elections elections;
  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final Clock clock;
  private final PollRows rows;
  private final PaperRows papers;
  private final RulePack.PaperRules rules;
  private final DeskKey key;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public PaperDeskOfInstitution(
      @Reference(name = "polls", target = "(institution=)") Polls polls,
      @Reference(name = "elections", target = "(institution=)") Elections elections,
      @Reference(name = "database") Database database,
      @Reference(name = "journal") Journal journal,
      @Reference(name = "clock") Clock clock,
      BundleContext context) {
    // The polls made the tables both use.
    this(polls, elections, database, journal, clock, dataFolder(context));
  }

  /** A desk whose key lies in {@code keys/paper-desk.key} of the folder. */
  public PaperDeskOfInstitution(
      Polls polls,
      Elections elections,
      Database database,
      Journal journal,
      Clock clock,
      Path dataFolder) {
    this.elections = elections;
    this.institution = polls.institution();
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.rows = new PollRows(institution.id());
    this.papers = new PaperRows(institution.id());
    this.rules = institution.constitution().pack().papers();
    this.key = new DeskKey(dataFolder);
  }

  private static Path dataFolder(BundleContext context) {
    String folder = context.getProperty("folkmoot.data");
    if (folder != null && !folder.isBlank()) {
      return Path.of(folder);
    }
    String karaf = context.getProperty("karaf.data");
    return karaf == null ? Path.of("data") : Path.of(karaf, "folkmoot");
  }

  @Override
  public Institution institution() {
    return institution;
  }

  @Override
  public boolean declarationAsked(Constituency constituency) {
    return rules.declarationOfIdentity(constituency);
  }

  private Election required(String election) {
    return elections
        .election(election)
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such election",
                    "institution " + institution.id(),
                    "Go back to the list of elections."));
  }

  private Election takingVotes(String electionId) {
    Election election = required(electionId);
    if (!election.takesVotes(clock.instant().atZone(ZONE))) {
      throw new Refused(
          election.state() == Election.State.POLL
              ? "the poll closed at " + election.timetable().close()
              : "the poll is not open",
          "papers are issued and replaced while the poll is open",
          "Look at the timetable of the election.");
    }
    return election;
  }

  private PollRows.Pack pack(Handle handle, String election, String member) {
    return rows.packOf(handle, election, member)
        .orElseThrow(
            () ->
                new Refused(
                    "no pack was issued to this member",
                    "packs are issued to the voters on the frozen roll",
                    "Look for the name on the roll of this election."));
  }

  @Override
  public Printing printing(String election) {
    return database.read(
        handle ->
            new Printing(
                papers.waiting(handle, election).size(),
                papers.packs(handle, election, PollRows.PRINTED),
                AT_ONCE));
  }

  @Override
  public Optional<Batch> print(String electionId, Order order, String actor) {
    Election election = takingVotes(electionId);
    long[] numbered = new long[1];
    // Laid out before the transaction: typesetting takes seconds, and voters write meanwhile.
    List<PackToPrint> packs =
        database.read(
            handle -> {
              numbered[0] = papers.highestNumber(handle, electionId);
              return toPrint(handle, election, order, numbered[0]);
            });
    if (packs.isEmpty()) {
      return Optional.empty();
    }
    byte[] pdf = new PackPrinter(institution, election).pdf(packs);
    return database.write(
        handle -> {
          takingVotes(electionId);
          if (papers.highestNumber(handle, electionId) != numbered[0]) {
            throw new Refused(
                "another batch was printed at the same moment",
                "each slip has a number and a code of its own",
                "Print again; nothing of this batch is valid.");
          }
          packs.forEach(pack -> keep(handle, election, pack, actor));
          journal.append(
              institution.id(),
              actor,
              "ballot.packs-printed",
              Map.of(
                  "election", electionId,
                  "packs", Integer.toString(packs.size()),
                  "first-slip", Long.toString(packs.get(0).number()),
                  "last-slip", Long.toString(packs.get(packs.size() - 1).number())));
          return Optional.of(new Batch(packs.size(), pdf));
        });
  }

  private List<PackToPrint> toPrint(Handle handle, Election election, Order order, long numbered) {
    Map<String, ElectoralRoll.Entry> roll = new LinkedHashMap<>();
    elections
        .roll(election.id())
        .ifPresent(frozen -> frozen.entries().forEach(entry -> roll.put(entry.member(), entry)));
    // The roll is in order of family name.
    List<String> byName = List.copyOf(roll.keySet());
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < byName.size(); i++) {
      place.put(byName.get(i), i);
    }
    List<PollRows.Pack> waiting = new ArrayList<>();
    for (String id : papers.waiting(handle, election.id())) {
      waiting.add(rows.pack(handle, id).orElseThrow());
    }
    Comparator<PollRows.Pack> comparator =
        Comparator.comparing(pack -> place.getOrDefault(pack.member(), Integer.MAX_VALUE));
    if (order == Order.POSTCODE) {
      comparator = Comparator.comparing(PaperDeskOfInstitution::postcode).thenComparing(comparator);
    }
    waiting.sort(comparator);
    List<PackToPrint> packs = new ArrayList<>();
    for (PollRows.Pack pack : waiting.subList(0, Math.min(AT_ONCE, waiting.size()))) {
      boolean tendered = pack.paper().equals(PollRows.TENDERED);
      Optional<Label> reason =
          rules.declarationOfIdentity(pack.constituency())
              ? Optional.ofNullable(roll.get(pack.member())).map(ElectoralRoll.Entry::reason)
              : Optional.empty();
      packs.add(
          new PackToPrint(
              pack.to().orElseThrow(),
              election.contestsOf(pack.constituency()).stream().filter(Contest::contested).toList(),
              tendered ? Optional.empty() : Optional.of(LetterCode.made(random)),
              LetterCode.made(random),
              numbered + packs.size() + 1,
              pack.largePrint(),
              tendered,
              reason,
              rules.identifier()
                  ? Optional.of(LetterCode.made(random).toString().substring(0, 11))
                  : Optional.empty()));
    }
    return packs;
  }

  /** Without a postcode a pack comes first: its address is looked at before the rest is posted. */
  private static String postcode(PollRows.Pack pack) {
    List<String> lines = pack.to().map(Addressee::postalAddress).orElse(List.of());
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Keeps the hashes of what is printed on a pack, and voids what was printed on it before. */
  private void keep(Handle handle, Election election, PackToPrint printed, String actor) {
    Instant at = clock.instant();
    PollRows.Pack pack = pack(handle, election.id(), printed.to().reference());
    if (printed.tendered()) {
      papers.code(
          handle,
          election.id(),
          pack.id(),
          PaperRows.TENDERED,
          printed.slip(),
          printed.number(),
          at);
    } else {
      papers
          .slip(handle, pack.id())
          .ifPresent(
              before ->
                  rows.replaced(
                      handle,
                      pack,
                      "reprinted",
                      "printed again",
                      actor,
                      at,
                      before,
                      printed.number()));
      papers.voidCodes(handle, pack.id(), "reprinted");
      papers.code(
          handle, election.id(), pack.id(), PaperRows.SLIP, printed.slip(), printed.number(), at);
      papers.code(
          handle,
          election.id(),
          pack.id(),
          PaperRows.LETTER,
          printed.letter().orElseThrow(),
          printed.number(),
          at);
    }
    papers.renumber(handle, pack.id(), printed.number());
    papers.paper(handle, pack.id(), PollRows.PRINTED, printed.largePrint());
  }

  @Override
  public void wantPaper(String electionId, String member, boolean largePrint, String actor) {
    database.write(
        handle -> {
          Election election = takingVotes(electionId);
          PollRows.Pack pack = pack(handle, election.id(), member);
          refuseUsed(pack);
          papers.paper(handle, pack.id(), PollRows.WANTED, largePrint);
          journal.append(
              institution.id(),
              actor,
              "ballot.paper-wanted",
              Map.of("election", electionId, "member", member));
          return null;
        });
  }

  private static void refuseUsed(PollRows.Pack pack) {
    if (pack.reference().isPresent()) {
      throw new Refused(
          "a vote has come in for this pack already",
          "each pack counts once; what was used is not replaced",
          "If the voter says it was not theirs, a tendered paper can be issued.");
    }
  }

  @Override
  public void replace(
      String electionId, String member, Replacement kind, String reason, String actor) {
    if (reason.isBlank()) {
      throw new Refused(
          "a paper is replaced without a reason",
          "the list of " + kind.word() + " papers is part of the election's documents",
          "Say how you know who the voter is and what happened.");
    }
    database.write(
        handle -> {
          takingVotes(electionId);
          PollRows.Pack pack = pack(handle, electionId, member);
          Optional<Long> before = papers.slip(handle, pack.id());
          if (kind == Replacement.TENDERED) {
            refuseUnused(pack);
          } else {
            refuseUsed(pack);
            if (before.isEmpty()) {
              throw new Refused(
                  "no paper was printed for this voter",
                  "a " + kind.word() + " paper is replaced; a lost link is sent anew",
                  "Send a new link, or put the voter with those who get paper.");
            }
            papers.voidCodes(handle, pack.id(), kind.word());
          }
          rows.replaced(
              handle,
              pack,
              kind.word(),
              reason.strip(),
              actor,
              clock.instant(),
              before.orElse(null),
              null);
          papers.paper(
              handle,
              pack.id(),
              kind == Replacement.TENDERED ? PollRows.TENDERED : PollRows.WANTED,
              pack.largePrint());
          journal.append(
              institution.id(),
              actor,
              "ballot.paper-replaced",
              Map.of(
                  "election",
                  electionId,
                  "member",
                  member,
                  "kind",
                  kind.word(),
                  "reason",
                  reason.strip()));
          return null;
        });
  }

  private static void refuseUnused(PollRows.Pack pack) {
    if (pack.reference().isEmpty()) {
      throw new Refused(
          "no vote has come in for this pack",
          "a tendered paper is for somebody in whose name a vote has come in already",
          "Replace the paper as lost or spoilt, or send a new link.");
    }
  }

  @Override
  public Receipt receive(String electionId, String slip, Contents contents, String actor) {
    LetterCode code =
        LetterCode.typed(slip)
            .orElseThrow(
                () ->
                    new Refused(
                        "this is no code of a return slip, or it was mistyped",
                        "the code has 25 letters and figures, and the last one checks the others",
                        "Compare it with the slip and type it again."));
    return database.write(
        handle -> {
          Election election = required(electionId);
          if (election.state() != Election.State.POLL) {
            throw new Refused(
                "the election has no poll that is open or being counted",
                "slips are received from the issue of papers until the result is declared",
                "Look at the timetable of the election.");
          }
          Optional<PaperRows.Code> known =
              papers.code(handle, code).filter(found -> found.election().equals(electionId));
          known
              .filter(found -> found.kind().equals(PaperRows.LETTER))
              .ifPresent(
                  letter -> {
                    throw new Refused(
                        "this is the code for voting online, from the cover of a pack",
                        "the code of the return slip shows that a paper came back",
                        "Use the code on the return slip.");
                  });
          return receive(handle, election, known, contents, actor);
        });
  }

  private Receipt receive(
      Handle handle,
      Election election,
      Optional<PaperRows.Code> known,
      Contents contents,
      String actor) {
    Instant at = clock.instant();
    Optional<PollRows.Pack> pack = known.flatMap(code -> rows.pack(handle, code.pack()));
    Outcome outcome =
        known
            .map(code -> outcome(handle, election, code, pack.orElseThrow(), contents, at))
            .orElse(Outcome.UNKNOWN);
    Optional<Long> number = known.map(PaperRows.Code::number);
    papers.receipt(
        handle, election.id(), known.map(PaperRows.Code::pack), number, outcome, at, actor);
    return new Receipt(
        outcome,
        at,
        number,
        outcome == Outcome.VOTED_ONLINE || outcome == Outcome.VOTED_ON_PAPER
            ? rows.pack(handle, known.orElseThrow().pack()).flatMap(PollRows.Pack::castAt)
            : Optional.empty());
  }

  private Outcome outcome(
      Handle handle,
      Election election,
      PaperRows.Code code,
      PollRows.Pack pack,
      Contents contents,
      Instant at) {
    if (!election.takesVotes(at.atZone(ZONE))) {
      return Outcome.AFTER_CLOSE;
    }
    if (code.voided()) {
      return Outcome.REPLACED;
    }
    if (code.kind().equals(PaperRows.TENDERED)) {
      return Outcome.TENDERED;
    }
    Optional<Outcome> before = pack.usedBy().map(PaperDeskOfInstitution::voted);
    if (before.isPresent()) {
      return before.get();
    }
    if (contents == Contents.NO_PAPER) {
      return Outcome.NO_PAPER;
    }
    if (contents == Contents.NO_DECLARATION && rules.declarationOfIdentity(pack.constituency())) {
      return Outcome.NO_DECLARATION;
    }
    // The first of two channels marks the register; the other finds it marked.
    return rows.use(handle, pack.id(), Polls.Channel.PAPER, "SLIP-" + code.number(), at)
        ? Outcome.RECEIVED
        : rows.pack(handle, pack.id())
            .flatMap(PollRows.Pack::usedBy)
            .map(v -> voted(v))
            .orElseThrow();
  }

  private static Outcome voted(Polls.Channel channel) {
    return channel == Polls.Channel.ONLINE ? Outcome.VOTED_ONLINE : Outcome.VOTED_ON_PAPER;
  }

  @Override
  public Map<Outcome, Long> received(String election) {
    return database.read(handle -> papers.receipts(handle, election));
  }

  @Override
  public List<Listed> list(String election, PaperList list) {
    return database.read(
        handle ->
            list == PaperList.DISQUALIFIED
                ? papers.disqualified(handle, election)
                : papers.replacements(handle, election, list.word()));
  }

  @Override
  public List<Pile> piles(String electionId) {
    Election election = required(electionId);
    return database.read(handle -> piles(handle, election));
  }

  private List<Pile> piles(Handle handle, Election election) {
    boolean sealed = papers.isSealed(handle, election.id());
    return election.contests().stream()
        .filter(Contest::contested)
        .map(contest -> pile(handle, election, contest, sealed))
        .toList();
  }

  private Pile pile(Handle handle, Election election, Contest contest, boolean sealed) {
    Map<Integer, String> once = new TreeMap<>();
    Set<Integer> agreed = new TreeSet<>();
    Set<Integer> differing = new TreeSet<>();
    Map<RejectionGround, Long> rejected = new EnumMap<>(RejectionGround.class);
    byPaper(handle, contest.id())
        .forEach(
            (paper, readings) -> {
              Optional<PaperRows.Read> agreeing = agreed(readings);
              if (agreeing.isPresent()) {
                agreed.add(paper);
                Optional.ofNullable(agreeing.get().ground())
                    .ifPresent(
                        ground -> rejected.merge(RejectionGround.valueOf(ground), 1L, Long::sum));
              } else if (readings.size() == 1) {
                once.put(paper, readings.get(0).reader());
              } else {
                differing.add(paper);
              }
            });
    return new Pile(
        contest.id(),
        rows.papers(handle, election.id(), contest.constituency()).onPaper(),
        once,
        agreed,
        differing,
        sealed ? papers.rejected(handle, contest.id()) : rejected,
        sealed);
  }

  private Map<Integer, List<PaperRows.Read>> byPaper(Handle handle, String contest) {
    Map<Integer, List<PaperRows.Read>> byPaper = new TreeMap<>();
    for (PaperRows.Read read : papers.readings(handle, contest)) {
      byPaper.computeIfAbsent(read.paper(), first -> new ArrayList<>()).add(read);
    }
    return byPaper;
  }

  /** A reading that another one of the same paper agrees with. */
  private static Optional<PaperRows.Read> agreed(List<PaperRows.Read> readings) {
    for (int i = 1; i < readings.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (readings.get(i).proof().equals(readings.get(j).proof())) {
          return Optional.of(readings.get(i));
        }
      }
    }
    return Optional.empty();
  }

  private Election electionOf(String contest) {
    return elections.all().stream()
        .filter(election -> election.contest(contest).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "there is no such contest",
                    "institution " + institution.id(),
                    "Go back to the paper desk."));
  }

  private void mustBeReadNow(Handle handle, Election election) {
    if (election.state() != Election.State.POLL
        || election.takesVotes(clock.instant().atZone(ZONE))) {
      throw new Refused(
          election.state() == Election.State.POLL
              ? "the poll is open until " + election.timetable().close()
              : "the election has no papers to be read",
          "papers are read after the close, when all of them are shuffled",
          "Keep the papers unopened until then.");
    }
    if (papers.isSealed(handle, election.id())) {
      throw new Refused(
          "the papers are in the box",
          "what is in the box does not change",
          "Open the box and count.");
    }
  }

  @Override
  public Optional<Boolean> read(String contestId, int paper, Reading reading, String actor) {
    return database.write(
        handle -> {
          Election election = electionOf(contestId);
          Contest contest = election.contest(contestId).orElseThrow();
          mustBeReadNow(handle, election);
          check(contest, paper, reading);
          List<PaperRows.Read> before = byPaper(handle, contestId).getOrDefault(paper, List.of());
          if (agreed(before).isPresent()) {
            throw new Refused(
                "paper " + paper + " was read twice and both readings agree",
                "each paper is read by two people",
                "Check the number on its back.");
          }
          if (before.size() == 1 && before.get(0).reader().equals(actor)) {
            throw new Refused(
                "you have read paper " + paper + " already",
                "each paper is read by two different people",
                "Leave it to somebody else, or check the number on its back.");
          }
          PaperRows.Read read =
              sealed(handle, election, contest, paper, before.size(), reading, actor);
          List<PaperRows.Read> all = new ArrayList<>(before);
          all.add(read);
          boolean agree = agreed(all).isPresent();
          if (before.size() < 2 || agree) {
            papers.reading(handle, election.id(), contestId, read);
          }
          return before.isEmpty() ? Optional.empty() : Optional.of(agree);
        });
  }

  private PaperRows.Read sealed(
      Handle handle,
      Election election,
      Contest contest,
      int paper,
      int before,
      Reading reading,
      String actor) {
    String read;
    Optional<byte[]> ciphertext = Optional.empty();
    String ground = null;
    if (reading instanceof Reading.Marks marked) {
      ElectionKey to = rows.key(handle, election.id()).orElseThrow();
      ciphertext =
          Optional.of(
              new Seal(institution.id(), election.id(), contest.id(), contest.candidates().size())
                  .seal(to, marked.marks()));
      // Chosen candidates have no order.
      read =
          (contest.ranked() ? marked.marks() : marked.marks().stream().sorted().toList())
              .toString();
    } else {
      ground = ((Reading.Rejected) reading).ground().name();
      read = ground;
    }
    return new PaperRows.Read(
        paper,
        before + 1,
        actor,
        ciphertext,
        ground,
        key.proof(String.join("|", election.id(), contest.id(), Integer.toString(paper), read)));
  }

  private static void check(Contest contest, int paper, Reading reading) {
    if (paper < 1 || paper > HIGHEST_PAPER) {
      throw new Refused(
          "a paper has no number, or one above " + HIGHEST_PAPER,
          "papers are numbered from 1 on their backs when they are shuffled",
          "Type the number on its back.");
    }
    if (reading instanceof Reading.Rejected rejected) {
      if (!rejected.ground().appliesTo(contest.ranked())) {
        throw new Refused(
            "this ground is not one for this kind of contest",
            contest.ranked() ? "rejected papers, STV44" : "rejected papers, FPP44",
            "Choose another ground.");
      }
      return;
    }
    List<Integer> marks = ((Reading.Marks) reading).marks();
    if (marks.isEmpty()) {
      throw new Refused(
          "no mark was typed",
          "an unmarked paper is rejected, on that ground",
          "Type its marks, or reject it as unmarked.");
    }
    int names = contest.candidates().size();
    if (marks.stream().anyMatch(mark -> mark < 1 || mark > names)
        || new HashSet<>(marks).size() < marks.size()) {
      throw new Refused(
          "a mark is for nobody on the paper, or for somebody twice",
          "candidates are numbered 1 to " + names,
          "Type the marks again.");
    }
    if (!contest.ranked() && marks.size() > contest.seats()) {
      throw new Refused(
          marks.size() + " candidates are marked; at most " + contest.seats() + " may be",
          "a voter has as many votes as there are seats",
          "Look at the paper again; if it is so, reject it for more votes than entitled.");
    }
  }

  @Override
  public void readAgain(String contestId, int paper, String actor) {
    database.write(
        handle -> {
          Election election = electionOf(contestId);
          mustBeReadNow(handle, election);
          papers.forgetReadings(handle, contestId, paper);
          journal.append(
              institution.id(),
              actor,
              "ballot.paper-read-again",
              Map.of(
                  "election", election.id(),
                  "contest", contestId,
                  "paper", Integer.toString(paper)));
          return null;
        });
  }

  @Override
  public void seal(String electionId, boolean despiteDifferences, String actor) {
    database.write(
        handle -> {
          Election election = required(electionId);
          mustBeReadNow(handle, election);
          Map<String, String> facts = new TreeMap<>();
          facts.put("election", electionId);
          List<Map.Entry<String, byte[]>> box = new ArrayList<>();
          for (Pile pile : piles(handle, election)) {
            mustBeComplete(election, pile, despiteDifferences);
            facts.put(
                "contest " + pile.contest(), "slips " + pile.slips() + ", papers " + pile.papers());
            pile.rejected()
                .forEach(
                    (ground, number) ->
                        papers.rejected(handle, electionId, pile.contest(), ground, number));
            byPaper(handle, pile.contest())
                .values()
                .forEach(
                    readings ->
                        agreed(readings)
                            .flatMap(PaperRows.Read::sealed)
                            .ifPresent(paper -> box.add(Map.entry(pile.contest(), paper))));
          }
          if (papers.notYetSealed(handle, electionId) == 0) {
            throw new Refused(
                "no paper was received",
                "papers go into the box that came in with a slip",
                "There is nothing to do; the box can be opened.");
          }
          Collections.shuffle(box, random);
          box.forEach(paper -> rows.drop(handle, electionId, paper.getKey(), paper.getValue()));
          papers.forgetReadings(handle, electionId);
          papers.sealed(handle, electionId, clock.instant());
          journal.append(institution.id(), actor, "ballot.papers-sealed", facts);
          return null;
        });
  }

  private static String numbers(Set<Integer> papers) {
    return papers.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static void mustBeComplete(Election election, Pile pile, boolean despiteDifferences) {
    String contest = election.contest(pile.contest()).orElseThrow().seatKind().en();
    if (!pile.readOnce().isEmpty() || !pile.differing().isEmpty()) {
      List<String> left = new ArrayList<>();
      if (!pile.readOnce().isEmpty()) {
        left.add("read once only: paper " + numbers(pile.readOnce().keySet()));
      }
      if (!pile.differing().isEmpty()) {
        left.add("read differently: paper " + numbers(pile.differing()));
      }
      throw new Refused(
          contest + ", " + String.join("; ", left),
          "each paper is read by two people whose readings agree",
          "Read them, or look at them a third time.");
    }
    if (pile.papers() > pile.slips()) {
      throw new Refused(
          contest
              + ": "
              + pile.papers()
              + " papers were read, but only "
              + pile.slips()
              + " slips were received",
          "a paper counts with the slip it came with",
          "Find the papers that were read twice under two numbers, or that came without a slip,"
              + " and take their readings back.");
    }
    if (pile.papers() < pile.slips() && !despiteDifferences) {
      throw new Refused(
          contest
              + ": "
              + pile.slips()
              + " slips were received, but only "
              + pile.papers()
              + " papers were read",
          "received slips and papers must agree, or the difference is stated in the account",
          "Look for the missing papers; if there are none, say that you go on in spite of it.");
    }
  }
}
