package org.folkmoot.constitution.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Enlistment;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.constitution.SeatsOfThird.SeatKind;
import org.folkmoot.constitution.VotingMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulePackTest {
  private static final Set<String> AFFILIATIONS =
      Set.of(
          "pupil",
          "parent",
          "patient",
          "carer",
          "employee",
          "contract",
          "volunteer",
          "resident",
          "governor");

  static Stream<String> ids() {
    return PackReader.builtIn().stream().map(RulePack::id);
  }

  private static String json(String id) throws IOException {
    try (InputStream in = RulePackTest.class.getResourceAsStream("/rulepacks/" + id + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RulePack read(String json) {
    return PackReader.read(
        "mine.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Refusal refusalOf(UnaryOperator<String> change) throws IOException {
    String before = json("tripartite");
    String after = change.apply(before);
    assertThat(after).as("the test must change the pack").isNotEqualTo(before);
    try {
      read(after);
    } catch (Refused e) {
      return e.refusal();
    }
    throw new AssertionError("the pack was taken");
  }

  @Test
  void everyBuiltInPackIsRead() {
    assertThat(PackReader.builtIn())
        .extracting(RulePack::id)
        .containsExactly(
            "tripartite",
            "england-maintained-school",
            "wales-maintained-school",
            "academy-trust",
            "nhs-foundation-trust");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aPackNamesOnlyAffiliationsTheRecordsKnow(String id) {
    assertThat(Institutions.pack(id).qualifications())
        .flatExtracting(Qualification::affiliations)
        .allMatch(AFFILIATIONS::contains);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void welshIsNowhereTheEnglishAgainExceptWhereTheWordIsTheSame(String id) {
    RulePack pack = Institutions.pack(id);
    pack.required().values().stream()
        .flatMap(List::stream)
        .map(RequiredContent::label)
        .forEach(label -> assertThat(label.cy()).isNotEqualTo(label.en()));
    assertThat(pack.qualifications())
        .allMatch(rule -> !rule.reason().cy().equals(rule.reason().en()));
    assertThat(pack.seats()).allMatch(seat -> !seat.label().cy().equals(seat.label().en()));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyItemToBeConfirmedBeginsWithAFieldOfThePack(String id) throws IOException {
    String json = json(id);
    for (String item : Institutions.pack(id).toBeConfirmed()) {
      String path = item.substring(0, item.indexOf(':'));
      for (String field : path.replaceAll("\\[[0-9]+]", "").split("\\.")) {
        assertThat(json).as(path).contains("\"" + field + "\":");
      }
    }
  }

  @Test
  void noNoticeOfTheNhsPackClaimsANumberedModelRule() throws IOException {
    RulePack pack = Institutions.pack("nhs-foundation-trust");
    List<String> rules = new ArrayList<>();
    pack.timetable().values().forEach(step -> rules.add(step.rule()));
    pack.required().values().forEach(items -> items.forEach(item -> rules.add(item.rule())));
    assertThat(rules).isNotEmpty().noneMatch(rule -> rule.matches(".*\\br[0-9].*|.*STV[0-9].*"));
  }

  @Test
  void aNoticeOfElectionInTheNhsPackCarriesWhatTheModelRulesAsk() {
    assertThat(
            Institutions.pack("nhs-foundation-trust").required().get(NoticeKind.NOTICE_OF_ELECTION))
        .extracting(RequiredContent::item)
        .contains(
            "constituency",
            "seats",
            "nomination-committee",
            "nomination-forms",
            "nomination-return",
            "nominations-close",
            "withdrawals-close",
            "returning-officer",
            "close-of-poll");
  }

  @Test
  void theTripartitePackEnlistsWorkersAndUsersWithoutAsking() {
    assertThat(Institutions.pack("tripartite").qualifications())
        .filteredOn(rule -> rule.constituency() != Constituency.COMMUNITY)
        .allMatch(rule -> rule.how() == Enlistment.AUTOMATIC);
  }

  @Test
  void theNhsPackEnlistsThePublicAndCarersOnlyWhenTheyApply() {
    assertThat(Institutions.pack("nhs-foundation-trust").qualifications())
        .filteredOn(
            rule ->
                rule.constituency() == Constituency.COMMUNITY
                    || rule.affiliations().contains("carer"))
        .hasSize(2)
        .allMatch(rule -> rule.how() == Enlistment.APPLICATION);
  }

  @Test
  void englandRefusesAPollByEmailOnlyAndNamesTheRegulation() {
    Constitution emailOnly =
        new Constitution(
            Institutions.pack("england-maintained-school"),
            Nation.ENGLAND,
            12,
            Set.of(VotingMethod.EMAIL),
            LocalTime.of(17, 0));
    assertThat(emailOnly.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).contains("voting by post is not offered");
              assertThat(refusal.rule()).isEqualTo("SI 2012/1034 Sch 1 para 7");
              assertThat(refusal.remedy()).contains("Add post");
            });
  }

  @Test
  void englandTakesEmailBesidePost() {
    assertThat(
            new Constitution(
                    Institutions.pack("england-maintained-school"),
                    Nation.ENGLAND,
                    12,
                    Set.of(VotingMethod.EMAIL, VotingMethod.POST),
                    LocalTime.of(17, 0))
                .refusals())
        .isEmpty();
  }

  @Test
  void anEnglishSchoolOfTwelveHasTheOnlyLawfulTripartiteBody() {
    Institution school = Institutions.of("england-maintained-school");
    assertThat(school.constitution().seatsByKind())
        .extracting(
            SeatsOfThird::constituency,
            SeatsOfThird::kind,
            SeatsOfThird::number,
            s -> s.label().en())
        .containsExactly(
            tuple(Constituency.USERS, SeatKind.ELECTED, 4, "Parent governor"),
            tuple(Constituency.WORKERS, SeatKind.BY_OFFICE, 1, "Head teacher"),
            tuple(Constituency.WORKERS, SeatKind.ELECTED, 1, "Staff governor"),
            tuple(Constituency.WORKERS, SeatKind.ADVISED, 2, "Co-opted staff governor"),
            tuple(Constituency.COMMUNITY, SeatKind.APPOINTED, 1, "Local authority governor"),
            tuple(Constituency.COMMUNITY, SeatKind.ADVISED, 3, "Co-opted governor"));
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  @Test
  void inEnglandWorkersNeverHoldMoreThanAThirdAndParentsAlwaysTwoSeats() {
    for (int seats = 7; seats <= 40; seats++) {
      Constitution constitution = constitution("england-maintained-school", seats);
      assertThat(constitution.refusals()).isEmpty();
      assertThat(constitution.thirds().get(Constituency.WORKERS) * 3).isLessThanOrEqualTo(seats);
      assertThat(constitution.thirds().get(Constituency.USERS)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void inAnNhsTrustMoreThanHalfIsElectedByMembersWhoAreNotStaff() {
    for (int seats = 9; seats <= 60; seats++) {
      List<SeatsOfThird> kinds = constitution("nhs-foundation-trust", seats).seatsByKind();
      int elected =
          kinds.stream()
              .filter(seat -> seat.constituency() != Constituency.WORKERS)
              .filter(seat -> seat.kind() == SeatKind.ELECTED)
              .mapToInt(SeatsOfThird::number)
              .sum();
      assertThat(elected * 2).isGreaterThan(seats);
      assertThat(constitution("nhs-foundation-trust", seats).thirds().get(Constituency.WORKERS))
          .isGreaterThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"12, 4, 4, 4", "13, 5, 4, 4", "14, 5, 4, 5", "3, 1, 1, 1"})
  void theSeatsLeftOverGoByTheOrderOfThePack(int seats, int users, int workers, int community) {
    assertThat(constitution("tripartite", seats).thirds())
        .containsExactly(
            Map.entry(Constituency.USERS, users),
            Map.entry(Constituency.WORKERS, workers),
            Map.entry(Constituency.COMMUNITY, community));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theSeatsByKindAreTheSeatsOfTheBody(String id) {
    RulePack pack = Institutions.pack(id);
    int most = pack.seatsAreTable() ? pack.minimumSeats() : 60;
    for (int seats = pack.minimumSeats(); seats <= most; seats++) {
      assertThat(constitution(id, seats).refusals()).isEmpty();
      assertThat(
              constitution(id, seats).seatsByKind().stream().mapToInt(SeatsOfThird::number).sum())
          .isEqualTo(seats);
    }
  }

  @Test
  void aBodyThatIsTooSmallIsRefused() {
    assertThat(constitution("england-maintained-school", 6).refusals())
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("6 seats is too small; it needs 7");
  }

  @Test
  void aThirdThatCannotHoldItsFixedSeatsIsRefused() throws IOException {
    RulePack pack =
        read(
            json("england-maintained-school")
                .replace("\"minimumSeats\": 7", "\"minimumSeats\": 3")
                .replace("\"id\": \"england-maintained-school\"", "\"id\": \"small\""));
    Constitution small =
        new Constitution(pack, Nation.ENGLAND, 4, Set.of(VotingMethod.POST), LocalTime.NOON);
    assertThat(small.refusals())
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("the third of the workers has 1 seats, of which the pack gives 2 away");
    assertThatThrownBy(small::seatsByKind).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEnglishPackDoesNotApplyInWales() {
    assertThat(
            new Constitution(
                    Institutions.pack("england-maintained-school"),
                    Nation.WALES,
                    12,
                    Set.of(VotingMethod.POST),
                    LocalTime.NOON)
                .refusalsBySetting())
        .containsOnlyKeys("nation");
  }

  private static Constitution constitution(String pack, int seats) {
    return new Constitution(
        Institutions.pack(pack),
        Institutions.pack(pack).nations().iterator().next(),
        seats,
        Set.of(VotingMethod.POST, VotingMethod.EMAIL),
        LocalTime.of(17, 0));
  }

  @Test
  void anUnknownFieldIsRefusedWithItsPath() throws IOException {
    assertThat(
            refusalOf(
                json ->
                    json.replaceFirst(
                        "\"how\": \"automatic\"", "\"how\": \"automatic\", \"maximumAge\": 99")))
        .satisfies(
            refusal -> {
              assertThat(refusal.reason())
                  .isEqualTo(
                      "rule pack file mine.json, qualifications[0].maximumAge: unknown field");
              assertThat(refusal.rule()).isEqualTo("docs/rule-packs.md, rule P1");
              assertThat(refusal.remedy()).contains("minimumAge");
            });
  }

  @Test
  void aMissingFieldIsRefusedWithItsPath() throws IOException {
    assertThat(refusalOf(json -> json.replaceFirst("\"quorum\": 12,", "")).reason())
        .isEqualTo("rule pack file mine.json, assembly.quorum: this field is missing");
  }

  @Test
  void aWordThatIsNotKnownIsRefusedWithTheWordsThatAre() throws IOException {
    Refusal refusal = refusalOf(json -> json.replace("\"in-person\"]", "\"fax\"]"));
    assertThat(refusal.reason())
        .isEqualTo("rule pack file mine.json, methodsAllowed[2]: 'fax' is not known here");
    assertThat(refusal.remedy()).isEqualTo("Write one of email, post, in-person.");
  }

  @Test
  void aNumberWrittenAsTextIsRefused() throws IOException {
    assertThat(refusalOf(json -> json.replace("\"termYears\": 3", "\"termYears\": \"3\"")).reason())
        .isEqualTo("rule pack file mine.json, termYears: a whole number is needed here");
  }

  @Test
  void aFieldGivenTwiceIsRefusedWithItsLine() throws IOException {
    assertThat(
            refusalOf(
                    json -> json.replace("\"termYears\": 3", "\"termYears\": 3, \"termYears\": 4"))
                .reason())
        .contains("mine.json, line ")
        .contains("termYears");
  }

  @Test
  void twoPacksInOneFileAreRefused() throws IOException {
    assertThat(refusalOf(json -> json + json).rule()).isEqualTo("docs/rule-packs.md, rule P1");
  }

  @Test
  void aTimetableOutOfOrderIsRefused() throws IOException {
    assertThat(
            refusalOf(
                    json ->
                        json.replace(
                            "\"workingDaysBeforeClose\": 12", "\"workingDaysBeforeClose\": 20"))
                .reason())
        .isEqualTo(
            "rule pack file mine.json, timetable.withdrawals-close: lies before the step that"
                + " precedes it");
  }

  @Test
  void aThirdWithoutARestIsRefused() throws IOException {
    assertThat(
            refusalOf(json -> json.replaceFirst("\"number\": \"rest\"", "\"number\": 4")).reason())
        .isEqualTo("rule pack file mine.json, seats: exactly one entry of users says \"rest\"");
  }

  @Test
  void whatTheNoticesNeedMustBeSaidForEveryKindOfNotice() throws IOException {
    assertThat(refusalOf(json -> json.replace("\"correction\": [", "\"corrections\": [")).reason())
        .contains("required: 'corrections' is not known here");
  }

  @Test
  void aPackDroppedIntoTheFolderIsOfferedAndABadOneIsReported(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("good.json"),
        json("tripartite").replace("\"id\": \"tripartite\"", "\"id\": \"our-own\""));
    Files.writeString(folder.resolve("same.json"), json("tripartite"));
    Files.writeString(folder.resolve("bad.json"), "{ \"id\": \"bad\" }");
    Files.writeString(folder.resolve("readme.txt"), "no pack");
    RefusedSettingsBoard board = new RefusedSettingsBoard();

    RulePackShelf shelf = new RulePackShelf(folder.toString(), board);

    assertThat(shelf.named("our-own")).isPresent();
    assertThat(shelf.all()).hasSize(6);
    assertThat(board.all())
        .extracting(setting -> setting.refusal().reason())
        .containsExactly(
            "rule pack file bad.json, title: this field is missing",
            "rule pack file same.json, id: there is a rule pack tripartite already");
  }

  @Test
  void aFolderThatIsNotThereIsReportedAndTheBuiltInPacksRemain(@TempDir Path folder) {
    RefusedSettingsBoard board = new RefusedSettingsBoard();
    assertThat(new RulePackShelf(folder.resolve("none").toString(), board).all()).hasSize(5);
    assertThat(board.all()).singleElement().extracting(RefusedSetting::key).isEqualTo("folder");
  }

  @Test
  void everyStepHasItsDayInEveryPack() {
    for (RulePack pack : PackReader.builtIn()) {
      assertThat(pack.timetable()).containsOnlyKeys(ElectionStep.values());
    }
  }

  @Test
  void aWelshSchoolHasTheBodyOfTheLawsTableAndNoOther() {
    assertThat(Institutions.of("wales-maintained-school").constitution().seatsByKind())
        .extracting(SeatsOfThird::number, s -> s.label().en())
        .containsExactly(
            tuple(6, "Parent governor"),
            tuple(1, "Head teacher"),
            tuple(2, "Teacher governor"),
            tuple(1, "Staff governor"),
            tuple(5, "Local authority governor"),
            tuple(5, "Community governor"));
    assertThat(constitution("wales-maintained-school", 21).refusals())
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("21 seats is not the one the law prescribes, which has 20");
  }

  @Test
  void aTableThatDoesNotAddUpToTheSmallestBodyIsRefused() throws IOException {
    String broken =
        json("wales-maintained-school").replace("\"minimumSeats\": 20", "\"minimumSeats\": 19");
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("minimumSeats: the table of seats has 20");
  }

  @Test
  void inAnAcademyEmployeesNeverHoldMoreThanAThirdAndParentsAlwaysTwoSeats() {
    for (int seats = 6; seats <= 40; seats++) {
      Map<Constituency, Integer> thirds = constitution("academy-trust", seats).thirds();
      assertThat(thirds.get(Constituency.WORKERS) * 3).isLessThanOrEqualTo(seats);
      assertThat(thirds.get(Constituency.USERS)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aPackMayAskOfNoticesWhatAnotherAsksAndMore() {
    RulePack like = Institutions.pack("academy-trust");
    RulePack model = Institutions.pack("tripartite");
    for (NoticeKind kind : NoticeKind.values()) {
      assertThat(like.required().get(kind))
          .extracting(RequiredContent::item)
          .containsAll(model.required().get(kind).stream().map(RequiredContent::item).toList());
      assertThat(like.required().get(kind)).noneMatch(item -> item.rule().contains("tripartite"));
    }
    assertThat(like.required().get(NoticeKind.DECLARATION))
        .extracting(RequiredContent::item)
        .contains("force");
  }

  @Test
  void aPackMayNotBeLikeOneThatIsItselfLikeAnother() throws IOException {
    String json =
        json("academy-trust").replace("\"like\": \"tripartite\"", "\"like\": \"academy-trust\"");
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("required.like: the pack 'academy-trust' is itself like another");
  }

  @Test
  void onlyTheNhsPackAsksMoreOfAPrintedPaper() {
    for (RulePack pack : PackReader.builtIn()) {
      boolean nhs = pack.id().equals("nhs-foundation-trust");
      assertThat(pack.papers().identifier()).as(pack.id()).isEqualTo(nhs);
      for (Constituency constituency : Constituency.values()) {
        assertThat(pack.papers().declarationOfIdentity(constituency))
            .as(pack.id() + " " + constituency)
            .isEqualTo(nhs && constituency != Constituency.WORKERS);
      }
    }
  }

  @Test
  void nobodyTakesTheVoteFromAParentOrATeacherOfASchool() {
    for (String id :
        List.of("england-maintained-school", "wales-maintained-school", "academy-trust")) {
      assertThat(Institutions.pack(id).disqualifications()).isEmpty();
    }
    assertThat(Institutions.pack("nhs-foundation-trust").disqualification("violence")).isPresent();
    assertThat(Institutions.pack("nhs-foundation-trust").choice())
        .as("whoever qualifies for staff may be nothing else")
        .doesNotContain(Constituency.WORKERS);
  }

  @Test
  void aNumberOfAQualificationThatCannotHoldIsRefused() throws IOException {
    assertThat(
            refusalOf(
                    json ->
                        json.replaceFirst(
                            "\"usual\": 16, \"least\": 11", "\"usual\": 10, \"least\": 11"))
                .reason())
        .contains("minimumAge is not from 11 to 18");
    assertThat(
            refusalOf(
                    json ->
                        json.replace("\"excludes\": [\"paid-carer\"]", "\"excludes\": [\"carer\"]"))
                .reason())
        .contains("excludes what qualifies");
  }
}
