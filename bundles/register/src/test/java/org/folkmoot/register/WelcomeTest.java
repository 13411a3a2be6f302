package org.folkmoot.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.Message;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a new member reads, through the real post office. */
class WelcomeTest {
  private static final List<NoticeForm> FORMS =
      List.of(
          new NoticeForm(NoticeKind.WELCOME, "welcome", Enroller.class),
          new NoticeForm(NoticeKind.WELCOME, "moved", Enroller.class),
          new NoticeForm(NoticeKind.INVITATION, "invitation", Enroller.class));

  private final Clock clock = Clock.fixed(Instant.parse("2026-09-07T11:00:00Z"), ZoneOffset.UTC);
  private final TemporaryDatabase store = TemporaryDatabase.open(clock);
  private final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  private final Pigeonholes pigeonholes = new Pigeonholes();

  @AfterEach
  void close() {
    post.close();
    store.close();
  }

  private Enroller enrolment(Institution institution) {
    return enrolment(institution, post.links());
  }

  private Enroller enrolment(Institution institution, PersonalLinks links) {
    return new Enroller(
        institution,
        store.database(),
        store.journal(),
        post.postOffice(),
        links,
        clock,
        EnrolmentLimits.DEFAULT,
        0);
  }

  private static Somebody parent(String key, String given, String language) {
    return Somebody.called(key, given, "Jones")
        .email(key + "@example.org")
        .speaking("parent", language);
  }

  private List<Message> sent(Institution institution) {
    post.carriedBy(pigeonholes);
    post.awaitSent(institution.id(), Duration.ofSeconds(20));
    return pigeonholes.kept();
  }

  @Test
  void aWelcomeGivesTheReasonTheRuleAndTheWayOutInTheMembersLanguage() throws Exception {
    Institution school = Institutions.of("england-maintained-school");
    enrolment(school)
        .run(ListedSource.of("school", parent("p1", "Ann", "en"), parent("p2", "Siân", "cy")), "x");

    List<Message> sent = sent(school);

    Message english = to(sent, "p1@example.org");
    assertThat(english.subject()).isEqualTo("You are a member of Oak School");
    assertThat(unwrapped(english))
        .contains("Dear Ann Jones", "you are a parent or carer of a pupil here", "SI 2012/1034")
        .contains("Parents and carers", "or leave", "/i/oak/membership/", "governors@oak.example");
    Message welsh = to(sent, "p2@example.org");
    assertThat(welsh.subject()).isEqualTo("Rydych yn aelod o Oak School");
    assertThat(unwrapped(welsh))
        .contains("Annwyl Siân Jones", "rydych yn rhiant neu'n ofalwr i ddisgybl yma")
        .contains("Rhieni a gofalwyr", "neu adael", "/i/oak/membership/");
    assertThat(english.html()).contains("/i/oak/membership/");
  }

  @Test
  void theWayOutIsALinkToTheMembershipOfThisMember() throws Exception {
    Institution school = Institutions.of("england-maintained-school");
    enrolment(school).run(ListedSource.of("school", parent("p1", "Ann", "en")), "x");
    Message message = sent(school).get(0);

    String text = message.text();
    int at = text.indexOf("/i/oak/membership/") + "/i/oak/membership/".length();
    String token = text.substring(at).split("[^A-Za-z0-9_-]", 2)[0];

    Optional<PersonalLinks.Holder> holder = post.links().holder("oak", "membership", token);
    assertThat(holder).isPresent();
    StandingRegister register =
        new StandingRegister(school, store.database(), store.journal(), clock);
    assertThat(register.member(holder.get().holder()).orElseThrow().name()).isEqualTo("Ann Jones");
    register.optOut(holder.get().holder(), holder.get().holder());
    assertThat(register.strength().values()).containsOnly(0);
    assertThat(store.journal().newest("oak", 1).get(0).act()).isEqualTo("membership.opted-out");
  }

