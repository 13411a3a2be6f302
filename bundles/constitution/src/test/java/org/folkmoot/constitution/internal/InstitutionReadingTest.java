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
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.ServedArea;
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
    "languages, fr",
    "qualifications, patient",
    "qualifications, patient.age=14",
    "qualifications, patient.minimumAge=10",
    "qualifications, employee.minimumAge=14",
    "qualifications, dragon.minimumAge=14",
    "areaPostcodes, Oakham"
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

  @Test
  void anInstitutionSetsTheNumbersItsPackLeavesOpenAndTheReasonSaysThem() {
    Institution trust =
        Institutions.of(
            "nhs-foundation-trust",
            Map.of("qualifications", "patient.attendedWithinMonths=24, carer.minimumAge: 12"));
    assertThat(trust.constitution().qualifications())
        .filteredOn(rule -> rule.affiliations().contains("patient"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.attendedWithinMonths()).isEqualTo(24);
              assertThat(rule.minimumAge()).isEqualTo(16);
              assertThat(rule.reason().en())
                  .isEqualTo("you have been a patient of this trust in the last 24 months");
            });
    assertThat(trust.constitution().pack().qualifications())
        .extracting(Qualification::attendedWithinMonths)
        .doesNotContain(24);
  }

  @Test
  void aNumberTheLawFixesIsRefusedWithTheQualification() {
    Map<String, String> settings = Institutions.settings("nhs-foundation-trust");
    settings.put("qualifications", "contract.minimumMonths=6");
    assertThat(new InstitutionReading(settings, Institutions.packs()).refused())
        .singleElement()
        .satisfies(
            setting -> {
              assertThat(setting.value()).isEqualTo("contract.minimumMonths=6");
              assertThat(setting.refusal().reason()).contains("minimumMonths is fixed");
              assertThat(setting.refusal().rule())
                  .isEqualTo("rule pack nhs-foundation-trust, qualifications[1]");
            });
  }

  @Test
  void anAreaIsCodesWithTheirDirectoryOrPostcodesOrBoth() {
    ServedArea area =
        Institutions.of(
                "tripartite",
                Map.of(
                    "areaFile", "ONSPD.csv",
                    "areaCodes", "E06000017; W06000023",
                    "areaPostcodes", "ld1 5, LD2"))
            .constitution()
            .area();
    assertThat(area.directory()).contains("ONSPD.csv");
    assertThat(area.codes()).containsExactlyInAnyOrder("E06000017", "W06000023");
    assertThat(area.postcodes()).containsExactlyInAnyOrder("LD1 5", "LD2");
    assertThat(Institutions.school().constitution().area().named()).isFalse();
  }

  @Test
  void codesWithoutADirectoryAndADirectoryWithoutCodesAreRefused() {
    for (String key : List.of("areaFile", "areaCodes")) {
      Map<String, String> settings = Institutions.settings("tripartite");
      settings.put(key, "E06000017");
      assertThat(new InstitutionReading(settings, Institutions.packs()).refused()).hasSize(1);
    }
  }

  @Test
  void aSchoolInWalesMustOfferWelsh() {
    Map<String, String> settings = Institutions.settings("wales-maintained-school");
    settings.put("languages", "en");
    assertThat(new InstitutionReading(settings, Institutions.packs()).refused())
        .singleElement()
        .satisfies(setting -> assertThat(setting.key()).isEqualTo("languages"));
  }
}
