package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.Reviews.Decision;
import org.folkmoot.register.Reviews.Item;
import org.folkmoot.register.Reviews.Pair;
import org.folkmoot.register.Reviews.Standing;
import org.folkmoot.register.Reviews.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is linked by weight, who waits for a person, and what a decision does. */
class ReviewQueueTest {
  private static final String NHS = "https://fhir.nhs.uk/Id/nhs-number";
  private static final String[] GIVEN = {
    "Ann", "Bob", "Carys", "Dai", "Elin", "Fred", "Gwen", "Huw", "Ida", "Jac", "Kim", "Lowri",
    "Mair", "Ned", "Olwen", "Pam", "Ravi", "Sian", "Tom", "Una", "Viv", "Wyn"
  };
  private static final String[] FAMILY = {
    "Jones", "Evans", "Khan", "Price", "Smith", "Okafor", "Rees", "Vaughan", "Walters", "Zhou",
    "Bevan", "Craddock", "Dunn", "Ellis", "Fry", "Gough", "Hopkin", "Iqbal", "Kaur", "Lloyd"
  };

  private final TrialRegister school = open("england-maintained-school");

  /** The same queue is kept on every database. */
  TrialRegister open(String pack) {
    return TrialRegister.under(pack);
  }

  @AfterEach
  void close() {
    school.close();
  }

