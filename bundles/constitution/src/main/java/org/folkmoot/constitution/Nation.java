package org.folkmoot.constitution;

import java.util.Locale;

/** Whose bank holidays count. */
public enum Nation {
  ENGLAND,
  WALES,
  SCOTLAND,
  NORTHERN_IRELAND;

  /** The word used in files and settings: england, wales, scotland, northern-ireland. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a {@link #word()}.
   *
   * @throws IllegalArgumentException naming the words
   */
  public static Nation of(String word) {
    for (Nation nation : values()) {
      if (nation.word().equals(word)) {
        return nation;
      }
    }
    throw new IllegalArgumentException(
        "nation: '" + word + "' is none of england, wales, scotland, northern-ireland");
  }
}
