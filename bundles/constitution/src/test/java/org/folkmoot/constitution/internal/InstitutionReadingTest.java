package org.folkmoot.constitution.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.VotingMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstitutionReadingTest {
  @Test
  void theSettingsOfACfgFileMakeAnInstitution() {
    Institution oak = Institutions.school();
    assertThat(oak.id()).isEqualTo("oak");
    assertThat(oak.constitution().methods()).containsExactlyInAnyOrder(VotingMethod.values());
    assertThat(oak.constitution().seats()).isEqualTo(12);
    assertThat(oak.constitution().closeOfPoll()).isEqualTo(LocalTime.of(17, 0));
    assertThat(oak.postalAddress())
        .containsExactly("Oak School", "1 Acorn Lane", "Little Oakham", "LO1 2AK");
    assertThat(oak.languages()).containsExactly(Locale.ENGLISH, Locale.forLanguageTag("cy"));
  }

  @Test
  void arraysAndNumbersOfConfigurationAdminAreReadToo() {
    Map<String, Object> settings = new HashMap<>(Institutions.settings("tripartite"));
    settings.put("methods", new String[] {"email", "post"});
    settings.put("postalAddress", List.of("Oak School, Acorn Lane", "LO1 2AK"));
    settings.put("seats", 15);
    settings.put("closeOfPoll", "12:00");
    settings.put("publicAddress", "https://members.oak.example/");
    settings.put("languages", "cy");
    Institution oak =
        new InstitutionReading(settings, Institutions.packs()).institution().orElseThrow();
    assertThat(oak.constitution().methods())
        .containsExactlyInAnyOrder(VotingMethod.EMAIL, VotingMethod.POST);
    assertThat(oak.postalAddress()).containsExactly("Oak School, Acorn Lane", "LO1 2AK");
    assertThat(oak.constitution().seats()).isEqualTo(15);
    assertThat(oak.constitution().closeOfPoll()).isEqualTo(LocalTime.NOON);
    assertThat(oak.publicAddress()).isEqualTo(URI.create("https://members.oak.example"));
    assertThat(oak.languages()).containsExactly(Locale.forLanguageTag("cy"), Locale.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "institution, Oak",
    "institution, o a k",
    "institution, a123456789012345678901234567890x",
    "name, ''",
    "rulePack, tripartitte",
    "nation, cornwall",
    "seats, twelve",
    "seats, 0",
    "seats, -3",
    "methods, fax",
    "closeOfPoll, 5pm",
    "publicAddress, members.oak.example",
    "publicAddress, ftp://oak.example",
    "publicAddress, https://me:secret@oak.example",
    "senderAddress, governors",
    "senderAddress, 'a@oak.example, b@oak.example'",
    "postalAddress, ' ; '",
    "languages, fr"
  })
  void aWrongValueIsRefusedWithItsKeyAndACure(String key, String value) {
    Map<String, String> settings = Institutions.settings("tripartite");
    settings.put(key, value);
    InstitutionReading reading = new InstitutionReading(settings, Institutions.packs());
    assertThat(reading.institution()).isEmpty();
    assertThat(reading.refused())
        .isNotEmpty()
        .allSatisfy(
            setting -> {
              assertThat(setting.key()).isEqualTo(key);
              assertThat(setting.refusal().remedy()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "institution",
        "name",
        "rulePack",
        "methods",
        "publicAddress",
        "senderAddress",
        "postalAddress"
      })
  void aMissingValueIsRefused(String key) {
    Map<String, String> settings = Institutions.settings("tripartite");
    settings.remove(key);
    assertThat(new InstitutionReading(settings, Institutions.packs()).refused())
        .isNotEmpty()
        .extracting(RefusedSetting::key)
        .containsOnly(key);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Map<String, String> settings = Institutions.settings("tripartite");
    settings.put("seats", "many");
    settings.put("nation", "cornwall");
    assertThat(new InstitutionReading(settings, Institutions.packs()).refused())
        .extracting(RefusedSetting::key)
        .containsExactly("nation", "seats");
  }

  @Test
  void whatThePackForbidsIsRefusedWithTheLaw() {
    Map<String, String> settings = Institutions.settings("england-maintained-school");
    settings.put("methods", "email");
    assertThat(new InstitutionReading(settings, Institutions.packs()).refused())
        .singleElement()
        .satisfies(
            setting -> {
              assertThat(setting.source()).isEqualTo("org.folkmoot.institution oak");
              assertThat(setting.key()).isEqualTo("methods");
              assertThat(setting.value()).isEqualTo("email");
              assertThat(setting.refusal().rule()).isEqualTo("SI 2012/1034 Sch 1 para 7");
            });
  }

  @Test
  void aRefusalIsGoneWhenItsSourceIsSettled() {
    RefusedSettingsBoard board = new RefusedSettingsBoard();
    Map<String, String> settings = Institutions.settings("tripartite");
    settings.put("seats", "many");
    board.settle("oak", new InstitutionReading(settings, Institutions.packs()).refused());
    assertThat(board.all()).hasSize(1);
    board.settle("oak", List.of());
    assertThat(board.all()).isEmpty();
  }
}
