package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.folkmoot.page.Form;

/** A file that came with a form, within a size; nothing when none was chosen. */
final class SentFile {
  private SentFile() {}

  /** Its bytes; a file that is too large is refused at the field. */
  static byte[] bytes(Visit visit, Form form, String field, int largest, String tooLarge)
      throws IOException, ServletException {
    String type = visit.request().getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return new byte[0];
    }
    Part file = visit.request().getPart(field);
    if (file == null) {
      return new byte[0];
    }
    if (file.getSize() > largest) {
      form.refuse(field, visit.words().say(tooLarge));
      return new byte[0];
    }
    try (var stream = file.getInputStream()) {
      return stream.readNBytes(largest);
    }
  }

  static String text(Visit visit, Form form, String field, int largest, String tooLarge)
      throws IOException, ServletException {
    return new String(bytes(visit, form, field, largest, tooLarge), StandardCharsets.UTF_8);
  }
}
