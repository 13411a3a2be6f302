package org.folkmoot.ballot.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.Trustee;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.RegisterOfMembers;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The polls of one institution. Nothing of a poll is kept in memory: a restart loses nothing. */
@Component(
    service = Polls.class,
    configurationPid = "org.folkmoot.elections",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PollsOfInstitution implements Polls {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  /** Crockford's alphabet: no I, L, O or U to be misread. */
  private static final char[] LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private final Elections elections;
  private final RegisterOfMembers register;
  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PersonalLinks links;
  private final PollNotices notices;
  private final Clock clock;
  private final PollRows rows;
  private final TrusteeRows holders;
  private final SealedBoxes boxes;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public PollsOfInstitution(
      @Reference(name = "elections", target = "(institution=)") Elections elections,
      @Reference(name = "register", target = "(institution=)") RegisterOfMembers register,
      @Reference(name = "database") Database database,
      @Reference(name = "journal") Journal journal,
      @Reference(name = "postOffice") PostOffice postOffice,
      @Reference(name = "links") PersonalLinks links,
      @Reference(name = "clock") Clock clock) {
    this.elections = elections;
    this.register = register;
    this.institution = elections.institution();
    this.database = database;
    this.journal = journal;
    this.links = links;
    this.notices = new PollNotices(institution, postOffice);
    this.clock = clock;
    this.rows = new PollRows(institution.id());
    this.holders = new TrusteeRows(institution.id());
    this.boxes = new SealedBoxes(institution, rows);
    database.migrate("ballot", PollsOfInstitution.class);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZONE);
  }

  @Override
  public void useKey(String electionId, ElectionKey key, String actor) {
    database.write(
        handle -> {
          Election election = required(electionId);
          if (election.state().compareTo(Election.State.POLL) >= 0) {
            throw new Refused(
                "papers are issued, and votes are sealed to the key on the notice of poll",
                "one key for one election",
                "Go on with the key that was made before.");
          }
          rows.key(handle, electionId, key);
          holders.keep(handle, electionId, List.of());
          journal.append(
              institution.id(),
              actor,
              "ballot.key-made",
              Map.of(
                  "election", electionId,
                  "key", key.fingerprint(),
                  "shares", Integer.toString(key.shares()),
                  "threshold", Integer.toString(key.threshold())));
          return null;
        });
  }

  @Override
  public void useKey(String electionId, ElectionKey key, List<Trustee> trustees, String actor) {
    if (trustees.size() != key.shares()) {
      throw new Refused(
          "the key has " + key.shares() + " shares, but " + trustees.size() + " trustees are named",
          "each share has one holder",
          "Name as many trustees as there are shares.");
    }
    database.write(
        handle -> {
          useKey(electionId, key, actor);
          holders.keep(handle, electionId, trustees);
          return null;
        });
  }

  @Override
  public List<Trustee> trustees(String electionId) {
    return database.read(handle -> holders.of(handle, electionId));
  }

  @Override
  public int packsToIssue(String electionId) {
    Election election = required(electionId);
    ElectoralRoll roll =
        elections
            .roll(electionId)
            .orElseThrow(
                () ->
                    new Refused(
                        "the roll is not frozen",
                        "papers go to the voters on the electoral roll",
                        "Freeze the roll first."));
    return Math.toIntExact(
        roll.entries().stream()
            .filter(
                entry ->
                    election.contestsOf(entry.constituency()).stream().anyMatch(Contest::contested))
            .count());
  }

  @Override
  public int issue(String electionId, String actor) {
    return database.write(
        handle -> {
          elections.openPoll(electionId, actor);
          Election election = required(electionId);
          ElectoralRoll roll = elections.roll(electionId).orElseThrow();
          ElectionKey key =
              rows.key(handle, electionId)
                  .orElseThrow(
                      () ->
                          new Refused(
                              "the election has no key",
                              "votes are sealed to the election's key when they are received",
                              "Make the key first, and keep its file safe."));
          Map<org.folkmoot.constitution.Constituency, String> opened =
              notices.open(election, key, actor);
          Instant expires = election.timetable().close().plusDays(60).toInstant();
          int packs = 0;
          for (ElectoralRoll.Entry entry : roll.entries()) {
            String notice = opened.get(entry.constituency());
            if (notice != null) {
              String pack = UUID.randomUUID().toString();
              rows.pack(handle, pack, electionId, entry);
              var link = links.grant(institution, "vote", pack, electionId, expires);
              notices.address(notice, addressee(entry), entry.name(), link.address());
              packs++;
            }
          }
          journal.append(
              institution.id(),
              actor,
              "ballot.papers-issued",
              Map.of(
                  "election", electionId,
                  "packs", Integer.toString(packs),
                  "key", key.fingerprint()));
          return packs;
        });
  }

  private org.folkmoot.notice.Addressee addressee(ElectoralRoll.Entry entry) {
    return register
        .member(entry.member())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "member " + entry.member() + " is on the roll but not on the register"))
        .addressee();
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

  @Override
  public Optional<ElectionKey> key(String election) {
    return database.read(handle -> rows.key(handle, election));
  }

  @Override
  public Optional<VotersPack> pack(String token) {
    return links
        .holder(institution.id(), "vote", token)
        .flatMap(holder -> database.read(handle -> pack(handle, holder.holder())));
  }

  private Optional<VotersPack> pack(Handle handle, String id) {
    return rows.pack(handle, id)
        .map(
            row -> {
              Election election = required(row.election());
              VotersPack.Status status =
                  row.reference().isPresent()
                      ? VotersPack.Status.USED
                      : election.takesVotes(now())
                          ? VotersPack.Status.OPEN
                          : VotersPack.Status.CLOSED;
              return new VotersPack(
                  id,
                  election,
                  election.contestsOf(row.constituency()).stream()
                      .filter(Contest::contested)
                      .toList(),
                  status,
                  row.reference(),
                  row.castAt());
            });
  }

  @Override
  public List<Refusal> check(VotersPack pack, Map<String, List<Integer>> marks) {
    List<Refusal> wrong = new ArrayList<>();
    for (Contest contest : pack.contests()) {
      List<Integer> marked = marks.get(contest.id());
      if (marked == null) {
        wrong.add(
            new Refusal(
                "nothing is said for " + contest.seatKind().en(),
                "every contest of the pack is voted in or left out on purpose",
                "Vote in it, or choose to abstain."));
      } else {
        check(contest, marked).ifPresent(wrong::add);
      }
    }
    if (!pack.contests().stream().map(Contest::id).toList().containsAll(marks.keySet())) {
      wrong.add(
          new Refusal(
              "the paper is for a contest that is not in this pack",
              "a pack holds the contests its voter may vote in",
              "Start again from the link in your mail."));
    }
    return wrong;
  }

  private static Optional<Refusal> check(Contest contest, List<Integer> marked) {
    int names = contest.candidates().size();
    if (marked.stream().anyMatch(number -> number < 1 || number > names)) {
      return Optional.of(
          new Refusal(
              "a mark is for nobody on the paper",
              "candidates are numbered 1 to " + names,
              "Start again from the link in your mail."));
    }
    if (new HashSet<>(marked).size() < marked.size()) {
      return Optional.of(
          new Refusal(
              "a candidate is marked twice",
              "each candidate is marked once at most",
              "Mark each candidate once."));
    }
    if (!contest.ranked() && marked.size() > contest.seats()) {
      return Optional.of(
          new Refusal(
              marked.size() + " candidates are chosen; at most " + contest.seats() + " may be",
              "a voter has as many votes as there are seats",
              "Take " + (marked.size() - contest.seats()) + " of them back."));
    }
    return Optional.empty();
  }

  @Override
  public CastResult cast(String token, Map<String, List<Integer>> marks) {
    Optional<PersonalLinks.Holder> holder = links.holder(institution.id(), "vote", token);
    if (holder.isEmpty()) {
      return new CastResult.NotCounted(
          List.of(
              new Refusal(
                  "this link is not known, or is no longer valid",
                  "each voter has one link",
                  "Use the newest link you were sent, or ask for a new one.")));
    }
    return database.write(
        handle -> {
          VotersPack pack = pack(handle, holder.get().holder()).orElseThrow();
          if (pack.status() == VotersPack.Status.USED) {
            return new CastResult.Counted(
                pack.reference().orElseThrow(), pack.castAt().orElseThrow(), true);
          }
          if (pack.status() == VotersPack.Status.CLOSED) {
            return new CastResult.NotCounted(
                List.of(
                    new Refusal(
                        "the poll closed at " + pack.election().timetable().close(),
                        "a vote counts when it is confirmed before the close, by the server's"
                            + " clock",
                        "Your vote cannot be taken any more.")));
          }
          List<Refusal> wrong = check(pack, marks);
          if (!wrong.isEmpty()) {
            return new CastResult.NotCounted(wrong);
          }
          Optional<Refusal> twice = secondVote(handle, pack);
          if (twice.isPresent()) {
            return new CastResult.NotCounted(List.of(twice.get()));
          }
          Instant at = clock.instant();
          String reference = reference();
          // The first of two at the same instant marks the register; the other finds it marked.
          if (!rows.use(handle, pack.id(), reference, at)) {
            VotersPack used = pack(handle, pack.id()).orElseThrow();
            return new CastResult.Counted(
                used.reference().orElseThrow(), used.castAt().orElseThrow(), true);
          }
          ElectionKey key = rows.key(handle, pack.election().id()).orElseThrow();
          for (Contest contest : pack.contests()) {
            rows.drop(
                handle,
                pack.election().id(),
                contest.id(),
                seal(pack.election(), contest).seal(key, marks.get(contest.id())));
          }
          return new CastResult.Counted(reference, at, false);
        });
  }

  /**
   * Why this would be a second vote of one person, or might be; empty when it is not. In the
   * transaction of the cast, and writers take turns: of two at one instant the later finds the
   * earlier (docs/decisions/0011).
   */
  private Optional<Refusal> secondVote(Handle handle, VotersPack pack) {
    String election = pack.election().id();
    String member = rows.pack(handle, pack.id()).orElseThrow().member();
    Optional<String> stays = register.sameAs(member);
    if (stays.isPresent() && rows.issued(handle, election, stays.get())) {
      return Optional.of(
          new Refusal(
              "two entries on the register were found to be of one person, and this paper is of the"
                  + " entry that ended",
              "one person has one vote",
              "Vote with the paper sent to you for your other entry, if you have not voted already,"
                  + " or ask "
                  + institution.senderAddress()
                  + "."));
    }
    List<String> voted = rows.voted(handle, election, register.perhapsSame(member));
    if (voted.isEmpty()) {
      return Optional.empty();
    }
    String person = stays.orElse(member);
    boolean surely =
        voted.stream().anyMatch(other -> register.sameAs(other).orElse(other).equals(person));
    if (surely || !register.voteHeld(member)) {
      return Optional.of(
          new Refusal(
              "two entries on the register were found to be of one person, whose vote has been"
                  + " taken",
              "one person has one vote",
              "If you have not voted, ask " + institution.senderAddress() + " before the close."));
    }
    return Optional.of(
        new Refusal(
            "this vote is held: the office has to settle whether two entries on the register are"
                + " one person",
            "while that is not settled, only one of the two may vote",
            "Your paper stays as it was. The office has been told; ask "
                + institution.senderAddress()
                + ", and vote again before the close once it is settled."));
  }

  private Seal seal(Election election, Contest contest) {
    return new Seal(institution.id(), election.id(), contest.id(), contest.candidates().size());
  }

  private String reference() {
    StringBuilder reference = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      if (i > 0 && i % 4 == 0) {
        reference.append('-');
      }
      reference.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return reference.toString();
  }

  @Override
  public List<Turnout> turnout(String electionId) {
    Election election = required(electionId);
    Optional<ElectoralRoll> roll = elections.roll(electionId);
    return database.read(
        handle ->
            election.contests().stream()
                .map(
                    contest -> {
                      var papers = rows.papers(handle, electionId, contest.constituency());
                      return new Turnout(
                          contest.id(),
                          roll.map(r -> r.electorate(contest.constituency())).orElse(0L),
                          contest.contested() ? papers.issued() : 0,
                          contest.contested() ? papers.used() : 0);
                    })
                .toList());
  }

  @Override
  public List<OpenedContest> open(String electionId, List<KeyShare> shares, String actor) {
    Election election = required(electionId);
    if (election.state() != Election.State.POLL || election.takesVotes(now())) {
      throw new Refused(
          election.state() == Election.State.POLL
              ? "the poll is open until " + election.timetable().close()
              : "the election has no poll to be opened",
          "a box is opened after the close of poll",
          "Open it after the close.");
    }
    return database.write(
        handle -> {
          ElectionKey key = rows.key(handle, electionId).orElseThrow();
          refuseSplit(key);
          List<OpenedContest> opened = new ArrayList<>();
          for (Contest contest : election.contests()) {
            if (contest.contested()) {
              opened.add(open(handle, election, contest, key, shares));
            }
          }
          journal.append(
              institution.id(), actor, "ballot.box-opened", Map.of("election", electionId));
          return opened;
        });
  }

  private OpenedContest open(
      Handle handle, Election election, Contest contest, ElectionKey key, List<KeyShare> shares) {
    Seal.Opener opener = seal(election, contest).opener(key, shares);
    List<byte[]> sealed = new ArrayList<>(rows.sealed(handle, contest.id()));
    Collections.shuffle(sealed, random);
    BallotFile.Builder papers =
        BallotFile.builder(
            oneLine(election.title() + ": " + contest.seatKind().en()),
            contest.seats(),
            contest.candidates().stream()
                .map(Candidate::name)
                .map(PollsOfInstitution::oneLine)
                .toList());
    papers.withdrawn(
        contest.candidates().stream().filter(Candidate::withdrawn).map(Candidate::number).toList());
    long valid = 0;
    long blank = 0;
    long altered = 0;
    for (byte[] paper : sealed) {
      try {
        int[] marks = opener.open(paper).stream().mapToInt(Integer::intValue).toArray();
        if (marks.length == 0) {
          blank++;
        } else {
          valid++;
          if (contest.ranked()) {
            papers.paper(marks);
          } else {
            papers.votes(1, marks);
          }
        }
      } catch (Seal.Unopenable e) {
        altered++;
      }
    }
    Map<String, Long> rejected = new LinkedHashMap<>();
    if (blank > 0) {
      rejected.put("blank", blank);
    }
    if (altered > 0) {
      rejected.put("altered", altered);
    }
    PollRows.Papers account = rows.papers(handle, election.id(), contest.constituency());
    return new OpenedContest(
        contest.id(),
        papers.build(),
        rejected,
        reconciliation(account, sealed.size(), valid, blank, altered));
  }

  /** The point of splitting a key is that it is never whole where votes are cast. */
  private static void refuseSplit(ElectionKey key) {
    if (key.threshold() > 1) {
      throw new Refused(
          "the key of this election was split among " + key.shares() + " trustees",
          "a split key never meets the server on which votes were cast",
          "Take the sealed box out, open it with folkmoot open-box where the trustees are, and bring"
              + " back opened.zip.");
    }
  }

  @Override
  public BoxFile box(String electionId) {
    Election election = closed(electionId);
    return database.read(handle -> boxes.box(handle, election));
  }

  @Override
  public BoxFile takeOutBox(String electionId, String actor) {
    BoxFile box = box(electionId);
    journal.append(
        institution.id(),
        actor,
        "ballot.box-taken-out",
        Map.of(
            "election", electionId,
            "box", box.hash(),
            "papers", Long.toString(box.sealedPapers())));
    return box;
  }

  @Override
  public List<OpenedContest> takeOpened(String electionId, OpenedBox opened, String actor) {
    Election election = closed(electionId);
    return database.write(
        handle -> {
          BoxFile box = boxes.box(handle, election);
          opened.checkAgainst(box);
          journal.append(
              institution.id(),
              actor,
              "ballot.box-opened",
              Map.of(
                  "election", electionId,
                  "box", box.hash(),
                  "opened", opened.hash(),
                  "shares", opened.shares().toString()));
          return box.contests().stream().map(contest -> boxes.opened(opened, contest)).toList();
        });
  }

  private Election closed(String electionId) {
    Election election = required(electionId);
    if (election.state().compareTo(Election.State.POLL) < 0 || election.takesVotes(now())) {
      throw new Refused(
          election.state() == Election.State.POLL
              ? "the poll is open until " + election.timetable().close()
              : "the election has had no poll",
          "a box is taken out and opened after the close of poll",
          "Do it after the close.");
    }
    return election;
  }

  /** Whatever got into a name, the box must open: a ballot file's names are one line each. */
  private static String oneLine(String name) {
    return name.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{FFFD}]", " ").strip();
  }

  private static List<String> reconciliation(
      PollRows.Papers account, long sealed, long valid, long blank, long altered) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "issued "
            + account.issued()
            + " = used "
            + account.used()
            + " + unused "
            + (account.issued() - account.used()));
    lines.add(
        "sealed " + sealed + " = valid " + valid + " + blank " + blank + " + altered " + altered);
    lines.add(
        account.used() == sealed
            ? "the register marks "
                + account.used()
                + " as used, and as many papers were in the box"
            : "DIFFERENCE: the register marks "
                + account.used()
                + " as used, but "
                + sealed
                + " papers were in the box");
    return lines;
  }
}
