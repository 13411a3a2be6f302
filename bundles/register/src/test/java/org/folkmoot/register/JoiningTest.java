package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.folkmoot.register.TrialApplications.resident;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Refused;
import org.folkmoot.register.Applications.Application;
import org.folkmoot.register.Applications.Fault;
import org.folkmoot.register.Applications.Ground;
import org.folkmoot.register.Applications.Letter;
import org.folkmoot.register.Applications.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People apply, confirm that it was they, and are on the register like anybody else. */
class JoiningTest {
  private TrialApplications oak;
  private Applications applications;

  /** An institution on a database of its own. */
  TrialApplications open(String pack) {
    return new TrialApplications(pack);
  }

  @BeforeEach
  void open() {
    oak = open("tripartite");
    applications = oak.applications;
  }

  @AfterEach
  void close() {
    oak.close();
  }

  private static Application with(Application a, String ground, LocalDate born, String postcode) {
    return new Application(
        ground,
        a.givenName(),
        a.familyName(),
        Optional.ofNullable(born),
        a.email(),
        a.addressLines(),
        postcode,
        a.declared(),
        a.language());
  }

  @Test
  void onlyGroundsThatNoRecordHasToProveMayBeAppliedBy() {
    assertThat(applications.grounds())
        .extracting(Ground::kind)
        .containsExactly("carer", "volunteer", "resident");
    try (TrialApplications trust = open("nhs-foundation-trust")) {
      assertThat(trust.applications.grounds())
          .extracting(Ground::kind)
          .as("when somebody was last here is for a record to say")
          .containsExactly("resident");
      assertThat(trust.applications.grounds()).allMatch(ground -> ground.minimumAge() == 16);
    }
  }

  @Test
  void nobodyIsAMemberBeforeTheLinkInTheMailIsFollowed() {
    applications.apply(resident("Ann", "Lee", "ann@example.org"));

    assertThat(oak.members()).isEmpty();
    assertThat(oak.subjectsTo("ann@example.org"))
        .containsExactly("Confirm that you want to be a member of Oak School");
    String token = oak.token("ann@example.org");
    assertThat(applications.standing(token)).contains(Standing.UNVERIFIED);
    assertThat(oak.members()).as("looking changes nothing").isEmpty();

    assertThat(applications.verify(token)).contains(Standing.ACCEPTED);

    Member ann = oak.members().get(0);
    assertThat(ann.name()).isEqualTo("Ann Lee");
    assertThat(ann.constituency()).isEqualTo(Constituency.COMMUNITY);
    assertThat(ann.email()).contains("ann@example.org");
    assertThat(ann.postalAddress()).containsExactly("3 Acorn Lane", "Little Oakham", "LO1 2AB");
    assertThat(oak.subjectsTo("ann@example.org")).endsWith("You are a member of Oak School");
    assertThat(oak.mailTo("ann@example.org").get(1).text()).contains("Thank you for applying");
    assertThat(applications.verify(token)).as("again").contains(Standing.ACCEPTED);
    assertThat(oak.mailTo("ann@example.org")).hasSize(2);
    assertThat(applications.waiting(0, 10)).isEmpty();
    assertThat(oak.journal.newest("oak", 20))
        .extracting(entry -> entry.act())
        .contains("application.received", "application.verified", "enrolment.run");
  }

  @Test
  void aWelshApplicantIsWrittenToInWelsh() {
    Application en = resident("Siân", "Rhys", "sian@example.org");
    oak.join(
        new Application(
            en.ground(),
            en.givenName(),
            en.familyName(),
            en.dateOfBirth(),
            en.email(),
            en.addressLines(),
            en.postcode(),
            true,
            Locale.forLanguageTag("cy-GB")));
    assertThat(oak.subjectsTo("sian@example.org"))
        .containsExactly(
            "Cadarnhewch eich bod am fod yn aelod o Oak School", "Rydych yn aelod o Oak School");
  }

