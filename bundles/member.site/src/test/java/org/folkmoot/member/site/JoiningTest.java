package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.register.Applications.Letter;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applying to be a member, from the notice board to the confirmation. */
class JoiningTest {
  private static final String HERE = "/i/oak/join";
  private static final String SCRIPT = "<script>alert('x')</script>\"'&";
  private static Oak oak;
  private static Browser browser;

  @BeforeAll
  static void open() {
    oak = new Oak(3);
    browser = oak.browser;
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  /** The fields of a faultless application, with some changed: name and value in turn. */
  static String[] filled(String email, String... changed) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "ground", "resident",
                "givenName", "Nia",
                "familyName", "Tudor",
                "birth-day", "1",
                "birth-month", "March",
                "birth-year", "1970",
                "by", "email",
                "email", email,
                "line1", "3 Acorn Lane",
                "town", "Little Oakham",
                "postcode", "lo1 2ab",
                "language", "en",
                "declared", "yes"));
    for (int i = 0; i < changed.length; i += 2) {
      int at = fields.indexOf(changed[i]);
      if (at >= 0) {
        fields.set(at + 1, changed[i + 1]);
      } else {
        fields.addAll(Arrays.asList(changed[i], changed[i + 1]));
      }
    }
    return fields.toArray(String[]::new);
  }

  private static List<String> refusals(Answer answer) {
    return answer.page().select(".error-summary a").eachText();
  }

  private static int members() {
    return oak.register.count(
        new RegisterOfMembers.Search(
            "", Optional.of(Constituency.COMMUNITY), Optional.of(MemberState.MEMBER), 0, 1));
  }

  private static String confirmation(String email) {
    return confirmation(oak, email);
  }

  /** Where the newest link to confirm an application leads that an address was sent. */
  static String confirmation(Oak oak, String email) {
    List<String> mail = oak.mailTo(email);
    String text =
        mail.stream().filter(one -> one.contains("/i/oak/join/")).reduce((a, b) -> b).orElseThrow();
    return HERE + "/" + text.split("/i/oak/join/")[1].split("[^\\w-]")[0];
  }

  @Test
  void theBoardAndTheStartPageLeadToTheForm() {
    assertThat(browser.get("/i/oak").page().select("a[href=/i/oak/join]").text())
        .isEqualTo("Apply to be a member");
    assertThat(browser.get("/i/oak").page().select("a[href=/i/oak/membership]").text())
        .isEqualTo("Am I a member?");
    assertThat(browser.get("/").page().select("a[href=/i/oak/join]")).hasSize(1);
    assertThat(browser.get("/").page().select("a[href=/i/oak/membership]")).hasSize(1);
    Answer form = browser.get(HERE);
    assertThat(form.heading()).isEqualTo("Apply to be a member of Oak School");
    assertThat(form.page().select("input[name=ground]").eachAttr("value"))
        .containsExactly("carer", "volunteer", "resident");
  }

  @Test
  void somebodyAppliesChecksConfirmsAndIsAMember() {
    int before = members();
    Answer check = browser.post(HERE, filled("nia@example.org"));
    assertThat(check.status()).isEqualTo(200);
    assertThat(check.page().select(".summary__value").eachText())
        .containsExactly(
            "You live in the community served from here",
            "Nia Tudor",
            "1 March 1970",
            "By email to nia@example.org",
            "3 Acorn Lane Little Oakham lo1 2ab",
            "English");
    assertThat(oak.mailTo("nia@example.org")).as("nothing is sent before the check").isEmpty();

    Answer changed = browser.press(check, "Change my answers");
    assertThat(changed.page().select("input[name=givenName]").val()).isEqualTo("Nia");
    assertThat(changed.page().select("input[value=resident]").hasAttr("checked")).isTrue();

    Answer sent = browser.press(check, "Send my application");
    assertThat(sent.location()).isEqualTo(HERE + "/sent");
    assertThat(browser.follow(sent).heading()).isEqualTo("Look in your mail");
    assertThat(browser.press(check, "Send my application").location()).isEqualTo(HERE + "/sent");
    assertThat(oak.mailTo("nia@example.org")).as("sent twice, taken once").hasSize(1);

    String link = confirmation("nia@example.org");
    browser.head(link);
    Answer question = browser.get(link);
    assertThat(question.heading()).isEqualTo("Confirm your application");
    assertThat(browser.post(link).status()).as("a scanner of mail ticks nothing").isEqualTo(422);
    assertThat(members()).isEqualTo(before);

    Answer done = browser.send(question, link, "confirm", "yes");
    assertThat(done.location()).isEqualTo(HERE + "/done");
    assertThat(browser.follow(done).heading()).isEqualTo("Your application is confirmed");
    assertThat(members()).isEqualTo(before + 1);
    assertThat(browser.get(link).location()).isEqualTo(HERE + "/done");
    assertThat(browser.send(question, link, "confirm", "yes").location()).isEqualTo(HERE + "/done");
    assertThat(oak.mailTo("nia@example.org")).hasSize(2);
    Answer own = browser.get(oak.link("Nia Tudor", "membership"));
    assertThat(own.page().text())
        .contains("Your own application", "nia@example.org", "3 Acorn Lane");
  }

  @Test
  void whoeverIsAMemberAlreadySeesTheSamePages() {
    int before = members();
    String known = "rhianellis@example.org";
    String[] fields =
        filled(
            known,
            "givenName",
            "Rhian",
            "familyName",
            "Ellis",
            "birth-month",
            "1",
            "birth-year",
            "1980");
    Answer stranger = browser.post(HERE + "/send", filled("new@example.org", "givenName", "Una"));
    Answer member = browser.post(HERE + "/send", fields);
    assertThat(member.status()).isEqualTo(stranger.status());
    assertThat(member.location()).isEqualTo(stranger.location());
    oak.clock.advance(Duration.ofMinutes(1));
    Answer first = browser.post(confirmation("new@example.org"), "confirm", "yes");
    Answer second = browser.post(confirmation(known), "confirm", "yes");
    assertThat(second.location()).isEqualTo(first.location());
    assertThat(members()).isEqualTo(before + 1);
    assertThat(oak.mailTo(known).get(2)).contains("works for 24 hours");
  }

  @Test
  void everyFaultIsSaidInTheSummaryAndBesideItsField() {
    Answer empty = browser.post(HERE);
    assertThat(empty.status()).isEqualTo(422);
    assertThat(refusals(empty))
        .containsExactly(
            "Choose why you want to be a member",
            "Enter your first name in up to 60 letters. It can have spaces, hyphens, full stops and"
                + " apostrophes",
            "Enter your last name in up to 60 letters. It can have spaces, hyphens, full stops and"
                + " apostrophes",
            "Choose email or letter",
            "Enter your address. A line can have up to 100 characters",
            "Enter a full postcode, such as LD1 5LG",
            "Tick the box if the declaration is true");
    for (Element link : empty.page().select(".error-summary a")) {
      assertThat(empty.page().select(link.attr("href"))).as(link.attr("href")).hasSize(1);
    }
    assertThat(refusals(browser.post(HERE, filled("x", "birth-day", "31", "birth-month", "2"))))
        .containsExactly(
            "Enter your date of birth as day, month and year, such as 27 3 1984",
            "Enter an email address in the right form, such as name@example.org");
    assertThat(refusals(browser.post(HERE, filled("a@example.org", "birth-year", "2015"))))
        .containsExactly("To be a member on this ground you must be at least 16 years old");
    assertThat(refusals(browser.in("cy").post(HERE, filled("a@example.org", "ground", "employee"))))
        .containsExactly("Dewiswch pam rydych am fod yn aelod");
    assertThat(browser.post(HERE + "/send", filled("a@example.org", "declared", "no")).status())
        .as("a check page that was tampered with")
        .isEqualTo(422);
  }

  @Test
  void scriptInEveryFieldIsShownAsText() {
    String[] fields = filled(SCRIPT);
    for (int i = 1; i < fields.length; i += 2) {
      fields[i] = fields[i - 1].equals("by") ? "email" : SCRIPT;
    }
    for (String path : List.of(HERE, HERE + "/send", HERE + "/change")) {
      Answer answer = browser.post(path, fields);
      assertThat(answer.status()).as(path).isIn(200, 422);
      assertThat(answer.page().select("script")).as(path).isEmpty();
      assertThat(answer.page().select("input[name=givenName]").val()).isEqualTo(SCRIPT);
    }
    Answer line = browser.post(HERE, filled("b@example.org", "line1", SCRIPT));
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.page().select("script")).isEmpty();
    assertThat(line.page().text()).contains(SCRIPT);
  }

  @Test
  void hugeInputIsRefusedNotStored() {
    String huge = "x".repeat(500_000);
    Answer answer =
        browser.post(
            HERE + "/send",
            filled(
                huge + "@example.org",
                "givenName",
                huge,
                "familyName",
                huge,
                "line1",
                huge,
                "postcode",
                huge));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(refusals(answer)).hasSize(5);
  }

  @Test
  void aLetterIsConfirmedByItsCode() {
    Answer sent = browser.post(HERE + "/send", filled("", "by", "letter", "givenName", "Olwen"));
    assertThat(sent.location()).isEqualTo(HERE + "/posted");
    assertThat(browser.follow(sent).heading()).isEqualTo("We will send you a letter");
    String id =
        oak.applications.waiting(0, 50).stream()
            .filter(entry -> entry.name().startsWith("Olwen"))
            .findFirst()
            .orElseThrow()
            .id();
    Letter letter = oak.applications.letter(id, "office").orElseThrow();
    int before = members();

    assertThat(refusals(browser.post(HERE + "/code")))
        .containsExactly("Enter the code from your letter");
    String slip = (letter.code().startsWith("A") ? "B" : "A") + letter.code().substring(1);
    assertThat(refusals(browser.post(HERE + "/code", "code", slip)))
        .containsExactly(
            "There is a slip in this code. Compare it with your letter, character by character");
    assertThat(refusals(browser.post(HERE + "/code", "code", "0".repeat(25))).get(0))
        .startsWith("We do not know this code");
    assertThat(members()).isEqualTo(before);
    assertThat(browser.get(HERE + "/code").heading()).isEqualTo("Enter the code from your letter");
    Answer done =
        browser.post(
            HERE + "/code", "code", " " + letter.code().toLowerCase(Locale.ROOT).replace("-", " "));
    assertThat(done.location()).isEqualTo(HERE + "/done");
    assertThat(members()).isEqualTo(before + 1);
  }

  @Test
  void codesAreNotToBeGuessed() {
    Browser guesser = browser.from("203.0.113.77");
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      refused += guesser.post(HERE + "/code", "code", "0".repeat(25)).status() == 429 ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(50);
    oak.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
  }

  @Test
  void oneAddressOfTheNetworkCannotSendMailWithoutEnd() {
    Browser flood = browser.from("203.0.113.78");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      statuses.add(flood.post(HERE + "/send", filled("flood" + i + "@example.org")).status());
    }
    assertThat(statuses.subList(0, 20)).containsOnly(303);
    assertThat(statuses.subList(20, 25)).containsOnly(429);
    assertThat(browser.post("/i/oak/membership", "email", "a@example.org").status())
        .as("others are served")
        .isEqualTo(303);
  }

  @Test
  void aLinkThatHasExpiredIsAPageThatHelps() {
    browser.post(HERE + "/send", filled("late@example.org", "givenName", "Late"));
    String link = confirmation("late@example.org");
    oak.clock.advance(Duration.ofDays(8));
    Answer late = browser.get(link);
    assertThat(late.status()).isEqualTo(404);
    assertThat(late.page().text()).contains("the link has expired");
    assertThat(late.page().select("a[href=/i/oak/join]").text()).isEqualTo("Apply again");
    assertThat(browser.post(link, "confirm", "yes").status()).isEqualTo(404);
    assertThat(browser.get(HERE + "/a/b").status()).isEqualTo(404);
    assertThat(browser.get(HERE + "/send").status()).isEqualTo(405);
    assertThat(browser.post(HERE + "/done").status()).isEqualTo(405);
  }

  @Test
  void thePagesGoWithTheModule() {
    Map<String, Object> of = Map.of(PerInstitution.PROPERTY, "oak");
    oak.door.unbindApplications(oak.applications, of);
    oak.door.unbindMembershipLinks(oak.membershipLinks, of);
    try {
      assertThat(browser.get(HERE).status()).isEqualTo(404);
      assertThat(browser.get(HERE).heading()).contains("not available");
      assertThat(browser.get("/i/oak/membership").status()).isEqualTo(404);
      assertThat(browser.get("/i/oak").page().select("a[href=/i/oak/join]")).isEmpty();
      assertThat(browser.get("/i/oak").page().select("a[href=/i/oak/membership]")).isEmpty();
    } finally {
      oak.door.bindApplications(oak.applications, of);
      oak.door.bindMembershipLinks(oak.membershipLinks, of);
    }
  }

  @Test
  void amIAMemberIsAnsweredAlikeAndOnlyMailTells() {
    Answer page = browser.get("/i/oak/membership");
    assertThat(page.heading()).isEqualTo("Am I a member?");
    int before = oak.mailTo("aminayusuf@example.org").size();
    Answer known = browser.post("/i/oak/membership", "email", "AminaYusuf@example.org");
    Answer unknown = browser.post("/i/oak/membership", "email", "nobody@example.org");
    assertThat(known.status()).isEqualTo(unknown.status());
    assertThat(known.location()).isEqualTo(unknown.location()).isEqualTo("/i/oak/membership/sent");
    assertThat(browser.follow(known).heading()).isEqualTo("Look in your mail");
    assertThat(oak.mailTo("aminayusuf@example.org")).hasSize(before + 1);
    assertThat(oak.mailTo("nobody@example.org")).isEmpty();
    Answer own = browser.get(oak.link("Amina Yusuf", "membership"));
    assertThat(own.heading()).contains("You are a member of Oak School");
    for (String wrong : List.of("", "nobody", SCRIPT, "a@b@c", "x".repeat(300) + "@example.org")) {
      Answer refused = browser.post("/i/oak/membership", "email", wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.page().select("script")).isEmpty();
    }
  }

  @Test
  void aMemberSaysWhatIsWrongAndReadsTheAnswer() {
    String link = oak.link("Hassan Ali", "membership");
    Answer own = browser.get(link);
    assertThat(own.page().select("a[href=" + link + "/correct]")).hasSize(1);
    assertThat(own.page().text()).contains("hassanali@example.org");
    Answer form = browser.get(link + "/correct");
    assertThat(refusals(browser.send(form, link + "/correct", "wish", " ")))
        .containsExactly("Write what is wrong and what is right");
    assertThat(refusals(browser.send(form, link + "/correct", "wish", "x".repeat(2_001))))
        .containsExactly("You have written 2,001 characters and 2,000 are allowed. Shorten it");
    Answer asked = browser.send(form, link + "/correct", "wish", SCRIPT + "\nMy name is Hasan.");
    assertThat(asked.location()).isEqualTo(link + "/corrected");
    browser.send(form, link + "/correct", "wish", SCRIPT + "\nMy name is Hasan.");
    Answer done = browser.follow(asked);
    assertThat(done.page().select("script")).isEmpty();
    assertThat(done.page().select("dl")).hasSize(1);
    assertThat(done.page().text()).contains("My name is Hasan.", "school-office", "Waits");

    Member hassan = oak.member("Hassan Ali");
    oak.corrections.settle(
        oak.corrections.of(hassan.id()).get(0).id(), "Mended <b>today</b>.", "office");

    assertThat(browser.get(link + "/correct").page().text()).contains("Mended <b>today</b>.");
    assertThat(oak.mailTo("hassanali@example.org").get(1)).contains("Mended <b>today</b>.");
    assertThat(browser.get("/i/oak/membership/" + "A".repeat(26) + "/correct").status())
        .isEqualTo(404);
  }
}
