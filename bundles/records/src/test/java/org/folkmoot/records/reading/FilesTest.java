package org.folkmoot.records.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.folkmoot.records.SourceFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final String WELSH = "Siân,Ŵyn";
  @TempDir Path folder;

  @Test
  void anEncodingIsToldByItsMarkOrProvedOrSupposed() throws IOException {
    assertThat(textFile(WELSH.getBytes(StandardCharsets.UTF_8)).certain()).isTrue();
    assertThat(text(WELSH.getBytes(StandardCharsets.UTF_8))).isEqualTo(WELSH);
    assertThat(text(("\uFEFF" + WELSH).getBytes(StandardCharsets.UTF_8))).isEqualTo(WELSH);
    assertThat(text(("\uFEFF" + WELSH).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(WELSH);
    assertThat(text(("\uFEFF" + WELSH).getBytes(StandardCharsets.UTF_16BE))).isEqualTo(WELSH);

    byte[] windows = "Siân,O’Brien".getBytes(Charset.forName("windows-1252"));
    assertThat(text(windows)).isEqualTo("Siân,O’Brien");
    assertThat(textFile(windows).certain()).isFalse();
  }

  @Test
  void aLetterCutInHalfAtTheEndIsNotUtf8() throws IOException {
    byte[] whole = "Siân Ŵ".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    assertThat(textFile(cut).certain()).isFalse();
  }

  @Test
  void aLongFileInUtf8IsProvedAcrossTheEdgesOfBuffers() throws IOException {
    String text = "ŵŷâ".repeat(50_001);
    assertThat(text(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void aRecordWithoutEndIsRefused() throws IOException {
    try (TextFile.Text reader = textFile(new byte[10_000]).read(5_000)) {
      assertThatThrownBy(() -> reader.transferTo(java.io.Writer.nullWriter()))
          .isInstanceOf(TextFile.RecordTooLong.class);
    }
  }

  @Test
  void aFileIsWhatItsBytesSayAndNotWhatItIsCalled() {
    assertThat(FileKind.of(new byte[0])).isEqualTo(FileKind.EMPTY);
    assertThat(kind("%PDF-1.7")).isEqualTo(FileKind.PDF);
    assertThat(kind("PK\u0003\u0004")).isEqualTo(FileKind.ZIP);
    assertThat(kind("\u00d0\u00cf\u0011\u00e0")).isEqualTo(FileKind.OLD_OFFICE);
    assertThat(kind("  <TABLE><tr>")).isEqualTo(FileKind.HTML);
    assertThat(kind("\u00ef\u00bb\u00bfForename,Surname")).isEqualTo(FileKind.TEXT);
    assertThat(kind("a\0b")).isEqualTo(FileKind.BINARY);
  }

  @Test
  void anArchiveWithinTheLimitsPasses() throws Exception {
    FileLimits.USUAL.checkZip(zip(3, 50_000), entry -> false);
  }

  @Test
  void anArchiveBeyondAnyLimitIsRefusedWithTheLimit() throws Exception {
    Path many = zip(30, 10);
    assertThatThrownBy(() -> limits(20, 1 << 30, 1_000_000).checkZip(many, entry -> false))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("20 entries");
    Path big = zip(2, 3_000_000);
    assertThatThrownBy(() -> limits(20, 5_000_000, 1_000_000).checkZip(big, entry -> false))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("5000000 bytes");
    assertThatThrownBy(() -> limits(20, 1 << 30, 100).checkZip(big, entry -> false))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("100 times");
  }

  @Test
  void anEntryThatIsReadWholeHasALowerLimit() throws Exception {
    Path file = zip(1, 3_000);
    FileLimits limits = new FileLimits(100, 100, 100, 10, 10_000, 2_000, 1_000_000);
    limits.checkZip(file, entry -> false);
    assertThatThrownBy(() -> limits.checkZip(file, entry -> true))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("2000 bytes");
  }

  @Test
  void anArchiveCutShortIsRefused() throws Exception {
    Path whole = zip(2, 100_000);
    Path cut = folder.resolve("cut.zip");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> FileLimits.USUAL.checkZip(cut, entry -> false))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("cut.zip is damaged or was cut short");
  }

  private static FileLimits limits(int entries, long bytes, long ratio) {
    return new FileLimits(100, 100, 100, entries, bytes, bytes, ratio);
  }

  private Path zip(int entries, int zeros) throws IOException {
    Path file = Files.createTempFile(folder, "test", ".zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("entry" + i));
        zip.write(new byte[zeros]);
      }
    }
    return file;
  }

  private static FileKind kind(String start) {
    return FileKind.of(start.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static TextFile textFile(byte[] bytes) throws IOException {
    return TextFile.of(() -> new ByteArrayInputStream(bytes));
  }

  private static String text(byte[] bytes) throws IOException {
    try (TextFile.Text reader = textFile(bytes).read(Long.MAX_VALUE)) {
      java.io.StringWriter all = new java.io.StringWriter();
      reader.transferTo(all);
      return all.toString();
    }
  }
}
