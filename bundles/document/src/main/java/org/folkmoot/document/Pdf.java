package org.folkmoot.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;

/**
 * PDF from XHTML: tagged (PDF/UA), fonts embedded, nothing fetched.
 *
 * <p>The text may use the families {@code Sheet} and {@code Sheet Mono}. Pictures are data
 * addresses and carry a text in their place ({@code alt}).
 */
public final class Pdf {
  static {
    // It says at length how far it has got, on standard error where nothing else is set up.
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private Pdf() {}

  /** The PDF of sheets. */
  public static byte[] of(Sheets sheets) {
    return of(sheets.xhtml());
  }

  /** The PDF of a whole XHTML document. */
  public static byte[] of(String xhtml) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(xhtml, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /**
   * Writes the PDF of a whole XHTML document; the stream stays open.
   *
   * @throws IllegalArgumentException when the text is not well-formed XML
   */
  public static void write(String xhtml, OutputStream out) throws IOException {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePdfUaAccessibility(true);
    builder.withProducer("Folkmoot");
    // Both before and after an address is resolved: the sheets are complete in themselves.
    builder.useExternalResourceAccessControl(
        (address, kind) -> address != null && address.startsWith("data:"),
        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        (address, kind) -> address != null && address.startsWith("data:"),
        ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    font(builder, "LiberationSans-Regular", "Sheet", 400);
    font(builder, "LiberationSans-Bold", "Sheet", 700);
    font(builder, "LiberationMono-Regular", "Sheet Mono", 400);
    builder.withHtmlContent(xhtml, null);
    builder.toStream(out);
    builder.run();
  }

  private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
    FSSupplier<InputStream> font =
        () -> {
          InputStream stream = Pdf.class.getResourceAsStream("/liberation/" + file + ".ttf");
          if (stream == null) {
            throw new IllegalStateException("the font " + file + " is missing from this bundle");
          }
          return stream;
        };
    builder.useFont(font, family, weight, FontStyle.NORMAL, true);
  }
}
