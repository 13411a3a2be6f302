package org.folkmoot.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfTest {
  private static final Locale WELSH = Locale.forLanguageTag("cy");

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void welshLettersAreThereInRegularAndBold() throws IOException {
    byte[] pdf =
        Pdf.of(Sheets.of("Ŵy", WELSH, Print.STANDARD, "<h1>ŵ ŷ Ŵ Ŷ</h1><p>tŷ gŵyl â ï</p>"));
    assertThat(text(pdf)).contains("ŵ ŷ Ŵ Ŷ").contains("tŷ gŵyl â ï");
  }

  @Test
  void everyFontIsEmbeddedAndTheFileIsTaggedWithItsLanguageAndTitle() throws IOException {
    byte[] pdf =
        Pdf.of(
            Sheets.of(
                "Papur", WELSH, Print.LARGE, "<p>a <b>b</b> <span class=\"mono\">c</span></p>"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      int fonts = 0;
      for (COSName name : document.getPage(0).getResources().getFontNames()) {
        PDFont font = document.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        fonts++;
      }
      assertThat(fonts).isEqualTo(3);
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("cy");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Papur");
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
    }
  }

  @Test
  void headAndFootStandOnEverySheet() throws IOException {
    byte[] pdf =
        Pdf.of(
            Sheets.of("Two", Locale.UK, Print.STANDARD, "<p>one</p><p class=\"new-sheet\">two</p>")
                .withHeader("Oak School")
                .withFooter("Keep secret"));
    assertThat(text(pdf).split("Oak School", -1)).hasSize(3);
    assertThat(text(pdf)).contains("Keep secret").contains("1 / 2").contains("2 / 2");
  }

  @Test
  void nothingIsFetched() throws IOException {
    byte[] pdf =
        Pdf.of(
            Sheets.of(
                "x",
                Locale.UK,
                Print.STANDARD,
                "<p>before<img src=\"file:///etc/hostname\" alt=\"no\"/>after</p>"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
    }
  }

  @Test
  void whatPeopleWroteIsEscapedAndWhatXmlCannotCarryIsReplaced() throws IOException {
    String name = "Ann <b>&\u0001 \"O'Neil\" 😀";
    byte[] pdf =
        Pdf.of(Sheets.of(name, Locale.UK, Print.STANDARD, "<p>" + Sheets.escape(name) + "</p>"));
    assertThat(text(pdf)).contains("Ann <b>&? \"O'Neil\"");
    assertThatThrownBy(() -> Pdf.of(Sheets.of("x", Locale.UK, Print.STANDARD, "<p>open")))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void aCodeOnASheetIsReadFromItsPicture() throws IOException {
    String said = "folkmoot " + "0123456789abcdef".repeat(14);
    String picture =
        "<img style=\"width:55mm\" alt=\"QR\" src=\"" + QrCode.of(said).pngAddress(4) + "\"/>";
    byte[] pdf = Pdf.of(Sheets.of("x", Locale.UK, Print.STANDARD, "<p>see</p>" + picture));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(0, 200);
      assertThat(QrCode.read(sheet)).hasValue(said);
    }
  }
}
