package org.folkmoot.records.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.folkmoot.records.SourceFailed;

/**
 * How much a file may hold, so that one made to exhaust the machine is refused before it does.
 *
 * @param rows rows of a table
 * @param columns columns of a table
 * @param cellCharacters characters in one cell
 * @param zipEntries entries in an archive
 * @param unpackedBytes bytes of all entries together, unpacked
 * @param entryBytes bytes of an entry that is read into memory whole
 * @param ratio how many times bigger than packed an entry of more than a million bytes may be
 */
public record FileLimits(
    long rows,
    int columns,
    int cellCharacters,
    int zipEntries,
    long unpackedBytes,
    long entryBytes,
    long ratio) {

  /** Ample for a hospital with a million persons; a cell holds as much as one of Excel's. */
  public static final FileLimits USUAL =
      new FileLimits(1_000_000, 500, 32_767, 2_000, 2L << 30, 256L << 20, 500);

  private static final long TOO_SMALL_TO_MATTER = 1_000_000;

  public FileLimits {
    if (rows < 1
        || columns < 1
        || cellCharacters < 1
        || zipEntries < 1
        || unpackedBytes < 1
        || entryBytes < 1
        || ratio < 1) {
      throw new IllegalArgumentException("file limits: each must be at least 1");
    }
  }

  /**
   * Measures an archive by unpacking it to nowhere; what its directory claims is not believed.
   *
   * @param readWhole names of the entries the caller will read into memory whole
   * @throws SourceFailed when it is damaged, cut short, or beyond a limit
   */
  public void checkZip(Path file, Predicate<String> readWhole) throws SourceFailed {
    String name = String.valueOf(file.getFileName());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > zipEntries) {
        throw tooMuch(name, zip.size() + " entries", zipEntries + " entries");
      }
      long total = 0;
      byte[] nowhere = new byte[1 << 16];
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        long unpacked = 0;
        long most = readWhole.test(entry.getName()) ? entryBytes : unpackedBytes;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(nowhere); n >= 0; n = in.read(nowhere)) {
            unpacked += n;
            total += n;
            if (total > unpackedBytes || unpacked > most) {
              throw tooMuch(name, "more than " + most + " bytes", most + " bytes");
            }
            if (unpacked > TOO_SMALL_TO_MATTER
                && unpacked / Math.max(1, entry.getCompressedSize()) > ratio) {
              throw tooMuch(
                  name, "an entry more than " + ratio + " times its packed size", ratio + " times");
            }
          }
        }
      }
    } catch (ZipException damaged) {
      throw new SourceFailed(
          name
              + " is damaged or was cut short, perhaps while it was copied or downloaded."
              + " Save or export it again.",
          damaged);
    } catch (IOException unreadable) {
      throw new SourceFailed(
          name + " could not be unpacked to its end. Save or export it again.", unreadable);
    }
  }

  private static SourceFailed tooMuch(String name, String found, String allowed) {
    return new SourceFailed(
        name
            + " unpacks to "
            + found
            + ", and no more than "
            + allowed
            + " are allowed, because such a file can be made to stop the system."
            + " Copy the rows into a new workbook or export them again.");
  }
}
