package org.folkmoot.records.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A text file in the encoding it was found to be in.
 *
 * <p>A byte order mark decides; without one the whole file is tried as UTF-8, strictly; failing
 * that it is read as windows-1252, which Excel writes, and {@link #certain} is false: accented
 * names should be looked at, because windows-1252 has no &#373; or &#375;.
 *
 * @param opening opens the file from its start, as often as it is asked
 * @param charset its encoding
 * @param mark how many bytes of byte order mark to skip
 * @param certain whether the encoding was told or proved, not supposed
 */
public record TextFile(Opening opening, Charset charset, int mark, boolean certain) {

  /** Opens a file from its start. */
  @FunctionalInterface
  public interface Opening {
    InputStream open() throws IOException;
  }

  /** Finds the encoding; reads the file to its end if it must. */
  public static TextFile of(Opening opening) throws IOException {
    try (InputStream in = opening.open()) {
      byte[] start = in.readNBytes(3);
      if (start.length >= 3
          && (start[0] & 0xFF) == 0xEF
          && (start[1] & 0xFF) == 0xBB
          && (start[2] & 0xFF) == 0xBF) {
        return new TextFile(opening, StandardCharsets.UTF_8, 3, true);
      }
      if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
        return new TextFile(opening, StandardCharsets.UTF_16LE, 2, true);
      }
      if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
        return new TextFile(opening, StandardCharsets.UTF_16BE, 2, true);
      }
    }
    return isUtf8(opening)
        ? new TextFile(opening, StandardCharsets.UTF_8, 0, true)
        : new TextFile(opening, Charset.forName("windows-1252"), 0, false);
  }

  /**
   * Opens the text.
   *
   * @param longestRecord how many characters may come between two calls of {@link Text#next}
   */
  public Text read(long longestRecord) throws IOException {
    InputStream in = opening.open();
    try {
      in.skipNBytes(mark);
    } catch (IOException | RuntimeException failed) {
      in.close();
      throw failed;
    }
    return new Text(new InputStreamReader(in, charset), longestRecord);
  }

  private static boolean isUtf8(Opening opening) throws IOException {
    CharsetDecoder strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    try (InputStream in = opening.open()) {
      boolean ended = false;
      while (!ended) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = n < 0;
        bytes.position(bytes.position() + Math.max(0, n)).flip();
        CoderResult result = strict.decode(bytes, chars, ended);
        if (result.isError()) {
          return false;
        }
        chars.clear();
        bytes.compact();
      }
    }
    return true;
  }

  /** Text that refuses a record without end, such as a quotation mark that is never closed. */
  public static final class Text extends FilterReader {
    private final long longest;
    private long sinceLast;

    Text(Reader in, long longest) {
      super(in);
      this.longest = longest;
    }

    /** Says that a record has been read. */
    public void next() {
      sinceLast = 0;
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      count(c < 0 ? 0 : 1);
      return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(0, n));
      return n;
    }

    private void count(int characters) throws IOException {
      sinceLast += characters;
      if (sinceLast > longest) {
        throw new RecordTooLong(longest);
      }
    }
  }

  /** A record went on beyond the limit. */
  public static final class RecordTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    RecordTooLong(long longest) {
      super("a record of more than " + longest + " characters");
    }
  }
}
