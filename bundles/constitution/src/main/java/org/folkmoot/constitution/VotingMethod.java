package org.folkmoot.constitution;

import java.util.Locale;

/** A way of casting a vote. */
public enum VotingMethod {
  EMAIL,
  POST,
  IN_PERSON;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a {@link #word()}.
   *
   * @throws IllegalArgumentException naming the words
   */
  public static VotingMethod of(String word) {
    for (VotingMethod method : values()) {
      if (method.word().equals(word)) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "voting method: '" + word + "' is none of email, post, in-person");
  }
}
