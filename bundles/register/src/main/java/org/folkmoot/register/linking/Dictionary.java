package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each folded value once, with the forms in which it is compared; number 0 is "not known". */
final class Dictionary {
  private final Item.Kind kind;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> values = new ArrayList<>();

  private String[] compact;
  private String[][] tokens;
  private int[] date;
  private int[] block;
  private int[] letters; // one bit for each letter that occurs

  Dictionary(Item.Kind kind) {
    this.kind = kind;
    values.add("");
  }

  int number(String folded) {
    Integer number = numbers.putIfAbsent(folded, values.size());
    if (number != null) {
      return number;
    }
    values.add(folded);
    return values.size() - 1;
  }

  /** Works out the forms; nothing is added afterwards. */
  void seal() {
    numbers.clear();
    int size = values.size();
    block = new int[size];
    if (kind == Item.Kind.DATE) {
      date = new int[size];
      for (int i = 1; i < size; i++) {
        date[i] = Integer.parseInt(values.get(i));
        block[i] = i;
      }
      return;
    }
    compact = new String[size];
    tokens = new String[size][];
    letters = new int[size];
    for (int i = 0; i < size; i++) {
      String value = values.get(i);
      boolean several = value.indexOf(' ') >= 0;
      compact[i] = several ? value.replace(" ", "") : value;
      tokens[i] = several ? Folding.tokens(value) : null;
      letters[i] = Likeness.letters(compact[i]);
      block[i] = i == 0 ? 0 : blockOf(i);
    }
  }

  private int blockOf(int number) {
    return switch (kind) {
      case NAME, TEXT -> Likeness.sound(compact[number]);
      default -> number;
    };
  }

  int size() {
    return values.size();
  }

  String value(int number) {
    return values.get(number);
  }

  /** What its records are looked up by: the sound of a name, the value of anything else. */
  int block(int number) {
    return block[number];
  }

  Level compare(int a, int b) {
    if (a == 0 || b == 0) {
      return Level.UNKNOWN;
    }
    if (a == b) {
      return Level.EXACT;
    }
    return switch (kind) {
      case DATE -> Likeness.dates(date[a], date[b]);
      case WORD -> Level.DIFFERENT;
      case NAME -> names(a, b);
      case CODE -> codes(compact[a], compact[b]);
      case TEXT -> texts(a, b);
      case EMAIL -> emails(compact[a], compact[b]);
    };
  }

  private Level names(int a, int b) {
    String one = compact[a];
    String other = compact[b];
    if (one.equals(other)) {
      return Level.EXACT;
    }
    int shorter = Math.min(one.length(), other.length());
    double alike = alike(a, b, 0.82);
    if (alike >= 0.92
        || shorter >= 4 && Likeness.oneSlip(one, other)
        || shorter == 3 && Likeness.exchanged(one, other)) {
      return Level.NEAR;
    }
    boolean begins = one.startsWith(other) || other.startsWith(one);
    if (alike >= 0.82
        || begins && (shorter == 1 || shorter >= 3)
        || Nicknames.together(one, other)
        || sharesWord(a, b)) {
      return Level.PARTLY;
    }
    return Level.DIFFERENT;
  }

  /** Jaro-Winkler, or 0 where their letters alone show that it is below what matters. */
  private double alike(int a, int b, double matters) {
    String one = compact[a];
    String other = compact[b];
    return Likeness.atMost(one, letters[a], other, letters[b]) < matters
        ? 0
        : Likeness.jaroWinkler(one, other);
  }

  /** Whether two given names are two forms of one: an initial, a short form, the same. */
  boolean formsOfOne(int a, int b) {
    String one = compact[a];
    String other = compact[b];
    int shorter = Math.min(one.length(), other.length());
    return one.equals(other)
        || shorter == 1 && one.charAt(0) == other.charAt(0)
        || Nicknames.together(one, other)
        || sharesWord(a, b);
  }

  private boolean sharesWord(int a, int b) {
    if (tokens[a] == null && tokens[b] == null) {
      return false;
    }
    String[] one = tokens[a] == null ? new String[] {compact[a]} : tokens[a];
    String[] other = tokens[b] == null ? new String[] {compact[b]} : tokens[b];
    return Likeness.overlap(one, other) >= 0.5;
  }

  private Level texts(int a, int b) {
    String one = compact[a];
    String other = compact[b];
    if (one.equals(other)) {
      return Level.EXACT;
    }
    double alike = alike(a, b, 0.86);
    int shorter = Math.min(one.length(), other.length());
    if (alike >= 0.94
        || shorter >= 5 && Likeness.oneSlip(one, other)
        || tokens[a] != null && tokens[b] != null && Arrays.equals(tokens[a], tokens[b])) {
      return Level.NEAR;
    }
    return alike >= 0.86 || sharesWord(a, b) ? Level.PARTLY : Level.DIFFERENT;
  }

  private static Level codes(String one, String other) {
    if (Likeness.oneSlip(one, other)) {
      return Level.NEAR;
    }
    // The first half of a British postcode is the district; four figures have none.
    int inward = 3;
    int outward = one.length() - inward;
    boolean district =
        one.length() >= 5
            && other.length() == one.length()
            && one.length() <= 7
            && Character.isLetter(one.charAt(0))
            && Character.isLetter(one.charAt(one.length() - 1))
            && one.regionMatches(0, other, 0, outward);
    return district ? Level.PARTLY : Level.DIFFERENT;
  }

  private static Level emails(String one, String other) {
    if (Likeness.slips(one, other, 2)) {
      return Level.NEAR;
    }
    int atOne = one.indexOf('@');
    int atOther = other.indexOf('@');
    if (atOne > 0
        && atOther > 0
        && Likeness.jaroWinkler(one.substring(0, atOne), other.substring(0, atOther)) >= 0.9) {
      return Level.PARTLY;
    }
    return Level.DIFFERENT;
  }
}
