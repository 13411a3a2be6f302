package org.folkmoot.constitution;

import java.util.Locale;

/** One of the three parts of the membership, which votes apart and fills its own seats. */
public enum Constituency {
  USERS,
  WORKERS,
  COMMUNITY;

  /** The word used in addresses, files and the database: users, workers, community. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a {@link #word()}.
   *
   * @throws IllegalArgumentException naming the three words
   */
  public static Constituency of(String word) {
    for (Constituency constituency : values()) {
      if (constituency.word().equals(word)) {
        return constituency;
      }
    }
    throw new IllegalArgumentException(
        "constituency: '" + word + "' is none of users, workers, community");
  }
}
