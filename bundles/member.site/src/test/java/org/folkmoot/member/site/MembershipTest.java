package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody's own membership by the link of the welcome. */
class MembershipTest {
  private static Oak oak;
  private static Browser browser;

  @BeforeAll
  static void enrol() {
    oak = new Oak(3);
    browser = oak.browser;
  }

  @AfterAll
  static void close() {
    oak.close();
  }

  private static MemberState state(String name) {
    List<Member> found =
        oak.register.find(
            new RegisterOfMembers.Search(name, Optional.empty(), Optional.empty(), 0, 5));
    return found.get(0).state();
  }

  @Test
  void aMemberSeesWhetherWhereSinceWhenAndWhy() {
    Answer page = browser.get(oak.link("Joan Wright", "membership"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.heading()).contains("You are a member of Oak School");
    assertThat(page.page().select(".summary__value").eachText())
        .startsWith("Joan Wright", "Workers", "Member", "Monday 7 September 2026")
        .anyMatch(why -> why.equals("You are employed here"));
    assertThat(page.page().select(".summary").get(1).text())
        .contains("school-office")
        .contains("Member, Workers: you are employed here.");
    Answer welsh = browser.in("cy").get(oak.link("Joan Wright", "membership"));
    assertThat(welsh.page().text()).contains("Rydych yn gweithio yma").contains("Gweithwyr");
  }

  @Test
  void leavingTakesAConfirmationAndIsFinal() {
    String link = oak.link("Tom Baker", "membership");
    Answer page = browser.get(link);
    assertThat(page.page().select("a[href=" + link + "/leave]")).hasSize(1);
    browser.head(link + "/leave");
    Answer question = browser.get(link + "/leave");
    assertThat(question.heading()).isEqualTo("Do you want to leave the membership?");
    assertThat(browser.get(link + "/left").location()).isEqualTo(link);
    assertThat(state("Tom Baker")).isEqualTo(MemberState.MEMBER);

    Answer unticked = browser.send(question, link + "/leave");
    assertThat(unticked.status()).isEqualTo(422);
    assertThat(unticked.page().select(".error-summary a[href=#confirm]").text())
        .isEqualTo("Tick the box if you want to leave the membership");
    assertThat(state("Tom Baker")).isEqualTo(MemberState.MEMBER);

    Answer left = browser.send(question, link + "/leave", "confirm", "yes");
    assertThat(left.location()).isEqualTo(link + "/left");
    assertThat(browser.follow(left).heading()).isEqualTo("You have left");
    assertThat(state("Tom Baker")).isEqualTo(MemberState.OPTED_OUT);
    assertThat(browser.send(question, link + "/leave").location()).isEqualTo(link + "/left");
    assertThat(browser.get(link).heading()).contains("You have left the membership of Oak School");
    assertThat(browser.get(link).page().select("a[href$=leave]")).isEmpty();
  }

  @Test
  void anUnknownLinkIsAPageThatHelps() {
    Answer unknown = browser.get("/i/oak/membership/" + "A".repeat(22) + "/leave");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.heading()).isEqualTo("We do not recognise this link");
    assertThat(unknown.page().select("a[href^=mailto]").text()).isEqualTo("governors@oak.example");
  }
}
