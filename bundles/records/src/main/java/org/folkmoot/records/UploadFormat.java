package org.folkmoot.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A kind of file a person can upload in the office, offered by an adapter as a service. */
@ConsumerType
public interface UploadFormat {
  /** A short word, such as {@code workbook} or {@code oneroster}. */
  String id();

  /** What it is called for a person: "Excel workbook or CSV file". */
  String title();

  /** File name endings it takes, lower case with the dot. */
  List<String> endings();

  /**
   * The columns found in the file with a suggested mapping; empty when the format is fixed and
   * there is nothing to map.
   *
   * @throws SourceFailed when the file is none of this format, with what was found instead
   */
  List<Column> columns(Path file) throws SourceFailed;

  /** The fields a column may be mapped to, by their words; empty when there is nothing to map. */
  List<Field> fields();

  /**
   * A source over an uploaded file.
   *
   * @param name the short name of the source
   * @param mapping column heading to field word, as kept from the last upload; the suggested one
   *     where it is empty; a heading that begins with {@code =} is no column but a value for every
   *     row, as in {@code =parent} to {@code kind}; ignored where the format is fixed
   * @throws SourceFailed when the file is none of this format or lacks a column of the mapping
   */
  RecordsSource open(String name, Path file, Map<String, String> mapping) throws SourceFailed;

  /** A blank file of this format, to be filled in by a person; empty when there is none. */
  default Optional<Download> template() {
    return Optional.empty();
  }

  /**
   * Bad rows as a file a person can work through, whatever format they came from; empty when this
   * format cannot write one. The office asks every format and takes the first answer.
   */
  default Optional<Download> badRows(List<BadRow> rows) {
    return Optional.empty();
  }

  /** A file the office hands out. */
  interface Download {
    /** The file's name, such as {@code membership.xlsx}. */
    String fileName();

    /** Its media type. */
    String mediaType();

    /** Writes the file; the stream is the caller's to close. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A column of the file.
   *
   * @param heading as written
   * @param examples up to three values
   * @param suggestion the word of a field, or empty to leave the column out
   */
  record Column(String heading, List<String> examples, String suggestion) {
    public Column {
      examples = List.copyOf(examples);
    }
  }

  /** A field, with its word and what it is called for a person. */
  record Field(String word, String title) {}
}
