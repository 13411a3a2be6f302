package org.folkmoot.ballot.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.constitution.Refused;

/**
 * A key share as 27 words that can be written by hand and typed.
 *
 * <p>Words 1 to 24 are the 32 bytes of the secret as in BIP-39, so any tool for that reads them.
 * Word 25 holds the share's number and a check that binds it to its election key. Words 26 and 27
 * are a Reed-Solomon check over all of them, by which one wrong word is found and named: its place
 * and what it ought to be.
 */
public final class KeyShareWords {
  /** How many words a share has. */
  public static final int WORDS = 27;

  /** The largest number a share can have: three bits hold it. */
  public static final int MOST_SHARES = 8;

  private static final int SECRET_BYTES = 32;
  private static final int SECRET_WORDS = 24;
  private static final int CHECKED = 25;

  private KeyShareWords() {}

  /** The words, in their order. */
  public static List<String> write(KeyShare share) {
    byte[] secret = share.secret();
    if (secret.length != SECRET_BYTES || share.number() > MOST_SHARES) {
      throw new IllegalArgumentException(
          "key share: " + SECRET_BYTES + " bytes and a number up to " + MOST_SHARES);
    }
    int[] code = new int[WORDS];
    byte[] checked = Arrays.copyOf(secret, SECRET_BYTES + 1);
    checked[SECRET_BYTES] = Checksum.sha256(secret)[0];
    for (int word = 0; word < SECRET_WORDS; word++) {
      code[word] = bits(checked, word * WordList.BITS);
    }
    code[SECRET_WORDS] = (share.number() - 1) << 8 | binding(share);
    Field.complete(code);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(checked, (byte) 0);
    return Arrays.stream(code).mapToObj(WordList::word).toList();
  }

  /**
   * Reads words as typed: capitals, figures, stops and spacing do not matter, and four letters of a
   * word are enough.
   *
   * @param key the election key the share is to belong to
   * @throws Refused naming the word that is wrong
   */
  public static KeyShare read(String text, ElectionKey key) {
    List<String> typed = typed(text);
    if (typed.stream().filter(word -> WordList.number(word).isPresent()).count() < WORDS / 2) {
      throw new Refused(
          "no key share was found: neither its line nor its " + WORDS + " words",
          "a share is one line beginning \"folkmoot-key-share v1\", or " + WORDS + " words",
          "Choose the file share-N.txt, or type the words of the printed sheet.");
    }
    List<Integer> unknown = new ArrayList<>();
    int[] code = new int[Math.max(WORDS, typed.size())];
    for (int i = 0; i < typed.size(); i++) {
      Optional<Integer> number = WordList.number(typed.get(i));
      if (number.isEmpty()) {
        unknown.add(i);
      } else {
        code[i] = number.get();
      }
    }
    if (typed.size() == WORDS && unknown.size() == 1) {
      throw unknown(typed, unknown.get(0), Field.missing(code, unknown.get(0)));
    }
    if (!unknown.isEmpty()) {
      throw unknown(typed, unknown.get(0), "");
    }
    if (typed.size() != WORDS) {
      throw new Refused(
          "there are " + typed.size() + " words",
          "a key share has " + WORDS + " words",
          "Compare with the printed sheet and type them all, in their order.");
    }
    checkWords(code);
    return share(code, key);
  }

