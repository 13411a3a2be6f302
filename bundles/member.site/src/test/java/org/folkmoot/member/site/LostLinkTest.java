package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.notice.LetterCode;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways to a ballot paper beside the link in the mail, through the door. */
class LostLinkTest {
  private static Oak oak;

  @BeforeAll
  static void openThePoll() {
    oak = Oak.polling(3);
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  private static int mails() {
    oak.post.awaitSent("oak", Duration.ofSeconds(20));
    return oak.mail.kept().size();
  }

  @Test
  void theLostLinkPageAnswersEveryoneAlikeAndMailsOnlyTheRoll() throws InterruptedException {
    Answer page = oak.browser.get("/i/oak/vote/lost");
    assertThat(page.status()).isEqualTo(200);
    int before = mails();
    Answer stranger = oak.browser.post("/i/oak/vote/lost", "email", "stranger@example.org");
    Answer voter = oak.browser.post("/i/oak/vote/lost", "email", "AnnEvans@example.org");
    assertThat(stranger.status()).isEqualTo(303).isEqualTo(voter.status());
    assertThat(stranger.location()).isEqualTo(voter.location());
    assertThat(oak.browser.get(voter.location()).page().text())
        .contains("We do not say here whether it is");
    for (int i = 0; i < 200 && mails() == before; i++) {
      Thread.sleep(50); // it is looked up aside, so that the answer's time tells nothing
    }
    assertThat(mails()).isEqualTo(before + 1);
    assertThat(oak.browser.get(oak.link("Ann Evans", "vote")).status()).isEqualTo(200);
    assertThat(oak.browser.post("/i/oak/vote/lost", "email", "nothing").status()).isEqualTo(422);
  }

  @Test
  void aCodeThatIsNoneIsSaidToBeMistypedAndAnUnknownOneUnknown() {
    assertThat(oak.browser.get("/i/oak/vote/code").status()).isEqualTo(200);
    Answer mistyped = oak.browser.post("/i/oak/vote/code", "code", "ABC");
    assertThat(mistyped.status()).isEqualTo(422);
    assertThat(mistyped.page().select(".error-summary").text()).contains("Compare it");
    String unknown = LetterCode.made(new SecureRandom()).toString();
    assertThat(oak.browser.post("/i/oak/vote/code", "code", unknown).page().text())
        .contains("We do not know this code");
  }

  @Test
  void paperIsAskedForBehindTheLinkAndTheLinkGoesOnWorking() {
    String link = oak.link("Bryn Evans", "vote");
    assertThat(oak.browser.get(link).page().select("a[href$=by-paper]").text())
        .isEqualTo("Send me paper instead");
    assertThat(oak.browser.post(link + "/by-paper").status()).isEqualTo(422);
    Answer asked = oak.browser.post(link + "/by-paper", "confirm", "yes", "large", "yes");
    assertThat(asked.status()).isEqualTo(303);
    assertThat(oak.browser.get(asked.location()).page().text()).contains("has been asked for");
    assertThat(oak.browser.get(link + "/paper").status()).isEqualTo(200);
  }

  @Test
  void theDonePageShowsTheTrackingCodeAndThePaperHasTheScriptThatHelps() {
    String link = oak.link("Carys Evans", "vote");
    Answer paper = oak.browser.get(link + "/paper");
    List<Element> scripts = paper.page().select("script");
    assertThat(scripts).hasSize(1);
    assertThat(scripts.get(0).attr("src")).matches("/assets/ranking-[0-9a-f]+\\.js");
    assertThat(scripts.get(0).data()).isEmpty();
    String contest = oak.contest(Constituency.USERS).id();
    oak.browser.post(link + "/cast", "marks-" + contest, "1,2");
    assertThat(oak.browser.get(link + "/done").page().text())
        .containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
  }
}
