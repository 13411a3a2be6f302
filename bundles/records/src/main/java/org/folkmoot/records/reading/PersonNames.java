package org.folkmoot.records.reading;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.folkmoot.records.PersonRecord.PersonName;

/** Names as people write them: trimmed and composed, never recased, reordered only at a comma. */
public final class PersonNames {
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** Longer than any name a register of births in the United Kingdom holds. */
  private static final int LONGEST = 300;

  private PersonNames() {}

  /** Without unseen characters, with single plain spaces, accents composed; never null. */
  public static String tidy(String text) {
    if (isTidy(text)) {
      return text;
    }
    String plain = UNSEEN.matcher(text).replaceAll("");
    plain = SPACES.matcher(plain).replaceAll(" ").strip();
    return Normalizer.isNormalized(plain, Normalizer.Form.NFC)
        ? plain
        : Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** Most cells are plain and need no work. */
  private static boolean isTidy(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return text.isEmpty() || before != ' ';
  }

  /** One name, given or family. */
  public static Read<String> name(String text) {
    String name = tidy(text);
    if (name.isEmpty()) {
      return Read.nothing();
    }
    char first = name.charAt(0);
    if (first == '=' || first == '+' || first == '@') {
      return Read.refused(
          "This is a spreadsheet formula, not a name.", "Replace it with the person's name.");
    }
    if (!LETTER.matcher(name).find()) {
      return Read.refused("There is no letter in this name.", "Write the person's name here.");
    }
    if (name.length() > LONGEST) {
      return Read.refused(
          "This is longer than " + LONGEST + " characters, too long for a name.",
          "Check that this column holds names and nothing else.");
    }
    return Read.of(name);
  }

  /**
   * A whole name in one cell: {@code Smith, Ann Mary} or {@code Ann Mary Smith}; without a comma
   * the last word is taken as the family name.
   */
  public static Read<PersonName> full(String text) {
    return name(text).map(PersonNames::split);
  }

  private static PersonName split(String name) {
    int comma = name.indexOf(',');
    if (comma >= 0) {
      return comma == 0 || comma == name.length() - 1
          ? new PersonName("", name.replace(",", "").strip())
          : new PersonName(name.substring(comma + 1).strip(), name.substring(0, comma).strip());
    }
    int last = name.lastIndexOf(' ');
    return last < 0
        ? new PersonName("", name)
        : new PersonName(name.substring(0, last), name.substring(last + 1));
  }
}