  private static List<String> typed(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Refused unknown(List<String> typed, int place, String right) {
    List<String> near = right.isEmpty() ? WordList.near(typed.get(place)) : List.of(right);
    return new Refused(
        "word " + (place + 1) + ", \"" + typed.get(place) + "\", is not on the list",
        "every word is one of the 2,048 of BIP-39",
        near.isEmpty()
            ? "Read word " + (place + 1) + " of the printed sheet again."
            : "Read word "
                + (place + 1)
                + " of the printed sheet again: is it \""
                + String.join("\", or \"", near)
                + "\"?");
  }

  private static void checkWords(int[] code) {
    int first = Field.syndrome(code, 0);
    int second = Field.syndrome(code, 1);
    if (first == 0 && second == 0) {
      return;
    }
    int place = first == 0 || second == 0 ? WORDS : Field.log(second, first);
    if (place < WORDS) {
      throw new Refused(
          "word " + (place + 1) + ", \"" + WordList.word(code[place]) + "\", is wrong",
          "the last two words check the others",
          "Read word "
              + (place + 1)
              + " of the printed sheet again: is it \""
              + WordList.word(code[place] ^ first)
              + "\"?");
    }
    throw new Refused(
        first == 0
            ? "two words seem to have changed places"
            : "more than one word is wrong, or words are not in their order",
        "the last two words check the others",
        "Read all " + WORDS + " words of the printed sheet again, by their numbers.");
  }

  private static KeyShare share(int[] code, ElectionKey key) {
    byte[] checked = new byte[SECRET_BYTES + 1];
    for (int word = 0; word < SECRET_WORDS; word++) {
      for (int bit = 0; bit < WordList.BITS; bit++) {
        if ((code[word] >> (WordList.BITS - 1 - bit) & 1) == 1) {
          int at = word * WordList.BITS + bit;
          checked[at / 8] |= (byte) (0x80 >> at % 8);
        }
      }
    }
    byte[] secret = Arrays.copyOf(checked, SECRET_BYTES);
    if (Checksum.sha256(secret)[0] != checked[SECRET_BYTES]) {
      throw new Refused(
          "the words are no key share: words 1 to " + SECRET_WORDS + " do not fit together",
          "word " + SECRET_WORDS + " ends in a checksum of the others (BIP-39)",
          "Compare all words with the printed sheet.");
    }
    int number = (code[SECRET_WORDS] >> 8) + 1;
    KeyShare share = new KeyShare(number, key.shares(), key.threshold(), key.fingerprint(), secret);
    if (number > key.shares() || (code[SECRET_WORDS] & 0xff) != binding(share)) {
      throw new Refused(
          "these are the words of a share of another election",
          "word 25 binds a share to its election key, here "
              + key.fingerprint().substring(0, 16)
              + "...",
          "Find the sheet that was made for this election.");
    }
    return share;
  }

  private static int binding(KeyShare share) {
    String bound =
        "folkmoot-key-words v1 "
            + share.number()
            + "/"
            + share.shares()
            + " "
            + share.threshold()
            + " "
            + share.fingerprint();
    return Checksum.sha256(bound.getBytes(StandardCharsets.US_ASCII))[0] & 0xff;
  }

  private static int bits(byte[] bytes, int from) {
    int value = 0;
    for (int bit = from; bit < from + WordList.BITS; bit++) {
      value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
    }
    return value;
  }

  /**
   * The field of 2,048 elements (x^11 + x^2 + 1) in which words are the numbers, and the two checks
   * over it: the sum of all words, and the sum of all words times a to the power of their place.
   */
  private static final class Field {
    private static final int ORDER = (1 << WordList.BITS) - 1;
    private static final int POLYNOMIAL = 0x805;
    private static final int[] POWER = new int[ORDER];
    private static final int[] LOG = new int[ORDER + 1];

    static {
      int value = 1;
      for (int i = 0; i < ORDER; i++) {
        POWER[i] = value;
        LOG[value] = i;
        value <<= 1;
        if (value > ORDER) {
          value ^= POLYNOMIAL;
        }
      }
    }

    private static int times(int a, int b) {
      return a == 0 || b == 0 ? 0 : POWER[(LOG[a] + LOG[b]) % ORDER];
    }

    /** The exponent of a / b. */
    static int log(int a, int b) {
      return Math.floorMod(LOG[a] - LOG[b], ORDER);
    }

    static int syndrome(int[] code, int which) {
      int sum = 0;
      for (int place = 0; place < WORDS; place++) {
        sum ^= times(code[place], POWER[place * which]);
      }
      return sum;
    }

    /** Puts in the last two words, so that both sums are nothing. */
    static void complete(int[] code) {
      code[CHECKED] = 0;
      code[CHECKED + 1] = 0;
      int sum = syndrome(code, 0);
      int weighted = syndrome(code, 1);
      int last =
          times(
              weighted ^ times(sum, POWER[CHECKED]),
              POWER[Math.floorMod(-LOG[POWER[CHECKED] ^ POWER[CHECKED + 1]], ORDER)]);
      code[CHECKED + 1] = last;
      code[CHECKED] = sum ^ last;
    }

    /** The word that stands at a place where nothing is known; empty when others are wrong too. */
    static String missing(int[] code, int place) {
      int[] filled = code.clone();
      filled[place] = 0;
      filled[place] = syndrome(filled, 0);
      return syndrome(filled, 1) == 0 ? WordList.word(filled[place]) : "";
    }
  }
}