  @Test
  void whatIsWrongIsNamedItemByItem() {
    Application fine = resident("Ann", "Lee", "ann@example.org");
    assertThat(applications.faults(fine)).isEmpty();
    LocalDate born = LocalDate.of(1970, 3, 9);
    assertThat(applications.faults(with(fine, "employee", born, "LO1 2AB")))
        .containsExactly(Fault.GROUND);
    assertThat(applications.faults(with(fine, "resident", born, "Little Oakham")))
        .containsExactly(Fault.POSTCODE);
    assertThat(applications.faults(with(fine, "resident", null, "LO1 2AB")))
        .containsExactly(Fault.BIRTH);
    assertThat(applications.faults(with(fine, "resident", LocalDate.of(2026, 9, 8), "LO1 2AB")))
        .containsExactly(Fault.BIRTH);
    assertThat(applications.faults(with(fine, "resident", LocalDate.of(2010, 9, 8), "LO1 2AB")))
        .containsExactly(Fault.AGE);
    assertThat(applications.faults(with(fine, "resident", LocalDate.of(2010, 9, 7), "LO1 2AB")))
        .isEmpty();
    Application everything =
        new Application(
            "",
            "<script>alert(1)</script>",
            "x".repeat(61),
            Optional.empty(),
            Optional.of("no address\r\nBcc: all@example.org"),
            List.of(),
            "",
            false,
            Locale.ENGLISH);
    assertThat(applications.faults(everything))
        .containsExactlyInAnyOrder(
            Fault.GROUND,
            Fault.GIVEN_NAME,
            Fault.FAMILY_NAME,
            Fault.EMAIL,
            Fault.ADDRESS,
            Fault.POSTCODE,
            Fault.DECLARATION);
    assertThatThrownBy(() -> applications.apply(everything))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("family name");
    assertThat(oak.mail.kept()).isEmpty();
  }

  @Test
  void whereOnlyApplicantsAreMembersAnApplicationMakesOne() {
    try (TrialApplications trust =
        new TrialApplications("nhs-foundation-trust", Map.of("areaPostcodes", "LO1"))) {
      trust.join(resident("Ann", "Lee", "ann@example.org"));
      assertThat(trust.members())
          .extracting(Member::constituency)
          .containsExactly(Constituency.COMMUNITY);
    }
  }

