package org.folkmoot.records.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is by its first bytes, whatever it is called. */
public enum FileKind {
  EMPTY("an empty file"),
  ZIP("a zip archive, as .xlsx and .docx files are"),
  OLD_OFFICE("an old Office file (.xls or .doc), or one protected by a password"),
  PDF("a PDF document"),
  HTML("a web page"),
  XML("an XML file"),
  PICTURE("a picture"),
  GZIP("a compressed file (.gz)"),
  BINARY("a file that is not text"),
  TEXT("a text file");

  private static final int ENOUGH = 4096;
  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** What it is, in words that follow "this is". */
  public String words() {
    return words;
  }

  /** The kind of the file. */
  public static FileKind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(ENOUGH));
    }
  }

  static FileKind of(byte[] start) {
    if (start.length == 0) {
      return EMPTY;
    }
    if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (begins(start, 0xD0, 0xCF, 0x11, 0xE0)) {
      return OLD_OFFICE;
    }
    if (begins(start, '%', 'P', 'D', 'F')) {
      return PDF;
    }
    if (begins(start, 0x89, 'P', 'N', 'G') || begins(start, 0xFF, 0xD8, 0xFF)) {
      return PICTURE;
    }
    if (begins(start, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
      return TEXT;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    String first = text.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
    first = first.substring(0, Math.min(20, first.length())).toLowerCase(Locale.ROOT);
    if (first.startsWith("<!doctype html")
        || first.startsWith("<html")
        || first.startsWith("<table")) {
      return HTML;
    }
    if (first.startsWith("<?xml")) {
      return XML;
    }
    return text.indexOf('\0') >= 0 ? BINARY : TEXT;
  }

  private static boolean begins(byte[] start, int... magic) {
    if (start.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((start[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
