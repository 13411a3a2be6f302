package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Wording wording = Wording.of(WordsTest.class, "gallery");

  @Test
  void welshCountsInSixForms() {
    Words welsh = wording.in(Language.CY);
    List<String> said =
        LongStream.of(0, 1, 2, 3, 4, 6, 1234)
            .mapToObj(n -> welsh.plural("gallery.votes", n))
            .toList();
    assertThat(said)
        .containsExactly(
            "Dim pleidleisiau",
            "Un bleidlais",
            "Dwy bleidlais",
            "Tair pleidlais",
            "4 o bleidleisiau",
            "Chwe phleidlais",
            "1,234 o bleidleisiau");
  }

  @Test
  void englishCountsInTwo() {
    Words english = wording.in(Language.EN);
    assertThat(english.plural("gallery.votes", 1)).isEqualTo("One vote");
    assertThat(english.plural("gallery.votes", 0)).isEqualTo("0 votes");
  }

  @Test
  void anArgumentIsSaidAsTheLanguageSaysIt() {
    LocalDate day = LocalDate.of(2026, 6, 12);
    assertThat(wording.in(Language.EN).say("gallery.by", day))
        .isEqualTo("Vote by Friday 12 June 2026");
    assertThat(wording.in(Language.CY).say("gallery.by", day))
        .isEqualTo("Pleidleisiwch erbyn dydd Gwener 12 Mehefin 2026");
  }

  @Test
  void anUnknownPhraseAndAMissingArgumentAreFaultsOfTheProgram() {
    Words english = wording.in(Language.EN);
    assertThatThrownBy(() -> english.say("gallery.nothing"))
        .hasMessageContaining("not worded in en");
    assertThatThrownBy(() -> english.say("gallery.by")).hasMessageContaining("no argument {0}");
  }
}
