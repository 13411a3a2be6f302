package org.folkmoot.ballot.keys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The 2,048 English words of BIP-39: short, common, and no two alike in their first four letters.
 */
final class WordList {
  static final int BITS = 11;
  private static final String FILE = "/org/bitcoinj/crypto/mnemonic/wordlist/english.txt";
  private static final int TELLING_LETTERS = 4;

  private static final List<String> WORDS = read();

  private WordList() {}

  private static List<String> read() {
    try (InputStream stream = WordList.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException("the word list is missing from this bundle: " + FILE);
      }
      List<String> words =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))
              .lines()
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .toList();
      if (words.size() != 1 << BITS) {
        throw new IllegalStateException(
            "the word list has " + words.size() + " words, not " + (1 << BITS));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("the word list cannot be read", e);
    }
  }

  static String word(int number) {
    return WORDS.get(number);
  }

  /** The number of a word in lower case, written out or cut after four letters or later. */
  static Optional<Integer> number(String typed) {
    int place = Collections.binarySearch(WORDS, typed);
    if (place >= 0) {
      return Optional.of(place);
    }
    int next = -place - 1;
    return typed.length() >= TELLING_LETTERS
            && next < WORDS.size()
            && WORDS.get(next).startsWith(typed)
        ? Optional.of(next)
        : Optional.empty();
  }

  /** The words that differ from what was typed in one letter, or in two if there is none such. */
  static List<String> near(String typed) {
    for (int most = 1; most <= 2; most++) {
      List<String> near = new ArrayList<>();
      for (String word : WORDS) {
        if (distance(typed, word) <= most) {
          near.add(word);
        }
      }
      if (!near.isEmpty()) {
        return near.subList(0, Math.min(near.size(), 3));
      }
    }
    return List.of();
  }

  /** Letters put in, left out, changed or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
