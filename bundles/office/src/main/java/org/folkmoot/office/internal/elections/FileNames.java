package org.folkmoot.office.internal.elections;

import java.text.Normalizer;
import java.util.Locale;

/** Names of files that are downloaded, safe in a header and on every disk. */
final class FileNames {
  private FileNames() {}

  /** A title as part of a file's name: "Governors 2027" becomes "governors-2027". */
  static String of(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String shortened = plain.length() > 60 ? plain.substring(0, 60) : plain;
    return shortened.isEmpty() ? "election" : shortened;
  }
}
