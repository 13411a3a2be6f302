package org.folkmoot.count;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the BLT format: numbers up to the line that is 0, then names.
 *
 * <pre>
 * 3 2              candidates, seats
 * -3               candidates withdrawn, if any
 * 12 1 2 0         copies, preferences in order, 0
 * 5 2=3 - 1 0      = joins equal preferences, - is a rank left out
 * 0                no more papers
 * "Ann Lee"        names, in quotes or each on a line of its own
 * Bob "Red" Cox
 * "Cat Dee"
 * "Parents"        title, if any; whatever follows is passed over
 * </pre>
 *
 * <p>A # begins a comment, in the numbers anywhere, in the names at the beginning of a line or
 * after a quoted name.
 */
final class BltReader {
  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private int filled;
  private int next;
  private int line = 1;
  private int column = 1;
  private int tokenLine;
  private int tokenColumn;

  BltReader(Reader in) {
    this.in = in;
  }

  BallotFile read() throws IOException {
    if (peek() == 0xFEFF) { // a byte order mark
      take();
      column = 1;
    }
    int most = BallotFile.MOST_CANDIDATES;
    int candidates = number("the number of candidates, from 1 to " + most, 1, most);
    int seats = number("the number of seats, at least 1", 1, 999_999_999);
    BallotFile.Builder papers = BallotFile.Builder.unnamed(seats, candidates);
    papers.withdrawn(withdrawn(candidates));
    readPapers(papers, candidates);
    restOfLine();
    List<String> names = new ArrayList<>();
    while (names.size() < candidates) {
      String name = text("the name of candidate " + (names.size() + 1) + " of " + candidates);
      if (name.isBlank()) {
        throw wrong("the name of candidate " + (names.size() + 1) + " of " + candidates, "nothing");
      }
      names.add(name);
    }
    String title = skipToToken() == END ? "" : text("the title");
    return papers.named(title, names);
  }

