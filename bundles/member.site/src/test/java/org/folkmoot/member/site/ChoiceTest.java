package org.folkmoot.member.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.junit.jupiter.api.Test;

/** Choosing between constituencies where the rule pack leaves it to the member. */
class ChoiceTest {
  @Test
  void aParentWhoWorksHereChoosesWhereToVoteAndNobodyElseIsAsked() {
    try (Oak oak = new Oak(9, "england-maintained-school")) {
      oak.enrol("staff", List.of(Oak.record("Gwyn Parry", "parent", "employee")));
      Browser browser = oak.browser;
      String link = oak.link("Gwyn Parry", "membership");
      assertThat(oak.member("Gwyn Parry").constituency()).isEqualTo(Constituency.USERS);
      assertThat(browser.get(link).page().select("a[href=" + link + "/choose]")).hasSize(1);

      Answer form = browser.get(link + "/choose");
      assertThat(form.page().select("input[checked]").val()).isEqualTo("users");
      assertThat(form.page().select("label").eachText())
          .containsExactly("Parents and carers", "Staff");
      Answer wrong = browser.send(form, link + "/choose", "constituency", "community");
      assertThat(wrong.status()).isEqualTo(422);
      Answer saved = browser.send(form, link + "/choose", "constituency", "workers");
      assertThat(saved.location()).isEqualTo(link);
      assertThat(oak.member("Gwyn Parry").constituency()).isEqualTo(Constituency.WORKERS);

      String other = oak.link("Joan Wright", "membership");
      assertThat(browser.get(other).page().select("a[href$=choose]")).isEmpty();
      assertThat(browser.get(other + "/choose").location()).isEqualTo(other);
      assertThat(browser.post(other + "/choose", "constituency", "users").location())
          .isEqualTo(other);
      assertThat(oak.member("Joan Wright").constituency()).isEqualTo(Constituency.WORKERS);
    }
  }
}
