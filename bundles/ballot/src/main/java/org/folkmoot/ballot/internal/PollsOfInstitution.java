package org.folkmoot.ballot.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.Polls;
import org.folkmoot.ballot.TrackingCode;
import org.folkmoot.ballot.Trustee;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.BoxOpening;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.box.PaperAccount;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
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

  private static final String VOTE = "vote";

  /** How a new link is noted that the voter asked for. */
  private static final String ASKED = "asked";

  private static final int LINKS_AN_HOUR = 3;
  private static final Duration BETWEEN_REMINDERS = Duration.ofHours(48);

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
  private final PaperRows papers;
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
    this.papers = new PaperRows(institution.id());
    this.holders = new TrusteeRows(institution.id());
    this.boxes = new SealedBoxes(institution, rows, papers);
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
          Map<String, Addressee> frozen = elections.rollAddresses(electionId);
          int packs = 0;
          int onPaper = 0;
          for (ElectoralRoll.Entry entry : roll.entries()) {
            String notice = opened.get(entry.constituency());
            if (notice != null) {
              String pack = UUID.randomUUID().toString();
              Addressee addressee = addressee(entry.member(), frozen);
              Channel channel = channel(addressee);
              rows.pack(handle, pack, electionId, entry, addressee, channel);
              if (channel == Channel.ONLINE) {
                var link = grant(election, pack);
                notices.address(notice, addressee, entry.name(), link.address());
              } else {
                onPaper++;
              }
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
                  "on-paper", Integer.toString(onPaper),
                  "key", key.fingerprint()));
          return packs;
        });
  }

  /** Without a mail address, or where the institution offers no voting online, a pack is paper. */
  private Channel channel(Addressee addressee) {
    return addressee.email().isPresent()
            && institution.constitution().methods().contains(VotingMethod.EMAIL)
        ? Channel.ONLINE
        : Channel.PAPER;
  }

  private PersonalLinks.Granted grant(Election election, String pack) {
    Instant expires = election.timetable().close().plusDays(60).toInstant();
    return links.grant(institution, VOTE, pack, election.id(), expires);
  }

  /**
   * Where a voter is reached: as the register says of a member; as the roll says of somebody who
   * left after it was frozen. Nothing is sent to those who are suspended: the records may have been
   * told of a death.
   */
  private Addressee addressee(String member, Map<String, Addressee> frozen) {
    Member known =
        register
            .member(member)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "member " + member + " is on the roll but not on the register"));
    boolean left = known.state() == MemberState.ENDED || known.state() == MemberState.OPTED_OUT;
    return left && frozen.containsKey(member) ? frozen.get(member) : known.addressee();
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
    return holder(token)
        .flatMap(
            id ->
                database.read(
                    handle -> {
                      Optional<VotersPack> pack = pack(handle, id);
                      return pack.map(found -> tracked(handle, found, token));
                    }));
  }

  /** The pack that a link lets in to, or a letter's code that was typed in its place. */
  private Optional<String> holder(String token) {
    Optional<String> linked =
        links.holder(institution.id(), VOTE, token).map(PersonalLinks.Holder::holder);
    if (linked.isPresent()) {
      return linked;
    }
    return LetterCode.typed(token)
        .flatMap(code -> database.read(handle -> papers.code(handle, code)))
        .filter(code -> code.kind().equals(PaperRows.LETTER) && !code.voided())
        .map(PaperRows.Code::pack);
  }

  /** The pack with its tracking codes, where this link or code may read them. */
  private VotersPack tracked(Handle handle, VotersPack pack, String token) {
    Map<String, String> codes =
        rows.pack(handle, pack.id())
            .flatMap(PollRows.Pack::tracking)
            .flatMap(note -> TrackingNote.read(credential(token), pack.id(), note))
            .orElse(Map.of());
    return new VotersPack(
        pack.id(),
        pack.election(),
        pack.contests(),
        pack.status(),
        pack.reference(),
        pack.castAt(),
        pack.usedBy(),
        pack.paperAsked(),
        codes);
  }

  /** A letter's code is the same however it is typed. */
  private static String credential(String token) {
    return LetterCode.typed(token).map(LetterCode::plain).orElse(token);
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
                  row.castAt(),
                  row.usedBy(),
                  !row.paper().isEmpty(),
                  Map.of());
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
    Optional<String> holder = holder(token);
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
          VotersPack pack = pack(handle, holder.get()).orElseThrow();
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
          if (!rows.use(handle, pack.id(), Channel.ONLINE, reference, at)) {
            VotersPack used = pack(handle, pack.id()).orElseThrow();
            return new CastResult.Counted(
                used.reference().orElseThrow(), used.castAt().orElseThrow(), true);
          }
          ElectionKey key = rows.key(handle, pack.election().id()).orElseThrow();
          Map<String, String> codes = new TreeMap<>();
          for (Contest contest : pack.contests()) {
            byte[] sealed = seal(pack.election(), contest).seal(key, marks.get(contest.id()));
            rows.drop(handle, pack.election().id(), contest.id(), sealed);
            codes.put(contest.id(), TrackingCode.of(sealed));
          }
          rows.track(
              handle, pack.id(), TrackingNote.write(credential(token), pack.id(), codes, random));
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
                      var account = rows.papers(handle, electionId, contest.constituency());
                      return new Turnout(
                          contest.id(),
                          roll.map(r -> r.electorate(contest.constituency())).orElse(0L),
                          contest.contested() ? account.issued() : 0,
                          contest.contested() ? account.used() : 0,
                          contest.contested() ? account.onPaper() : 0);
                    })
                .toList());
  }

  @Override
  public Map<String, PaperAccount> account(String electionId) {
    Election election = required(electionId);
    return database.read(
        handle -> {
          Map<String, PaperAccount> accounts = new LinkedHashMap<>();
          for (Contest contest : election.contests()) {
            if (contest.contested()) {
              accounts.put(contest.id(), boxes.account(handle, election, contest));
            }
          }
          return accounts;
        });
  }

  @Override
  public void reissue(String electionId, String member, String reason, String actor) {
    if (reason.isBlank()) {
      throw new Refused(
          "a new link is sent without a reason",
          "every new link is shown to the voter and to the trustees, with its reason",
          "Say why: the mail was lost, for example.");
    }
    database.write(
        handle -> {
          Election election = takingVotes(electionId);
          PollRows.Pack pack = unused(handle, election, member);
          Addressee to = addressee(member, elections.rollAddresses(electionId));
          if (to.email().isEmpty()) {
            throw new Refused(
                to.name() + " has no mail address on the register",
                "a new link goes to the address on the register and to no other",
                "Print a paper for them, or correct their records first.");
          }
          rows.readdress(handle, pack.id(), to);
          papers.voidCodes(handle, pack.id(), "reissued");
          sendNewLink(handle, election, pack, to, "reissued", reason.strip(), actor);
          notices.tellTrustees(
              election,
              pack.constituency(),
              rows.key(handle, electionId).orElseThrow(),
              holders.of(handle, electionId),
              reason.strip(),
              actor);
          return null;
        });
  }

  /** Voids the links before it, sends a new one, and tells who watches over the poll. */
  private void sendNewLink(
      Handle handle,
      Election election,
      PollRows.Pack pack,
      Addressee to,
      String kind,
      String reason,
      String actor) {
    ElectionKey key = rows.key(handle, election.id()).orElseThrow();
    links.revoke(institution.id(), VOTE, pack.id(), election.id());
    String notice = notices.newLink(election, pack.constituency(), key, actor);
    notices.address(notice, to, to.name(), grant(election, pack.id()).address());
    rows.replaced(handle, pack, kind, reason, actor, clock.instant());
    journal.append(
        institution.id(),
        actor,
        "ballot.link-reissued",
        Map.of("election", election.id(), "member", pack.member(), "reason", reason));
  }

  private Election takingVotes(String electionId) {
    Election election = required(electionId);
    if (!election.takesVotes(now())) {
      throw new Refused(
          election.state() == Election.State.POLL
              ? "the poll closed at " + election.timetable().close()
              : "the poll is not open",
          "voting information is replaced while the poll is open",
          "Look at the timetable of the election.");
    }
    return election;
  }

  private PollRows.Pack unused(Handle handle, Election election, String member) {
    PollRows.Pack pack =
        rows.packOf(handle, election.id(), member)
            .orElseThrow(
                () ->
                    new Refused(
                        "no pack was issued to this member",
                        "packs are issued to the voters on the frozen roll",
                        "Look for the name on the roll of this election."));
    refuseUsed(pack);
    return pack;
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
  public void sendLinksTo(String email) {
    if (email.isBlank()) {
      return;
    }
    database.write(
        handle -> {
          for (PollRows.Pack pack : rows.unusedOf(handle, email.strip())) {
            Election election = required(pack.election());
            Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
            if (election.takesVotes(now())
                && rows.replacedSince(handle, pack.id(), ASKED, hourAgo) < LINKS_AN_HOUR) {
              // Printed codes go on working: whoever asks has lost a mail, not a letter.
              sendNewLink(
                  handle, election, pack, pack.to().orElseThrow(), ASKED, ASKED, pack.member());
            }
          }
          return null;
        });
  }

  @Override
  public void wantPaper(String token, boolean largePrint) {
    String id =
        holder(token)
            .orElseThrow(
                () ->
                    new Refused(
                        "this link is not known, or is no longer valid",
                        "each voter has one link",
                        "Use the newest link you were sent, or ask for a new one."));
    database.write(
        handle -> {
          PollRows.Pack pack = rows.pack(handle, id).orElseThrow();
          takingVotes(pack.election());
          refuseUsed(pack);
          Set<VotingMethod> methods = institution.constitution().methods();
          if (!methods.contains(VotingMethod.POST) && !methods.contains(VotingMethod.IN_PERSON)) {
            throw new Refused(
                "this election is held online only",
                "the institution's ways of voting",
                "Vote online, or ask the returning officer for help.");
          }
          papers.paper(handle, id, PollRows.WANTED, largePrint);
          return null;
        });
  }

  @Override
  public Reminding reminding(String electionId) {
    return database.read(
        handle -> {
          Optional<Instant> last = rows.lastReminder(handle, electionId);
          return new Reminding(
              rows.unused(handle, electionId).size(),
              last,
              last.map(at -> at.plus(BETWEEN_REMINDERS)));
        });
  }

  @Override
  public int remind(String electionId, String actor) {
    return database.write(
        handle -> {
          Election election = takingVotes(electionId);
          Instant at = clock.instant();
          rows.lastReminder(handle, electionId)
              .filter(last -> at.isBefore(last.plus(BETWEEN_REMINDERS)))
              .ifPresent(
                  last -> {
                    throw new Refused(
                        "the last reminder was sent at " + last.atZone(ZONE),
                        "voters are reminded once in 48 hours at most",
                        "Wait until " + last.plus(BETWEEN_REMINDERS).atZone(ZONE) + ".");
                  });
          ElectionKey key = rows.key(handle, electionId).orElseThrow();
          Map<org.folkmoot.constitution.Constituency, String> opened =
              notices.remind(election, key, actor);
          int sent = 0;
          for (PollRows.Pack pack : rows.unused(handle, electionId)) {
            // A link more, not another in its place: the mail before stays good.
            Addressee to = pack.to().orElseThrow();
            notices.address(
                opened.get(pack.constituency()),
                to,
                to.name(),
                grant(election, pack.id()).address());
            sent++;
          }
          rows.reminded(handle, electionId, at, sent);
          journal.append(
              institution.id(),
              actor,
              "ballot.reminded",
              Map.of("election", electionId, "sent", Integer.toString(sent)));
          return sent;
        });
  }

  @Override
  public Optional<TrackingCodes> trackingCodes(String electionId) {
    Election election = required(electionId);
    if (election.state().compareTo(Election.State.POLL) < 0 || election.takesVotes(now())) {
      return Optional.empty();
    }
    return database.read(
        handle -> {
          // Until the papers are in the box, neither its hash nor its list is the last.
          if (papers.notYetSealed(handle, electionId) > 0) {
            return Optional.empty();
          }
          Map<String, List<String>> codes = new LinkedHashMap<>();
          BoxFile box = boxes.box(handle, election);
          for (BoxFile.Sealed contest : box.contests()) {
            codes.put(
                contest.contest(),
                contest.papers().stream().map(TrackingCode::of).sorted().toList());
          }
          return Optional.of(new TrackingCodes(codes, box.hash()));
        });
  }

  @Override
  public void forgetAddresses(String election) {
    database.write(
        handle -> {
          rows.forgetAddresses(handle, election);
          return null;
        });
  }

  @Override
  public List<OpenedContest> open(String electionId, List<KeyShare> shares, String actor) {
    Election election = closed(electionId);
    return database.write(
        handle -> {
          refuseUnsealedPapers(handle, electionId);
          refuseSplit(rows.key(handle, electionId).orElseThrow());
          BoxFile box = boxes.box(handle, election);
          return opened(box, BoxOpening.open(box, shares, random, clock.instant()), actor);
        });
  }

  /** A box is complete only with the papers that came in as paper. */
  private void refuseUnsealedPapers(Handle handle, String election) {
    long waiting = papers.notYetSealed(handle, election);
    if (waiting > 0) {
      throw new Refused(
          waiting + " paper votes were received and are not in the box yet",
          "papers and votes online are one poll and are counted together",
          "Read the papers at the paper desk and put them into the box first.");
    }
  }

  /** The point of splitting a key is that it is never whole where votes are cast. */
  private static void refuseSplit(ElectionKey key) {
    if (key.threshold() > 1) {
      throw new Refused(
          "the key of this election was split among " + key.shares() + " trustees",
          "a split key never meets the server on which votes were cast",
          "Take the sealed box out, open it with folkmoot open-box where the trustees are, and"
              + " bring back opened.zip.");
    }
  }

  @Override
  public BoxFile box(String electionId) {
    Election election = closed(electionId);
    return database.read(
        handle -> {
          refuseUnsealedPapers(handle, electionId);
          return boxes.box(handle, election);
        });
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
          refuseUnsealedPapers(handle, electionId);
          BoxFile box = boxes.box(handle, election);
          opened.checkAgainst(box);
          return opened(box, opened, actor);
        });
  }

  private List<OpenedContest> opened(BoxFile box, OpenedBox opened, String actor) {
    journal.append(
        institution.id(),
        actor,
        "ballot.box-opened",
        Map.of(
            "election", box.election(),
            "box", box.hash(),
            "opened", opened.hash(),
            "shares", opened.shares().toString()));
    return box.contests().stream().map(of -> boxes.opened(opened, of)).toList();
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
}
