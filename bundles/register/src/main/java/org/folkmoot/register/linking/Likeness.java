package org.folkmoot.register.linking;

/** How alike two folded values are. No object is made here: it runs hundreds of million times. */
final class Likeness {
  private static final double PREFIX_SCALE = 0.1;
  private static final int PREFIX = 4;
  private static final int LONGEST = Long.SIZE;

  private Likeness() {}

  /** Jaro-Winkler over at most the first 64 characters. */
  static double jaroWinkler(String a, String b) {
    int la = Math.min(a.length(), LONGEST);
    int lb = Math.min(b.length(), LONGEST);
    if (la == 0 || lb == 0) {
      return 0;
    }
    int reach = Math.max(0, Math.max(la, lb) / 2 - 1);
    long usedA = 0;
    long usedB = 0;
    int matches = 0;
    for (int i = 0; i < la; i++) {
      char c = a.charAt(i);
      int end = Math.min(lb - 1, i + reach);
      for (int j = Math.max(0, i - reach); j <= end; j++) {
        if ((usedB & 1L << j) == 0 && b.charAt(j) == c) {
          usedA |= 1L << i;
          usedB |= 1L << j;
          matches++;
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int misplaced = 0;
    for (long restA = usedA, restB = usedB; restA != 0; restA &= restA - 1, restB &= restB - 1) {
      if (a.charAt(Long.numberOfTrailingZeros(restA))
          != b.charAt(Long.numberOfTrailingZeros(restB))) {
        misplaced++;
      }
    }
    double m = matches;
    double jaro = (m / la + m / lb + (m - misplaced / 2) / m) / 3;
    int prefix = 0;
    while (prefix < Math.min(PREFIX, Math.min(la, lb)) && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /** One bit for each letter that occurs. */
  static int letters(String value) {
    int letters = 0;
    for (int i = 0; i < value.length(); i++) {
      letters |= 1 << (value.charAt(i) & 31);
    }
    return letters;
  }

  /**
   * What Jaro-Winkler cannot exceed: a letter that only one has is matched by none of the other.
   * Nine in ten pairs of names need no closer look.
   */
  static double atMost(String a, int lettersA, String b, int lettersB) {
    int la = Math.min(a.length(), LONGEST);
    int lb = Math.min(b.length(), LONGEST);
    if (la == 0 || lb == 0) {
      return 0;
    }
    if (a.length() > LONGEST || b.length() > LONGEST) {
      return 1;
    }
    double matches =
        Math.min(
            la - Integer.bitCount(lettersA & ~lettersB),
            lb - Integer.bitCount(lettersB & ~lettersA));
    if (matches <= 0) {
      return 0;
    }
    double jaro = (matches / la + matches / lb + 1) / 3;
    int prefix = 0;
    while (prefix < Math.min(PREFIX, Math.min(la, lb)) && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /** Whether one character typed wrongly, left out, put in or exchanged with the next tells all. */
  static boolean oneSlip(String a, String b) {
    int la = a.length();
    int lb = b.length();
    if (Math.abs(la - lb) > 1) {
      return false;
    }
    int start = 0;
    int shorter = Math.min(la, lb);
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int endA = la - 1;
    int endB = lb - 1;
    while (endA >= start && endB >= start && a.charAt(endA) == b.charAt(endB)) {
      endA--;
      endB--;
    }
    int restA = endA - start + 1;
    int restB = endB - start + 1;
    return restA <= 1 && restB <= 1
        || restA == 2
            && restB == 2
            && a.charAt(start) == b.charAt(endB)
            && a.charAt(endA) == b.charAt(start);
  }

  /** Whether at most so many slips lie between them. */
  static boolean slips(String a, String b, int atMost) {
    int la = a.length();
    int lb = b.length();
    if (Math.abs(la - lb) > atMost) {
      return false;
    }
    int[] beforeLast = new int[lb + 1];
    int[] last = new int[lb + 1];
    int[] row = new int[lb + 1];
    for (int j = 0; j <= lb; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= la; i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= lb; j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > atMost) {
        return false;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[lb] <= atMost;
  }

  /** Exchanged words and shared words of two sorted lists: how many of the shorter are in both. */
  static double overlap(String[] a, String[] b) {
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      int order = a[i].compareTo(b[j]);
      if (order == 0) {
        common++;
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return (double) common / Math.max(1, Math.max(a.length, b.length));
  }

  /** A code that most spellings of a name share: its first letter and three classes of sound. */
  static int sound(String compact) {
    if (compact.isEmpty()) {
      return 0;
    }
    int code = compact.charAt(0);
    int before = soundClass(compact.charAt(0));
    int length = 0;
    for (int i = 1; i < compact.length() && length < 3; i++) {
      char c = compact.charAt(i);
      int sound = soundClass(c);
      if (sound > 0 && sound != before) {
        code = code * 11 + sound;
        length++;
      }
      if (c != 'h' && c != 'w') {
        before = sound;
      }
    }
    return code * 4 + length;
  }

  private static int soundClass(char c) {
    return switch (c) {
      case 'b', 'f', 'p', 'v' -> 1;
      case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z' -> 2;
      case 'd', 't' -> 3;
      case 'l' -> 4;
      case 'm', 'n' -> 5;
      case 'r' -> 6;
      case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w' -> 0;
      default -> Character.isDigit(c) ? 7 : 8;
    };
  }

  /** Dates as numbers of eight digits. */
  static Level dates(int a, int b) {
    if (a == b) {
      return Level.EXACT;
    }
    int yearA = a / 10_000;
    int yearB = b / 10_000;
    int monthA = a / 100 % 100;
    int monthB = b / 100 % 100;
    int dayA = a % 100;
    int dayB = b % 100;
    if (yearA == yearB && monthA == dayB && dayA == monthB) {
      return Level.SWAPPED;
    }
    if (slip(a, b)) {
      return Level.NEAR;
    }
    int same = (yearA == yearB ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0);
    return same == 2 ? Level.PARTLY : Level.DIFFERENT;
  }

  private static boolean slip(int a, int b) {
    int differing = 0;
    int firstPlace = -1;
    for (int place = 0, x = a, y = b; place < 8; place++, x /= 10, y /= 10) {
      if (x % 10 != y % 10) {
        if (++differing > 2) {
          return false;
        }
        if (differing == 1) {
          firstPlace = place;
        } else if (place != firstPlace + 1) {
          return false;
        }
      }
    }
    if (differing == 1) {
      return true;
    }
    int power = 1;
    for (int i = 0; i < firstPlace; i++) {
      power *= 10;
    }
    return a / power % 10 == b / power / 10 % 10 && a / power / 10 % 10 == b / power % 10;
  }

  /** Whether two neighbouring characters have changed places, and that is all. */
  static boolean exchanged(String a, String b) {
    return a.length() == b.length() && oneSlip(a, b) && differing(a, b) == 2;
  }

  private static int differing(String a, String b) {
    int differing = 0;
    for (int i = 0; i < a.length(); i++) {
      differing += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return differing;
  }
}
