package org.folkmoot.ballot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.constitution.Refused;
import org.junit.jupiter.api.Test;

class KeyShareWordsTest {
  private final ElectionKeys.Made made = ElectionKeys.make(3, 2, new SecureRandom());
  private final ElectionKey key = made.key();

  private static void same(KeyShare read, KeyShare share) {
    assertThat(read.secret()).isEqualTo(share.secret());
    assertThat(KeyShareText.write(read)).isEqualTo(KeyShareText.write(share));
  }

  @Test
  void everyShareIsReadBackFromItsWords() {
    for (KeyShare share : made.shares()) {
      same(KeyShareWords.read(String.join(" ", KeyShareWords.write(share)), key), share);
    }
  }

  @Test
  void theFirst24WordsAreThoseOfBip39() {
    // Of the test vectors of BIP-39: 32 bytes of 0x80.
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 0x80);
    List<String> words = KeyShareWords.write(new KeyShare(1, 1, 1, key.fingerprint(), secret));
    assertThat(String.join(" ", words.subList(0, 24)))
        .isEqualTo(
            "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd"
                + " amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic"
                + " bless");
  }

  @Test
  void capitalsNumbersStopsAndFourLettersDoNotMatter() {
    KeyShare share = made.shares().get(2);
    List<String> words = KeyShareWords.write(share);
    StringBuilder typed = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).toUpperCase(Locale.ROOT);
      typed
          .append(i + 1)
          .append(". ")
          .append(word, 0, Math.min(4, word.length()))
          .append(i % 3 == 2 ? ",\r\n\t" : "   ");
    }
    same(KeyShareWords.read(typed.toString(), key), share);
  }

  @Test
  void aWordThatIsNotOnTheListIsNamedWithTheRightOne() {
    for (int place = 0; place < KeyShareWords.WORDS; place++) {
      List<String> words = new ArrayList<>(KeyShareWords.write(made.shares().get(0)));
      String right = words.get(place);
      words.set(place, "xylophon");
      assertThatThrownBy(() -> KeyShareWords.read(String.join(" ", words), key))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("word " + (place + 1) + ", \"xylophon\", is not on the list")
          .hasMessageContaining("is it \"" + right + "\"?");
    }
  }

  @Test
  void anyWrongWordOfTheListIsFoundByItsPlace() {
    SecureRandom random = new SecureRandom();
    for (int place = 0; place < KeyShareWords.WORDS; place++) {
      List<String> words = new ArrayList<>(KeyShareWords.write(made.shares().get(1)));
      String right = words.get(place);
      String wrong = right;
      while (wrong.equals(right)) {
        wrong = WordList.word(random.nextInt(2048));
      }
      words.set(place, wrong);
      String said = "word " + (place + 1) + ", \"" + wrong + "\", is wrong";
      assertThatThrownBy(() -> KeyShareWords.read(String.join(" ", words), key))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(said)
          .hasMessageContaining("is it \"" + right + "\"?");
    }
  }

  @Test
  void wordsThatChangedPlacesAreNoticed() {
    List<String> words = new ArrayList<>(KeyShareWords.write(made.shares().get(0)));
    int other = 1;
    while (words.get(other).equals(words.get(0))) {
      other++;
    }
    Collections.swap(words, 0, other);
    assertThatThrownBy(() -> KeyShareWords.read(String.join(" ", words), key))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("changed places");
  }

  @Test
  void aMissingWordAndATextWithoutAShareAreRefused() {
    List<String> words = KeyShareWords.write(made.shares().get(0));
    assertThatThrownBy(() -> KeyShareWords.read(String.join(" ", words.subList(0, 26)), key))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there are 26 words");
    assertThatThrownBy(() -> KeyShareWords.read("Dear Ann, the meeting is on Friday.", key))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no key share was found");
  }

  @Test
  void aShareOfAnotherElectionIsNamedAsSuch() {
    // One byte binds a share to its key, so one in 256 slips through here and is found on opening.
    int named = 0;
    for (int i = 0; i < 40; i++) {
      KeyShare theirs = ElectionKeys.make(3, 2, new SecureRandom()).shares().get(0);
      try {
        KeyShareWords.read(String.join(" ", KeyShareWords.write(theirs)), key);
      } catch (Refused refused) {
        assertThat(refused).hasMessageContaining("another election");
        named++;
      }
    }
    assertThat(named).isGreaterThan(30);
  }

  @Test
  void thePublicKeyIsReadBackAndASecretShareInItsPlaceIsRefused() {
    String line = ElectionKeyText.write(key);
    ElectionKey read = ElectionKeyText.read("For the office:\r\n" + line + "\r\n");
    assertThat(read.fingerprint()).isEqualTo(key.fingerprint());
    assertThat(read.shares()).isEqualTo(3);
    assertThat(read.threshold()).isEqualTo(2);
    assertThatThrownBy(() -> ElectionKeyText.read(KeyShareText.write(made.shares().get(0))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("secret share");
    assertThatThrownBy(() -> ElectionKeyText.read(line.replace("threshold=2", "threshold=3")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void aWipedShareHoldsNothing() {
    KeyShare share = made.shares().get(0);
    share.wipe();
    assertThat(share.secret()).containsOnly(0);
  }
}
