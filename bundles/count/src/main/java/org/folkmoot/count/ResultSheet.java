package org.folkmoot.count;

import java.util.Locale;

/** A result as returning officers publish it, in one of several formats. */
public final class ResultSheet {
  private ResultSheet() {}

  /** How a sheet is written. */
  public enum Format {
    /** A table of stages for reading as plain text, with the count in words. */
    TEXT,
    /** The table of stages with a total and a transfer column for each, for spreadsheets. */
    CSV,
    /** Everything, for programs. */
    JSON,
    /** A page on its own, with a picture of the stages, the table and the count in words. */
    HTML;

    /**
     * The format called so.
     *
     * @throws IllegalArgumentException naming the formats there are
     */
    public static Format named(String name) {
      for (Format format : values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
          return format;
        }
      }
      throw new IllegalArgumentException(
          "format: " + name + ", must be one of text, csv, json, html");
    }
  }

  /** The sheet in a format; JSON is the same in every language. */
  public static String render(CountResult result, Format format, Language language) {
    return switch (format) {
      case TEXT -> text(result, language);
      case CSV -> csv(result, language);
      case JSON -> json(result);
      case HTML -> html(result, language);
    };
  }

  /** The table of stages as plain text, then the count in words. */
  public static String text(CountResult result, Language language) {
    return new TextSheet(result, language).text();
  }

  /** The table of stages as comma-separated values. */
  public static String csv(CountResult result, Language language) {
    return new CsvSheet(result, language).text();
  }

  /** The result as JSON; votes and values are decimals in strings, so that nothing rounds them. */
  public static String json(CountResult result) {
    return new JsonSheet(result).text();
  }

  /** A complete, accessible HTML page that needs nothing else. */
  public static String html(CountResult result, Language language) {
    return new HtmlSheet(result, language).page();
  }

  /** Only the picture of the stages, as an SVG element to put into another page. */
  public static String picture(CountResult result, Language language) {
    return new StagePicture(result, language).svg();
  }
}
