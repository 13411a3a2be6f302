package org.folkmoot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LetterCodeTest {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final LetterCode code = LetterCode.made(new SecureRandom());

  @Test
  void itIsKnownAgainHoweverItIsTyped() {
    assertThat(code.toString()).matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}");
    assertThat(LetterCode.typed(code.toString())).hasValue(code);
    assertThat(LetterCode.typed(code.plain().toLowerCase(Locale.ROOT))).hasValue(code);
    assertThat(LetterCode.typed(code.plain().replace('0', 'o').replace('1', 'l'))).hasValue(code);
    assertThat(LetterCode.typed(" " + code.toString().replace('-', ' ') + " ")).hasValue(code);
  }

  @Test
  void everyWrongCharacterIsFound() {
    for (int i = 0; i < code.plain().length(); i++) {
      for (char other : DIGITS.toCharArray()) {
        StringBuilder typed = new StringBuilder(code.plain());
        typed.setCharAt(i, other);
        assertThat(LetterCode.typed(typed.toString()).isPresent())
            .isEqualTo(typed.toString().equals(code.plain()));
      }
    }
  }

  @Test
  void aCodeTooShortTooLongOrWithAnotherCharacterIsNone() {
    assertThat(LetterCode.typed("")).isEmpty();
    assertThat(LetterCode.typed(code.plain().substring(1))).isEmpty();
    assertThat(LetterCode.typed(code.plain() + "0")).isEmpty();
    assertThat(LetterCode.typed("U" + code.plain().substring(1))).isEmpty();
  }

  @Test
  void itsHashIsOfOnePurpose() {
    assertThat(code.hash("ballot")).hasSize(64).isNotEqualTo(code.hash("join"));
    assertThat(code.hash("ballot")).doesNotContainIgnoringCase(code.plain());
  }
}
