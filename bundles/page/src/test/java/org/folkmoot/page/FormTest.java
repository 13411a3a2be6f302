package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FormTest {
  @Test
  void aDateIsReadWithTheMonthInFiguresOrInWordsOfEitherLanguage() {
    LocalDate day = LocalDate.of(2026, 6, 12);
    for (String month : new String[] {"6", "06", "June", "jun", "Mehefin", " MEH "}) {
      Form form =
          Form.blank()
              .with("close-day", "12")
              .with("close-month", month)
              .with("close-year", "2026");
      assertThat(form.date("close")).as(month).contains(day);
    }
    assertThat(Form.blank().with("close", LocalDate.of(2028, 2, 29)).date("close"))
        .contains(LocalDate.of(2028, 2, 29));
  }

  @Test
  void aDayThatDoesNotExistIsNoDate() {
    Form form =
        Form.blank().with("close-day", "31").with("close-month", "6").with("close-year", "2026");
    assertThat(form.date("close")).isEmpty();
    assertThat(Form.blank().date("close")).isEmpty();
  }

  @Test
  void theFirstThingSaidOfAFieldStays() {
    Form form = Form.blank().refuse("rank", "first").refuse("rank", "second").refuse("name", "x");
    assertThat(form.refusal("rank")).isEqualTo("first");
    assertThat(form.refusals()).extracting(FieldRefusal::field).containsExactly("rank", "name");
    assertThat(form.isFine()).isFalse();
  }

  @Test
  void aLineHasSpacesForTabsAndOtherControlCharacters() {
    assertThat(Form.blank().with("n", "\tAnn\t\r\n Lee\u0085\u2028Ray\u0000").line("n"))
        .isEqualTo("Ann  Lee Ray");
    assertThat(Form.blank().with("n", "\t\u0007").line("n")).isEmpty();
  }

  @Test
  void textIsComposedAndTrimmedAndNumbersMayBeGrouped() {
    assertThat(Form.blank().with("n", "  Si\u0302an ").text("n")).isEqualTo("S\u00EEan");
    assertThat(Form.blank().with("n", "1,200").number("n")).hasValue(1200);
    assertThat(Form.blank().with("n", "12a").number("n")).isEmpty();
  }
}
