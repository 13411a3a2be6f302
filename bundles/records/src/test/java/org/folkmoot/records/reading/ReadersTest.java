package org.folkmoot.records.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.folkmoot.records.PersonRecord.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2012-09-04",
        "2012-09-04T00:00:00",
        "2012-09-04T18:25:43.511Z",
        "2012-09-04 00:00",
        "2012/09/04",
        "4/9/2012",
        "04/09/2012",
        "04/09/2012 00:00:00",
        "04-09-2012",
        "4.9.2012",
        "04-Sep-2012",
        "04-SEP-2012",
        "4 sep 2012",
        "4 Sept 2012",
        "4 September 2012",
        "4th September 2012",
        "20120904",
        "41156",
        "41156.5",
        " 04/09/2012\u00a0"
      })
  void everyUsualFormOfADateIsRead(String text) {
    assertThat(Dates.date(text)).isEqualTo(Read.of(LocalDate.of(2012, 9, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "4/9/12, two digits",
    "04-Sep-12, two digits",
    "9/23/2012, no month 23",
    "31/02/2012, not a date that exists",
    "29/02/2013, not a date that exists",
    "unknown, not a date that exists",
    "04/09/0212, cannot be right"
  })
  void aDateThatCouldMeanTwoThingsOrNothingIsRefusedWithACure(String text, String problem) {
    Read<LocalDate> read = Dates.date(text);
    assertThat(read.value()).isEmpty();
    assertThat(read.fault().orElseThrow().problem()).contains(problem);
    assertThat(read.fault().orElseThrow().cure()).isNotBlank();
  }

  @Test
  void anEmptyCellIsNoFault() {
    assertThat(Dates.date(" ")).isEqualTo(Read.nothing());
    assertThat(Contacts.email("")).isEqualTo(Read.nothing());
    assertThat(Postcodes.postcode("\u00a0")).isEqualTo(Read.nothing());
    assertThat(PersonNames.name("")).isEqualTo(Read.nothing());
  }

  @Test
  void nobodyIsBornTomorrowOrBeforeLivingMemory() {
    assertThat(Dates.ofBirth("25/11/2026", TODAY).value()).isEmpty();
    assertThat(Dates.ofBirth("24/11/2026", TODAY).value()).contains(TODAY);
    assertThat(Dates.ofBirth("01/01/1901", TODAY).value()).isEmpty();
  }

  @Test
  void excelsDayNumbersAgreeWithExcelRoundItsFalseLeapDay() {
    assertThat(Dates.fromExcel(1)).isEqualTo(LocalDate.of(1900, 1, 1));
    assertThat(Dates.fromExcel(59)).isEqualTo(LocalDate.of(1900, 2, 28));
    assertThat(Dates.fromExcel(61)).isEqualTo(LocalDate.of(1900, 3, 1));
    assertThat(Dates.fromExcel(45_000.75)).isEqualTo(LocalDate.of(2023, 3, 15));
  }

  @ParameterizedTest
  @CsvSource({
    "sw1a1aa, SW1A 1AA",
    "m1 1ae, M1 1AE",
    "' CF10  3AT ', CF10 3AT",
    "b33-8th, B33 8TH",
    "EC1A 1BB, EC1A 1BB",
    "W1A 0AX, W1A 0AX",
    "gir 0aa, GIR 0AA"
  })
  void postcodesComeOutInOneForm(String text, String postcode) {
    assertThat(Postcodes.postcode(text)).isEqualTo(Read.of(postcode));
  }

  @Test
  void aForeignPostcodeIsKeptWithAdvice() {
    Read<String> read = Postcodes.postcode("75008 Paris");
    assertThat(read.value()).contains("75008 Paris");
    assertThat(read.fault()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ann@example.org, ann@example.org",
    "mailto:ann@example.org, ann@example.org",
    "Ann Smith <ann.smith+school@mail.example.co.uk>, ann.smith+school@mail.example.co.uk",
    "o'brien@example.org, o'brien@example.org"
  })
  void plausibleEmailAddressesAreTaken(String text, String address) {
    assertThat(Contacts.email(text)).isEqualTo(Read.of(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "ann@example",
        "ann@@example.org",
        "ann@example.org; bob@example.org",
        "ann smith@example.org",
        ".ann@example.org",
        "ann@-example.org",
        "ann@example.org>",
        "no email"
      })
  void otherTextIsNoEmailAddress(String text) {
    Read<String> read = Contacts.email(text);
    assertThat(read.value()).isEmpty();
    assertThat(read.fault().orElseThrow().cure()).contains("@");
  }

  @Test
  void noLineEndOrUnseenCharacterSurvivesInAValue() {
    assertThat(Contacts.email("ann@example.org\r\nBcc: all@example.org").value()).isEmpty();
    assertThat(PersonNames.tidy("\u200bAnn\u00a0\u00a0 Mary\t")).isEqualTo("Ann Mary");
    assertThat(PersonNames.tidy("Sia\u0302n")).isEqualTo("Siân");
  }

  @Test
  void aFormulaOrANumberIsNoName() {
    assertThat(PersonNames.name("=HYPERLINK(\"http://x\")").value()).isEmpty();
    assertThat(PersonNames.name("@SUM(1)").value()).isEmpty();
    assertThat(PersonNames.name("12345").value()).isEmpty();
    assertThat(PersonNames.name("O'Brien-Ŵyn").value()).contains("O'Brien-Ŵyn");
  }

  @Test
  void aWholeNameIsSplitAtTheCommaOrBeforeTheLastWord() {
    assertThat(PersonNames.full("Smith, Ann Mary").value())
        .contains(new PersonName("Ann Mary", "Smith"));
    assertThat(PersonNames.full("Ann Mary Smith").value())
        .contains(new PersonName("Ann Mary", "Smith"));
    assertThat(PersonNames.full("Cher").value()).contains(new PersonName("", "Cher"));
  }

  @Test
  void anNhsNumberMustAgreeWithItsCheckDigit() {
    assertThat(Identifiers.nhsNumber("943 476 5919").value()).contains("9434765919");
    assertThat(Identifiers.nhsNumber("943 476 5918").value()).isEmpty();
    assertThat(Identifiers.nhsNumber("12345").value()).isEmpty();
  }

  @Test
  void aUniquePupilNumberHasItsForm() {
    assertThat(Identifiers.upn("r674123101121").value()).contains("R674123101121");
    assertThat(Identifiers.upn("674123101121").value()).isEmpty();
  }

  @Test
  void whatIsNeitherYesNorNoProtects() {
    assertThat(YesNo.protects("Y").value()).contains(true);
    assertThat(YesNo.protects("No").value()).contains(false);
    assertThat(YesNo.protects("").value()).isEmpty();
    Read<Boolean> unclear = YesNo.protects("see file");
    assertThat(unclear.value()).contains(true);
    assertThat(unclear.fault()).isPresent();
  }
}