  private Set<Integer> withdrawn(int candidates) throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    while (skipToToken() == '-') {
      take();
      numbers.add(digits("the number of a withdrawn candidate, 1 to " + candidates, 1, candidates));
    }
    return numbers;
  }

  private void readPapers(BallotFile.Builder papers, int candidates) throws IOException {
    String copiesExpected = "how many papers are marked so, or 0 after the last paper";
    String candidateExpected = "a candidate's number, 1 to " + candidates + ", or 0";
    while (true) {
      int copies = number(copiesExpected, 0, 999_999_999);
      if (copies == 0) {
        return;
      }
      if (!papers.hasRoom(copies)) {
        throw wrong("at most " + BallotFile.MOST_PAPERS + " papers in all", "more");
      }
      boolean paperOpen = true;
      boolean markBefore = false;
      while (paperOpen) {
        int c = skipToToken();
        if (c == '-') {
          take();
          if (isDigit(peek())) {
            throw wrong("- alone for a rank left out", "a negative number");
          }
          papers.mark(0);
          markBefore = false;
        } else if (c == '=') {
          if (!markBefore) {
            throw wrong("a candidate's number before =", "=");
          }
          take();
          skipToToken();
          papers.mark(-digits("a candidate's number, 1 to " + candidates, 1, candidates));
        } else {
          int mark = digits(candidateExpected, 0, candidates);
          if (mark == 0) {
            paperOpen = false;
          } else {
            papers.mark(mark);
            markBefore = true;
          }
        }
      }
      papers.endPaper(copies);
    }
  }

  /** A whole number that stands alone. */
  private int number(String expected, int least, int most) throws IOException {
    skipToToken();
    int value = digits(expected, least, most);
    int c = peek();
    if (c != END && c > ' ' && c != '#') {
      throw wrong(expected, value + shown(c));
    }
    return value;
  }

  private int digits(String expected, int least, int most) throws IOException {
    int c = peek();
    if (!isDigit(c)) {
      throw wrong(expected, shown(c));
    }
    long value = 0;
    while (isDigit(c)) {
      if (value < 1_000_000_000_000L) {
        value = value * 10 + (c - '0');
      }
      take();
      c = peek();
    }
    boolean ended = c == END || c <= ' ' || c == '=' || c == '#';
    if (!ended) {
      throw wrong(expected, value + shown(c));
    }
    if (value < least || value > most) {
      throw wrong(expected, Long.toString(value));
    }
    return (int) value;
  }

  /** Passes blanks and comments, marks the place, and tells what comes. */
  private int skipToToken() throws IOException {
    int c = peek();
    while (c != END && (c <= ' ' || c == '#')) {
      if (c == '#') {
        while (c != END && c != '\n') {
          take();
          c = peek();
        }
      } else {
        take();
        c = peek();
      }
    }
    tokenLine = line;
    tokenColumn = column;
    return c;
  }

  private void restOfLine() throws IOException {
    int c = peek();
    while (c != END && c <= ' ' && c != '\n') {
      take();
      c = peek();
    }
    tokenLine = line;
    tokenColumn = column;
    if (c != END && c != '\n' && c != '#' && c != '"') {
      throw wrong("the end of the line after the 0 that ends the papers", shown(c));
    }
  }

  /** A name: in quotes up to the quote that ends it, else the rest of the line. */
  private String text(String expected) throws IOException {
    int c = skipToToken();
    if (c == END) {
      throw wrong(expected, "the end of the file");
    }
    boolean quoted = c == '"';
    StringBuilder text = new StringBuilder();
    if (quoted) {
      take();
    }
    while (true) {
      c = peek();
      if (c == END || c == '\n' || c == '\r') {
        if (quoted) {
          tokenLine = line;
          tokenColumn = column;
          throw wrong("\" at the end of the name", c == END ? "the end of the file" : "a new line");
        }
        return text.toString().strip();
      }
      if ((c < ' ' && c != '\t') || c == 0x7f || c == 0xFFFD || c == 0x2028 || c == 0x2029) {
        tokenLine = line;
        tokenColumn = column;
        throw wrong("text in UTF-8 without control characters", shown(c));
      }
      if (text.length() == 10_000) {
        throw wrong(expected + ", at most 10000 characters long", "more");
      }
      if (quoted && c == '"' && endsName()) {
        take();
        return text.toString().strip();
      }
      text.append(c == '\t' ? ' ' : (char) c);
      take();
    }
  }

  /**
   * Whether the quote that comes next ends the name: only a comment, another quoted name or the end
   * of the line may follow, since people put quotes inside names too.
   */
  private boolean endsName() throws IOException {
    for (int ahead = 1; ; ahead++) {
      int c = peek(ahead);
      if (c == END || c == '\n' || c == '#') {
        return true;
      }
      if (c == '"') {
        return ahead > 1;
      }
      if (c > ' ' || ahead > 1_000) {
        return false;
      }
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int peek() throws IOException {
    if (next == filled && !fill()) {
      return END;
    }
    return buffer[next];
  }

  private int peek(int ahead) throws IOException {
    while (next + ahead >= filled) {
      if (!fill()) {
        return END;
      }
    }
    return buffer[next + ahead];
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, filled - next);
    filled -= next;
    next = 0;
    int got = in.read(buffer, filled, buffer.length - filled);
    if (got > 0) {
      filled += got;
    }
    return got > 0;
  }

  private void take() {
    if (buffer[next++] == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
  }

  private BltException wrong(String expected, String found) {
    return new BltException(tokenLine, tokenColumn, expected, found);
  }

  private static String shown(int c) {
    if (c == END) {
      return "the end of the file";
    }
    if (c == '\n' || c == '\r') {
      return "a new line";
    }
    return c < ' ' || c == 0xFFFD || Character.isISOControl(c)
        ? String.format("the character U+%04X", c)
        : "\"" + (char) c + "\"";
  }
}