  /** So many unlike parents that weights are learnt from them. */
  private static List<PersonRecord> parents(int number) {
    List<PersonRecord> parents = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      parents.add(
          Somebody.called(
                  "n" + i, GIVEN[i % GIVEN.length], FAMILY[(i * 7 + i / 22) % FAMILY.length])
              .born(LocalDate.of(1962, 1, 5).plusDays(i * 41L).toString())
              .email("parent" + i + "@example.org")
              .telephone("01597 8" + (20_000 + i))
              .livingAt(i + " High Street", "LD1 " + i % 9 + "A" + (char) ('A' + i % 20))
              .as("parent")
              .record());
    }
    return parents;
  }

  private EnrolmentRun read(String source, Somebody... persons) {
    return school.read(ListedSource.of(source, persons));
  }

  private void readParentsAnd(Somebody... more) {
    List<PersonRecord> all = parents(400);
    for (Somebody somebody : more) {
      all.add(somebody.record());
    }
    school.read(new ListedSource("school", all, List.of()));
  }

  private Pair onlyWaiting() {
    List<Pair> waiting = school.reviews.pairs(Standing.WAITING, 0, 50);
    assertThat(waiting).hasSize(1);
    assertThat(school.reviews.waiting()).isEqualTo(1);
    return waiting.get(0);
  }

  private void decide(Pair pair, Decision decision) {
    school.reviews.decide(pair.id(), decision, "I know them", "clerk");
  }

  private Pair now(Pair pair) {
    return school.reviews.pair(pair.id()).orElseThrow();
  }

  private static Verdict verdict(Pair pair, String item) {
    return pair.items().stream()
        .filter(i -> i.name().en().equals(item))
        .map(Item::verdict)
        .findFirst()
        .orElseThrow();
  }

  private List<Member> called(String family) {
    return school.members().stream().filter(m -> m.familyName().equals(family)).toList();
  }

  private static Somebody katherine() {
    return Somebody.called("k1", "Katherine", "Llewellyn")
        .born("1979-04-12")
        .email("kate.l@example.org")
        .telephone("+44 1597 811111")
        .livingAt("The Old Forge", "LD3 7XX")
        .as("parent");
  }

  private static Somebody kate() {
    return Somebody.called("e1", "Kate", "Llewellyn")
        .born("1979-04-12")
        .telephone("01597 811111")
        .livingAt("the old forge", "LD3 7XX")
        .as("employee");
  }

  private static Somebody kath() {
    return Somebody.called("e1", "Kath", "Llewellyn")
        .born("1979-04-12")
        .email("kate.l@example.org")
        .as("employee");
  }

  private static Somebody twin(String key, String given) {
    return Somebody.called(key, given, "Protheroe")
        .born("1985-07-07")
        .email("twins@example.org")
        .livingAt("3 Mill Lane", "LD2 3AB")
        .as("parent");
  }

  @Test
  void oneNameTypedTwoWaysIsLinkedByTheWeightOfTheRestAndTheReasonSaysWhatAgrees() {
    readParentsAnd(katherine());
    EnrolmentRun run = read("payroll", kate());

    assertThat(run.linked()).isEqualTo(1);
    assertThat(called("Llewellyn")).hasSize(1);
    assertThat(school.outcomes("payroll"))
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(outcome)
                    .contains("Another record of the same person decides;")
                    .contains("date of birth")
                    .contains("telephone number")
                    .contains("agree, and that together weighs enough"));
    assertThat(school.reviews.pairs(Standing.LINKED, 0, 10))
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.weight().orElseThrow()).isGreaterThan(10);
              assertThat(verdict(pair, "given name")).isEqualTo(Verdict.ALIKE);
              assertThat(verdict(pair, "postcode")).isEqualTo(Verdict.SAME);
              assertThat(verdict(pair, "email address")).isEqualTo(Verdict.NOT_KNOWN);
            });
  }

  @Test
  void inASmallRegisterTooLittleIsKnownOfHowCommonAValueIsAndAPersonIsAsked() {
    read("school", katherine());
    read("payroll", kate());

    assertThat(called("Llewellyn")).hasSize(2);
    assertThat(onlyWaiting().why().en()).isNotBlank();
  }

  @Test
  void twinsWithOneEmailAddressWaitAndAreNeverLinked() {
    readParentsAnd(twin("t1", "Megan"), twin("t2", "Nerys"));

    Pair pair = onlyWaiting();

    assertThat(pair.why().en()).contains("perhaps twins");
    assertThat(pair.why().cy()).contains("efeilliaid");
    assertThat(verdict(pair, "given name")).isEqualTo(Verdict.DIFFERENT);
    assertThat(verdict(pair, "date of birth")).isEqualTo(Verdict.SAME);
    assertThat(pair.items())
        .filteredOn(item -> item.name().en().equals("email address"))
        .singleElement()
        .satisfies(item -> assertThat(item.left() + item.right()).isEmpty());
    assertThat(called("Protheroe")).hasSize(2);
  }

  @Test
  void fatherAndSonOfOneNameAtOneAddressWaitWhetherOrNotTheirBirthsAreKnown() {
    readParentsAnd(
        Somebody.called("f1", "Owain", "Glyndwr")
            .born("1950-03-01")
            .livingAt("1 Castle Row", "LD4 1AA")
            .as("parent"),
        Somebody.called("f2", "Owain", "Glyndwr")
            .born("1981-11-20")
            .livingAt("1 Castle Row", "LD4 1AA")
            .as("parent"),
        Somebody.called("g1", "Ifor", "Penhaligon")
            .telephone("01597 833333")
            .livingAt("2 Castle Row", "LD4 1AA")
            .as("parent"),
        Somebody.called("g2", "Ifor", "Penhaligon")
            .telephone("01597 833333")
            .livingAt("2 Castle Row", "LD4 1AA")
            .as("parent"));

    assertThat(school.reviews.pairs(Standing.WAITING, 0, 10))
        .extracting(pair -> pair.left().name())
        .containsExactlyInAnyOrder("Owain Glyndwr", "Ifor Penhaligon");
    assertThat(called("Glyndwr")).hasSize(2);
    assertThat(called("Penhaligon")).hasSize(2);
  }

  @Test
  void aFamilyUnderOneRoofIsNeitherLinkedNorAskedAbout() {
    readParentsAnd(
        Somebody.called("m", "Gaynor", "Maddox")
            .email("maddox@example.org")
            .telephone("01597 844444")
            .livingAt("9 Green Close", "LD5 5AA")
            .as("parent"),
        Somebody.called("d", "Bryn", "Maddox")
            .born("1971-02-02")
            .email("maddox@example.org")
            .telephone("01597 844444")
            .livingAt("9 Green Close", "LD5 5AA")
            .as("parent"),
        Somebody.called("c", "Catrin", "Maddox")
            .born("2014-02-02")
            .email("maddox@example.org")
            .telephone("01597 844444")
            .livingAt("9 Green Close", "LD5 5AA")
            .as("pupil"));

    assertThat(called("Maddox")).hasSize(2);
    assertThat(school.reviews.waiting()).isZero();
  }

  @Test
  void aMaidenNameWithEverythingElseTheSameIsLinkedOrAsked() {
    readParentsAnd(
        Somebody.called("m1", "Rhiannon", "Beddoes")
            .born("1983-09-09")
            .email("rhi@example.org")
            .livingAt("Ty Gwyn", "LD6 5BB")
            .as("parent"));
    read(
        "payroll",
        Somebody.called("e3", "Rhiannon", "Cadwallader")
            .born("1983-09-09")
            .livingAt("Ty Gwyn", "LD6 5BB")
            .as("employee"));

    boolean linked = school.reviews.pairs(Standing.LINKED, 0, 5).size() == 1;
    assertThat(linked || school.reviews.waiting() == 1).isTrue();
    assertThat(school.outcomes("payroll")).hasSize(1);
  }

  @Test
  void aSlipInTheDateOfBirthIsAskedAboutForDifferingBirthsAreNeverLinked() {
    readParentsAnd(katherine());
    read(
        "payroll",
        Somebody.called("e1", "Katherine", "Llewellyn")
            .born("1979-04-21")
            .email("kate.l@example.org")
            .telephone("01597 811111")
            .livingAt("The Old Forge", "LD3 7XX")
            .as("employee"));

    Pair pair = onlyWaiting();
    assertThat(pair.why().en()).contains("dates of birth differ");

    decide(pair, Decision.ONE_PERSON);
    read(
        "volunteers",
        Somebody.called("v1", "Katherine", "Llewellyn")
            .born("1979-04-21")
            .email("kate.l@example.org")
            .as("volunteer"));

    assertThat(called("Llewellyn")).hasSize(1);
    assertThat(school.reviews.waiting()).isZero();
  }

  @Test
  void aDecisionForTwoPersonsStandsThroughTenRunsWhateverAgreesLater() {
    readParentsAnd(twin("t1", "Megan"), twin("t2", "Nerys"));
    decide(onlyWaiting(), Decision.TWO_PERSONS);
    assertThat(school.reviews.waiting()).isZero();

    for (int run = 0; run < 10; run++) {
      readParentsAnd(
          twin("t1", "Megan"),
          twin("t2", run % 2 == 0 ? "Megan" : "Nerys").telephone("0800" + run));
      assertThat(called("Protheroe")).hasSize(2);
      assertThat(school.reviews.waiting()).isZero();
    }
    // Gone from the source and back under the same key, they are still two.
    readParentsAnd(twin("t1", "Megan"));
    readParentsAnd(twin("t1", "Megan"), twin("t2", "Megan"));

    assertThat(called("Protheroe")).hasSize(2);
    assertThat(school.reviews.pairs(Standing.TWO_PERSONS, 0, 5))
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.decidedBy()).contains("clerk");
              assertThat(pair.reason()).isEqualTo("I know them");
            });
  }

  private static Somebody glyn(String key, String kind) {
    return Somebody.called(key, "Glyn", "Tregaron").livingAt("5 Hill Top", "LD7 7AA").as(kind);
  }

  /** A parent and a teacher of one name and address, without dates of birth. */
  private Pair glynTwice() {
    readParentsAnd(glyn("g1", "parent").email("glyn@example.org"));
    read("payroll", glyn("e7", "employee").email("work@example.org"));
    assertThat(called("Tregaron")).hasSize(2);
    return onlyWaiting();
  }

  @Test
  void onePersonEndsTheYoungerEntryAtOnceAndSurvivesTenRuns() {
    Pair pair = glynTwice();
    int sent = school.post.posted.size();
    String elder = pair.left().person();

    decide(pair, Decision.ONE_PERSON);

    assertThat(called("Tregaron"))
        .singleElement()
        .satisfies(
            member -> {
              assertThat(member.id()).isEqualTo(elder);
              assertThat(member.constituency()).isEqualTo(Constituency.USERS);
            });
    assertThat(school.register.member(pair.right().person()).orElseThrow().reason().en())
        .startsWith("two entries were found to be of one person");
    assertThat(school.outcomes("payroll").get(0)).contains("somebody decided so");
    assertThat(school.post.posted).hasSize(sent);
    assertThat(school.journal.newest("oak", 1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.act()).isEqualTo("membership.pair-decided");
              assertThat(entry.facts())
                  .isEqualTo(Map.of("pair", pair.id(), "decision", "ONE_PERSON"));
            });
    for (int run = 0; run < 10; run++) {
      readParentsAnd(glyn("g1", "parent").email("glyn" + run + "@example.org"));
      read("payroll", glyn("e7", "employee").email("work" + run + "@example.org"));
      assertThat(called("Tregaron")).hasSize(1);
      assertThat(school.reviews.waiting()).isZero();
    }
  }

  @Test
  void takenBackTheEntryThatEndedIsTheSameMemberAgainAndThePairWaits() {
    Pair pair = glynTwice();
    decide(pair, Decision.ONE_PERSON);
    int sent = school.post.posted.size();

    decide(now(pair), Decision.UNDECIDED);

    assertThat(called("Tregaron"))
        .extracting(Member::id)
        .containsExactlyInAnyOrder(pair.left().person(), pair.right().person());
    assertThat(school.post.posted).hasSize(sent + 1);
    assertThat(now(pair).standing()).isEqualTo(Standing.WAITING);
    assertThat(school.register.perhapsSame(pair.left().person()))
        .containsExactly(pair.right().person());
    readParentsAnd(glyn("g1", "parent").email("other@example.org"));
    assertThat(called("Tregaron")).hasSize(2);
    assertThat(now(pair).standing()).isEqualTo(Standing.WAITING);
  }

  @Test
  void aLinkOfARuleIsUndoneAndNeitherRuleNorWeightMakesItAgain() {
    readParentsAnd(katherine());
    read("payroll", kath());
    Pair link = school.reviews.pairs(Standing.LINKED, 0, 5).get(0);
    assertThat(link.weight()).isEmpty();
    assertThat(link.why().en()).isEqualTo("Email address and date of birth agree.");

    decide(link, Decision.TWO_PERSONS);

    assertThat(called("Llewellyn"))
        .extracting(Member::constituency)
        .containsExactlyInAnyOrder(Constituency.USERS, Constituency.WORKERS);
    read("payroll", kath().telephone("01597 899999"));
    assertThat(called("Llewellyn")).hasSize(2);
    assertThat(school.reviews.pairs(Standing.LINKED, 0, 5)).isEmpty();
    assertThat(school.reviews.waiting()).isZero();
  }

  @Test
  void undoneAfterFurtherRecordsJoinedEachGoesWithTheOneItWasFoundToBeLike() {
    readParentsAnd(glyn("g1", "parent").email("glyn@example.org").born("1970-01-02"));
    read("payroll", glyn("e7", "employee").number("payroll", "77", false));
    Pair pair = onlyWaiting();
    decide(pair, Decision.ONE_PERSON);
    read(
        "volunteers",
        Somebody.called("v1", "Glyn", "Tregaron").number("payroll", "77", false).as("volunteer"),
        Somebody.called("v2", "Glyn", "Tregaron")
            .born("1970-01-02")
            .email("glyn@example.org")
            .as("volunteer"));
    assertThat(called("Tregaron")).hasSize(1);
    String person = called("Tregaron").get(0).id();
    assertThat(school.register.explain(person)).hasSize(4);

    decide(now(pair), Decision.TWO_PERSONS);

    assertThat(called("Tregaron")).hasSize(2);
    assertThat(school.register.explain(pair.left().person()))
        .extracting(RegisterOfMembers.Explanation::key)
        .containsExactlyInAnyOrder("g1", "v2");
    assertThat(school.register.explain(pair.right().person()))
        .extracting(RegisterOfMembers.Explanation::key)
        .containsExactlyInAnyOrder("e7", "v1");
  }

  @Test
  void verifiedNumbersThatDifferAreTwoPersonsWhoeverDecides() {
    readParentsAnd(glyn("g1", "parent").number(NHS, "9434765919", true).email("g@example.org"));
    read("payroll", glyn("e7", "employee").email("w@example.org"));
    Pair pair = onlyWaiting();
    decide(pair, Decision.ONE_PERSON);
    assertThat(called("Tregaron")).hasSize(1);

    read("payroll", glyn("e7", "employee").email("w@example.org").number(NHS, "9434765870", true));

    assertThat(called("Tregaron")).hasSize(2);
    assertThat(now(pair).standing()).isEqualTo(Standing.WAITING);
    assertThat(now(pair).why().en()).contains("contradict");
    assertThatThrownBy(() -> decide(pair, Decision.ONE_PERSON))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("different verified identifiers");
    assertThat(school.reviews.consequences(pair.id(), Decision.ONE_PERSON))
        .singleElement()
        .satisfies(label -> assertThat(label.en()).startsWith("This cannot be decided"));
    assertThat(called("Tregaron")).hasSize(2);
  }

  @Test
  void whatADecisionWouldDoIsSaidInBothLanguagesAndNothingIsDone() {
    Pair pair = glynTwice();
    List<String> before = school.everyRow();
    int sent = school.post.posted.size();

    List<Label> one = school.reviews.consequences(pair.id(), Decision.ONE_PERSON);
    List<Label> two = school.reviews.consequences(pair.id(), Decision.TWO_PERSONS);

    assertThat(one)
        .extracting(Label::en)
        .contains(
            "Glyn Tregaron stays a member, Parents and carers.",
            "The entry of Glyn Tregaron, Staff, ends. Nothing is sent about it.")
        .anyMatch(sentence -> sentence.contains("only one vote of the two counts"));
    assertThat(two).extracting(Label::en).contains("No membership changes.");
    assertThat(one).allMatch(label -> !label.cy().equals(label.en()));
    assertThat(school.everyRow()).isEqualTo(before);
    assertThat(school.post.posted).hasSize(sent);

    decide(pair, Decision.ONE_PERSON);
    assertThat(school.reviews.consequences(pair.id(), Decision.UNDECIDED))
        .extracting(Label::en)
        .contains("Glyn Tregaron becomes a member, Staff. They are written to.");
  }

  @Test
  void aWaitingPairGoesWhenOneRecordGoesOrNoLongerLooksLikeTheOther() {
    Pair pair = glynTwice();

    read("payroll", Somebody.called("e7", "Zachary", "Quill").born("1999-09-09").as("employee"));

    assertThat(school.reviews.waiting()).isZero();
    assertThat(school.reviews.pair(pair.id())).isEmpty();
    assertThatThrownBy(() -> decide(pair, Decision.ONE_PERSON))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no pair any more");
  }

  @Test
  void theSameRunAgainKeepsPairsAsTheyAreAndTouchesNothing() {
    glynTwice();
    List<String> before = school.everyRow();

    readParentsAnd(glyn("g1", "parent").email("glyn@example.org"));

    assertThat(school.everyRow()).isEqualTo(before);
  }

  @Test
  void whileAPairWaitsEachIsPerhapsTheOtherAndAfterwardsItIsSettled() {
    Pair pair = glynTwice();
    String one = pair.left().person();
    String other = pair.right().person();

    assertThat(school.register.perhapsSame(one)).containsExactly(other);
    assertThat(school.register.perhapsSame(other)).containsExactly(one);
    assertThat(school.register.sameAs(other)).isEmpty();
    assertThat(school.register.voteHeld(other)).isTrue();
    assertThat(onlyWaiting().voteHeld()).isTrue();

    decide(pair, Decision.TWO_PERSONS);
    assertThat(school.register.perhapsSame(one)).isEmpty();
    assertThat(school.register.voteHeld(other)).isFalse();

    decide(now(pair), Decision.ONE_PERSON);
    assertThat(school.register.perhapsSame(one)).containsExactly(other);
    assertThat(school.register.perhapsSame(other)).containsExactly(one);
    assertThat(school.register.sameAs(other)).contains(one);
    assertThat(school.register.sameAs(one)).isEmpty();
  }

  @Test
  void whoMayBeTheSameByWayOfAThirdIsFoundToo() {
    readParentsAnd(
        glyn("g1", "parent").born("1970-01-02"),
        glyn("g2", "parent"),
        glyn("g3", "parent").born("1988-05-06"));

    List<Member> three = called("Tregaron");
    assertThat(three).hasSize(3);
    for (Member member : three) {
      assertThat(school.register.perhapsSame(member.id())).hasSize(2);
    }
  }

  @Test
  void nothingOfAWithheldAddressIsTakenInAndOfOthersOnlyFingerprints() {
    readParentsAnd(
        glyn("g1", "parent").flagged(Flag.ADDRESS_WITHHELD),
        Somebody.called("q1", "Quentin", "Marsh")
            .email("q.marsh@example.org")
            .telephone("07700 900123")
            .livingAt("77 Secret Way", "LD9 9ZZ")
            .flagged(Flag.NO_CONTACT)
            .as("parent"));

    List<String> rows = school.everyRow();
    assertThat(rows)
        .filteredOn(row -> row.contains("record_key=g1"))
        .singleElement()
        .satisfies(row -> assertThat(row).contains("likeness=- - - -"));
    assertThat(rows)
        .noneMatch(
            row ->
                row.contains("q.marsh@example.org")
                    || row.contains("900123")
                    || row.contains("LD9 9ZZ")
                    || row.contains("Secret Way"));
  }

  @Test
  void everyLinkAndEveryPartingIsLoggedForGood() {
    Pair pair = glynTwice();
    decide(pair, Decision.ONE_PERSON);
    decide(now(pair), Decision.TWO_PERSONS);
    decide(now(pair), Decision.ONE_PERSON);

    assertThat(school.everyRow())
        .filteredOn(row -> row.startsWith("link{"))
        .filteredOn(row -> row.contains("evidence=decision"))
        .hasSize(3)
        .filteredOn(row -> row.contains("act=part"))
        .hasSize(1);
    assertThat(school.reviews.pairsOf(pair.left().person()))
        .extracting(Pair::standing)
        .containsExactly(Standing.ONE_PERSON);
  }

  @Test
  void anOptOutOfEitherHoldsForTheOnePerson() {
    Pair pair = glynTwice();
    String other = pair.right().person();
    school.register.optOut(other, other);

    decide(pair, Decision.ONE_PERSON);

    assertThat(called("Tregaron")).isEmpty();
    assertThat(school.register.member(pair.left().person()).map(Member::state))
        .isEqualTo(Optional.of(MemberState.OPTED_OUT));
  }
}