  @Test
  void anInvitationSaysByWhichDayToSayNo() throws Exception {
    Institution trust = Institutions.of("nhs-foundation-trust");
    enrolment(trust)
        .run(
            ListedSource.of(
                "pas",
                Somebody.called("n1", "Pat", "Day")
                    .born("1950-01-01")
                    .email("pat@example.org")
                    .as("patient", "2026-06-01", null)),
            "x");

    assertThat(sent(trust))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.subject()).startsWith("You are invited to be a member of");
              assertThat(unwrapped(message)).contains("5 October 2026").contains("say no");
            });
  }

  @Test
  void everyWordingIsAcceptedByThePostOfficeInBothLanguages() {
    Institution school = Institutions.of("england-maintained-school");
    for (NoticeForm form : FORMS) {
      for (Locale language : school.languages()) {
        Addressee somebody =
            new Addressee("m1", "Ann Jones", Optional.of("a@example.org"), List.of(), language);
        Map<String, Fact> facts =
            Map.of(
                "contact", Fact.text("governors@oak.example"),
                "personal-data", Fact.text("your name"),
                "constituency", Fact.text("Staff"),
                "reason", Fact.text("you work here"),
                "rule", Fact.text("rule pack tripartite"),
                "answer-by", new Fact.Day(LocalDate.of(2026, 10, 5)),
                "from", new Fact.Day(LocalDate.of(2026, 9, 25)),
                "way-out",
                    new Fact.Link(URI.create("https://members.oak.example/i/oak/membership/x")));
        assertThat(post.postOffice().preview(school, form, facts, somebody).text())
            .contains("Ann Jones")
            .doesNotContain("{");
      }
    }
  }

  @Test
  void whoeverMayNotBeContactedIsRecordedAsNotServed() throws Exception {
    Institution school = Institutions.of("england-maintained-school");
    enrolment(school)
        .run(ListedSource.of("school", parent("p1", "Ann", "en").flagged(Flag.NO_CONTACT)), "x");

    assertThat(post.postOffice().progress("oak").unreachable()).isEqualTo(1);
    assertThat(post.postOffice().progress("oak").waiting()).isZero();
  }

  @Test
  void aRunThatFailsHalfWayThroughItsNoticesLeavesNeitherMembersNorMail() throws Exception {
    Institution school = Institutions.of("england-maintained-school");
    PersonalLinks failing =
        new PersonalLinks() {
          private int granted;

          @Override
          public Granted grant(
              Institution institution,
              String purpose,
              String holder,
              String concerning,
              Instant expires) {
            if (++granted == 2) {
              throw new IllegalStateException("the power went off");
            }
            return post.links().grant(institution, purpose, holder, concerning, expires);
          }

          @Override
          public Optional<Holder> holder(String institution, String purpose, String token) {
            return post.links().holder(institution, purpose, token);
          }

          @Override
          public void revoke(String institution, String purpose, String holder, String concerning) {
            post.links().revoke(institution, purpose, holder, concerning);
          }
        };
    ListedSource source =
        ListedSource.of("school", parent("p1", "Ann", "en"), parent("p2", "Siân", "cy"));

    assertThatThrownBy(() -> enrolment(school, failing).run(source, "x"))
        .hasMessageContaining("the power went off");

    assertThat(post.postOffice().progress("oak").waiting()).isZero();
    StandingRegister register =
        new StandingRegister(school, store.database(), store.journal(), clock);
    assertThat(register.strength().values()).containsOnly(0);
    assertThat(enrolment(school).run(source, "x").joined()).isEqualTo(2);
    assertThat(sent(school)).hasSize(2);
  }

  private static String unwrapped(Message message) {
    return message.text().replaceAll("\\s+", " ");
  }

  private static Message to(List<Message> sent, String email) {
    return sent.stream()
        .filter(message -> message.to().email().equals(Optional.of(email)))
        .findFirst()
        .orElseThrow();
  }
}