  @Test
  void whoeverLivesOutsideTheAreaIsToldBeforeApplying() {
    try (TrialApplications trust =
        new TrialApplications("nhs-foundation-trust", Map.of("areaPostcodes", "LD1 5"))) {
      Application ann = resident("Ann", "Lee", "ann@example.org");
      assertThat(trust.applications.faults(ann)).containsExactly(Fault.AREA);
      assertThat(trust.applications.faults(with(ann, "resident", born(), "LD1 5LG"))).isEmpty();
      assertThatThrownBy(() -> trust.applications.apply(ann)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void aNameCannotCarryAMessageIntoSomebodysMail() {
    for (String name :
        List.of(
            "Win www.evil.example", "https://evil.example", "a@b.c", "Call 0800 111", "ok.com")) {
      assertThat(applications.faults(resident(name, "Lee", "ann@example.org")))
          .as(name)
          .containsExactly(Fault.GIVEN_NAME);
    }
    for (String name : List.of("J.R.", "Anne-Marie", "D’Arcy", "Siôn ap", "O'Neill", "Łukasz")) {
      assertThat(applications.faults(resident(name, "Lee", "ann@example.org"))).as(name).isEmpty();
    }
  }

  @Test
  void theSameFormSentTwiceIsOneApplicationAndOneMail() {
    String first = applications.apply(resident("Ann", "Lee", "ann@example.org"));
    String second = applications.apply(resident("Ann", "Lee", "ann@example.org"));
    assertThat(second).isEqualTo(first);
    assertThat(oak.mailTo("ann@example.org")).hasSize(1);
    assertThat(applications.waiting()).isEqualTo(1);
  }

  @Test
  void aLetterBoxIsNotFilledByAStranger() {
    for (int i = 0; i < 8; i++) {
      applications.apply(resident("Ann", "Lee" + "e".repeat(i), "ann@example.org"));
    }
    assertThat(oak.mailTo("ann@example.org")).hasSize(3);
    assertThat(applications.waiting()).as("what nobody can confirm is not kept").isEqualTo(3);
    oak.clock.advance(Duration.ofMinutes(61));
    applications.apply(resident("Ann", "Leeward", "ann@example.org"));
    assertThat(oak.mailTo("ann@example.org")).hasSize(4);
  }

  @Test
  void twoApplicationsOfOnePersonMakeOneMember() {
    oak.join(with(resident("Ann", "Lee", "ann@example.org"), "volunteer", born(), "LO1 2AB"));
    oak.join(with(resident("Ann", "Lee", "ann@example.org"), "resident", born(), "LO1 2AB"));
    assertThat(oak.members()).hasSize(1);
    assertThat(oak.subjectsTo("ann@example.org"))
        .as("the second is answered with an ordinary link")
        .endsWith("The link you asked for: your membership of Oak School");
  }

  private static LocalDate born() {
    return LocalDate.of(1970, 3, 9);
  }

  @Test
  void aMemberWhoAppliesStaysOneAndGetsTheOrdinaryLink() {
    oak.read(
        ListedSource.of(
            "office",
            Somebody.called("p1", "Ann", "Lee")
                .born("1970-03-09")
                .email("ann@example.org")
                .as("parent")));
    oak.join(resident("Ann", "Lee", "ann@example.org"));

    assertThat(oak.members()).hasSize(1);
    assertThat(oak.members().get(0).constituency()).isEqualTo(Constituency.USERS);
    assertThat(oak.subjectsTo("ann@example.org"))
        .containsExactlyInAnyOrder(
            "You are a member of Oak School",
            "Confirm that you want to be a member of Oak School",
            "The link you asked for: your membership of Oak School");
    assertThat(applications.waiting(0, 10)).isEmpty();
  }

  @Test
  void whoeverAppliesInAMembersNameNeitherGetsTheirPostNorLearnsOfThem() {
    oak.read(
        ListedSource.of(
            "office",
            Somebody.called("p1", "Ann", "Lee")
                .born("1970-03-09")
                .email("ann@example.org")
                .as("parent")));
    oak.join(resident("Ann", "Lee", "impostor@example.org"));

    assertThat(oak.mailTo("ann@example.org")).hasSize(1);
    assertThat(oak.members())
        .filteredOn(member -> member.constituency() == Constituency.USERS)
        .extracting(Member::email)
        .containsExactly(Optional.of("ann@example.org"));
    assertThat(oak.mailTo("impostor@example.org"))
        .noneMatch(message -> message.text().contains(oak.members().get(0).id()));
  }

  @Test
  void aHostsRecordWithoutEmailIsNotGivenOneByAnApplication() {
    oak.read(
        ListedSource.of(
            "office",
            Somebody.called("p1", "Ann", "Lee")
                .born("1970-03-09")
                .livingAt("1 High Street", "LO1 1AA")
                .as("parent")));
    oak.join(resident("Ann", "Lee", "impostor@example.org"));
    String person = personOf("office");
    // As linking may find, from what a neighbour knows: name, birthday and street.
    oak.database.write(
        handle ->
            handle.execute(
                "UPDATE register_record SET person = ?, pending = 0 WHERE source = 'joined'",
                person));
    oak.database.write(handle -> handle.execute("UPDATE register_person SET touched = 1"));
    oak.join(resident("Somebody", "Else", "else@example.org"));

    Member ann = oak.register.member(person).orElseThrow();
    assertThat(ann.email()).isEmpty();
    assertThat(ann.postalAddress()).containsExactly("1 High Street", "LO1 1AA");
  }

  @Test
  void anApplicationThatTheOfficeAcceptsTakesThePlaceOfTheOlderOne() {
    oak.join(resident("Ann", "Lee", "old@example.org"));
    String ann = oak.members().get(0).id();
    oak.join(resident("Ann", "Lee", "new@example.org"));
    // As linking may find, or the office decides.
    oak.database.write(
        handle ->
            handle.execute("UPDATE register_record SET person = ? WHERE source = 'joined'", ann));
    assertThat(oak.register.member(ann).orElseThrow().email()).contains("old@example.org");

    applications.decide(idOf("new@example.org"), true, "", "clerk");

    assertThat(oak.register.member(ann).orElseThrow().email()).contains("new@example.org");
    assertThat(stored()).doesNotContain("old@example.org");
  }

  private String idOf(String email) {
    return oak.database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM register_application WHERE email = :email")
                .bind("email", email)
                .mapTo(String.class)
                .one());
  }

  private String personOf(String source) {
    return oak.database.read(
        handle ->
            handle
                .createQuery("SELECT person FROM register_record WHERE source = :source")
                .bind("source", source)
                .mapTo(String.class)
                .one());
  }

  @Test
  void aLetterCarriesACodeAndANewLetterVoidsTheOldOne() {
    String id = applications.apply(resident("Ann", "Lee", null));
    assertThat(oak.mail.kept()).isEmpty();
    assertThat(applications.waiting(0, 10)).singleElement().matches(Applications.Entry::byLetter);

    Letter first = applications.letter(id, "clerk").orElseThrow();
    assertThat(first.address())
        .containsExactly("Ann Lee", "3 Acorn Lane", "Little Oakham", "LO1 2AB");
    assertThat(first.code()).matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}");
    Letter second = applications.letter(id, "clerk").orElseThrow();
    assertThat(applications.verifyCode(first.code())).isEmpty();
    String typed =
        second
            .code()
            .toLowerCase(Locale.ROOT)
            .replace("-", " – ")
            .replace('0', 'o')
            .replace('1', 'l');
    assertThat(applications.mistyped(typed)).isFalse();
    assertThat(applications.verifyCode(typed)).contains(Standing.ACCEPTED);

    assertThat(oak.members()).singleElement().matches(member -> member.email().isEmpty());
    assertThat(applications.letter(id, "clerk")).as("no letter is due any more").isEmpty();
    assertThat(stored())
        .doesNotContain(second.code())
        .doesNotContain(second.code().replace("-", ""));
  }

  private String stored() {
    return oak.database.read(
        handle ->
            handle.createQuery("SELECT * FROM register_application").mapToMap().list().toString());
  }

  @Test
  void everySlipInACodeIsSeen() {
    String id = applications.apply(resident("Ann", "Lee", null));
    String code = applications.letter(id, "clerk").orElseThrow().code().replace("-", "");
    for (int i = 0; i < code.length(); i++) {
      for (char other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        if (other != code.charAt(i)) {
          String slip = code.substring(0, i) + other + code.substring(i + 1);
          assertThat(applications.mistyped(slip)).as(slip).isTrue();
        }
      }
    }
    for (String wrong : List.of("", "U".repeat(25), code + "0", code.substring(1), "<b>", "é")) {
      assertThat(applications.mistyped(wrong)).as(wrong).isTrue();
      assertThat(applications.verifyCode(wrong)).isEmpty();
    }
  }

  @Test
  void theOfficeAcceptsOrRefusesAndWhoeverIsRefusedIsToldWhy() {
    String accepted = applications.apply(resident("Ann", "Lee", null));
    String refused = applications.apply(resident("Bob", "May", "bob@example.org"));
    applications.decide(accepted, true, "", "clerk");
    assertThat(oak.members()).extracting(Member::name).containsExactly("Ann Lee");
    String token = oak.token("bob@example.org");
    assertThatThrownBy(() -> applications.decide(refused, false, " ", "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no reason");
    applications.decide(refused, false, "The house stands outside the parish.", "clerk");

    assertThat(oak.mailTo("bob@example.org").get(1).text())
        .contains("The house stands outside the parish.");
    assertThat(applications.verify(token)).as("its link is void").isEmpty();
    assertThat(applications.waiting()).isZero();
    assertThatThrownBy(() -> applications.decide(refused, true, "", "clerk"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void anAcceptedApplicationThatIsRefusedAfterAllEndsTheMembershipItMade() {
    String id = applications.apply(resident("Ann", "Lee", "ann@example.org"));
    applications.verify(oak.token("ann@example.org"));
    assertThat(oak.members()).hasSize(1);
    oak.clock.advance(Duration.ofMinutes(1));

    applications.decide(id, false, "The address does not exist.", "clerk");

    assertThat(oak.members()).as("although the source is empty now").isEmpty();
  }

  @Test
  void whatIsNotConfirmedIsForgottenAfterThirtyDays() {
    applications.apply(resident("Ann", "Lee", "ann@example.org"));
    String token = oak.token("ann@example.org");
    oak.clock.advance(Duration.ofDays(8));
    assertThat(applications.verify(token)).as("the link has expired").isEmpty();
    oak.applications.tend();
    assertThat(applications.waiting()).isEqualTo(1);
    oak.clock.advance(Duration.ofDays(23));
    oak.applications.tend();
    assertThat(applications.waiting()).isZero();
    assertThat(stored()).isEqualTo("[]");
  }

  @Test
  void whoeverLeavesIsForgottenAndMayComeBackByApplying() {
    oak.join(resident("Ann", "Lee", "ann@example.org"));
    String ann = oak.members().get(0).id();
    oak.register.optOut(ann, ann);
    oak.applications.tend();
    assertThat(stored()).isEqualTo("[]");
    assertThat(oak.members()).isEmpty();
    assertThat(oak.register.member(ann).orElseThrow().state()).isEqualTo(MemberState.OPTED_OUT);
    oak.clock.advance(Duration.ofDays(1));

    oak.join(resident("Ann", "Lee", "ann@example.org"));

    assertThat(oak.members()).extracting(Member::id).containsExactly(ann);
  }

  @Test
  void aStrangersApplicationDoesNotUndoAnOptOut() {
    oak.read(
        ListedSource.of(
            "office",
            Somebody.called("p1", "Ann", "Lee")
                .born("1970-03-09")
                .email("ann@example.org")
                .as("parent")));
    String ann = oak.members().get(0).id();
    oak.register.optOut(ann, ann);
    oak.join(resident("Ann", "Lee", "impostor@example.org"));
    assertThat(oak.register.member(ann).orElseThrow().state()).isEqualTo(MemberState.OPTED_OUT);

    oak.join(resident("Ann", "Lee", "ann@example.org"));
    assertThat(oak.register.member(ann).orElseThrow().state()).isEqualTo(MemberState.MEMBER);
  }

  @Test
  void whatWasVerifiedWhileNoRunWasPossibleIsTakenInLater() {
    applications.apply(resident("Ann", "Lee", "ann@example.org"));
    oak.applications.unbindEnrolment(oak.enrolment);
    assertThat(applications.verify(oak.token("ann@example.org"))).contains(Standing.ACCEPTED);
    assertThat(oak.members()).isEmpty();

    oak.applications.bindEnrolment(oak.enrolment, Map.of("institution", "oak"));
    oak.applications.tend();

    assertThat(oak.members()).hasSize(1);
  }

  @Test
  void noFileMayTakeTheNameOfTheApplicants() {
    assertThatThrownBy(
            () ->
                oak.enrolment.run(
                    ListedSource.of("joined", Somebody.called("1", "A", "B").as("parent")), "x"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("joined");
  }

  @Test
  void aRequestedLinkGoesToEachPersonWithTheAddressInAMailOfTheirOwn() {
    oak.read(
        ListedSource.of(
            "office",
            Somebody.called("p1", "Ann", "Lee").email("Family@example.org").as("parent"),
            Somebody.called("p2", "Bob", "Lee").email("Family@example.org").as("parent")));
    int before = oak.mailTo("Family@example.org").size();

    oak.links.request("family@EXAMPLE.org");
    oak.links.request("stranger@example.org");

    assertThat(oak.mailTo("Family@example.org").subList(before, before + 2))
        .extracting(message -> message.to().name())
        .containsExactlyInAnyOrder("Ann Lee", "Bob Lee");
    assertThat(oak.mailTo("Family@example.org").get(before).text().split("/i/oak/membership/"))
        .as("one link in a mail")
        .hasSize(2);
    assertThat(oak.mailTo("stranger@example.org")).isEmpty();
    for (int i = 0; i < 5; i++) {
      oak.links.request("family@example.org");
    }
    assertThat(oak.mailTo("Family@example.org")).hasSize(before + 6);
  }

  @Test
  void aRequestedLinkWorksForADay() {
    oak.join(resident("Ann", "Lee", "ann@example.org"));
    oak.links.request("ann@example.org");
    String text = oak.mailTo("ann@example.org").get(2).text();
    String token = text.split("/i/oak/membership/")[1].split("[^\\w-]")[0];
    assertThat(oak.personal.holder("oak", "membership", token)).isPresent();
    oak.clock.advance(Duration.ofHours(23));
    assertThat(oak.personal.holder("oak", "membership", token)).isPresent();
    oak.clock.advance(Duration.ofHours(1));
    assertThat(oak.personal.holder("oak", "membership", token)).isEmpty();
  }

  @Test
  void aCorrectionGoesToTheOwnersOfTheRecordsAndItsAnswerToTheMember() {
    oak.read(
        ListedSource.of(
            "office", Somebody.called("p1", "Ann", "Lee").email("ann@example.org").as("parent")));
    String ann = oak.members().get(0).id();

    String id = oak.corrections.ask(ann, "My name is Anne.");
    assertThat(oak.corrections.ask(ann, " My name is Anne. ")).as("sent twice").isEqualTo(id);
    assertThat(oak.corrections.all(false, 0, 10))
        .singleElement()
        .satisfies(
            correction -> {
              assertThat(correction.name()).isEqualTo("Ann Lee");
              assertThat(correction.sources()).containsExactly("office");
            });
    oak.corrections.settle(id, "Thank you, mended.", "clerk");

    assertThat(oak.corrections.waiting()).isZero();
    assertThat(oak.corrections.of(ann).get(0).answer()).isEqualTo("Thank you, mended.");
    assertThat(oak.mailTo("ann@example.org").get(1).text())
        .contains("My name is Anne.", "Thank you, mended.", "/i/oak/membership/");
    assertThatThrownBy(() -> oak.corrections.settle(id, "Again.", "clerk"))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> oak.corrections.ask(ann, " ")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> oak.corrections.ask(ann, "x".repeat(2_001)))
        .isInstanceOf(Refused.class);
    for (int i = 0; i < 10; i++) {
      oak.corrections.ask(ann, "This is wrong: " + i);
    }
    assertThatThrownBy(() -> oak.corrections.ask(ann, "One more"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("10");
    assertThat(oak.journal.newest("oak", 3).toString()).doesNotContain("Anne");
  }

  @Test
  void theSourceTellsItsChangesAsItsSnapshotDoes() {
    oak.join(resident("Ann", "Lee", "ann@example.org"));
    oak.join(resident("Bob", "May", "bob@example.org"));
    Reread joined = new Reread(oak);
    assertThat(joined.snapshot()).containsExactlyInAnyOrder("Ann", "Bob");
    assertThat(joined.since("0")).containsExactlyInAnyOrder("Ann", "Bob");
    assertThat(joined.since(joined.place())).isEmpty();
    assertThat(joined.complete("elsewhere")).isFalse();
  }
}
