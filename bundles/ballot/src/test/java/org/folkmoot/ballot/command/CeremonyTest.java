package org.folkmoot.ballot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.ballot.box.BoxFile;
import org.folkmoot.ballot.box.BoxOpening;
import org.folkmoot.ballot.box.OpenedBox;
import org.folkmoot.ballot.box.SealedBallots;
import org.folkmoot.ballot.keys.ElectionKeyText;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.ballot.keys.KeyShareWords;
import org.folkmoot.count.BallotFile;
import org.folkmoot.document.QrCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the ceremony and of the opening, as they are typed. */
class CeremonyTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2027-03-10T18:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int keys(String... arguments) {
    reset();
    return Keys.run(arguments, stream(out), stream(err));
  }

  private int openBox(String typed, String... arguments) {
    reset();
    return OpenBox.run(
        arguments, new BufferedReader(new StringReader(typed)), CLOCK, stream(out), stream(err));
  }

  private void reset() {
    out.reset();
    err.reset();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path ceremony(String... more) {
    Path folder = home.resolve("ceremony");
    List<String> arguments =
        new ArrayList<>(List.of("--shares", "3", "--threshold", "2", "--out", folder.toString()));
    arguments.addAll(List.of(more));
    assertThat(keys(arguments.toArray(String[]::new))).as(err()).isZero();
    return folder;
  }

  private static KeyShare share(Path folder, int number) throws IOException {
    return KeyShareText.read(Files.readString(folder.resolve("share-" + number + ".txt")));
  }

  private static ElectionKey key(Path folder) throws IOException {
    return ElectionKeyText.read(Files.readString(folder.resolve("public-key.txt")));
  }

  @Test
  void everyShareIsReadBackFromItsFileItsWordsAndAPhotographOfItsSheet() throws IOException {
    Path folder =
        ceremony(
            "--election",
            "Governors <2027>",
            "--institution",
            "Ysgol y Tŷ",
            "--trustee",
            "Ann Able",
            "--trustee",
            "Bob Bell",
            "--trustee",
            "Cŵn Cox");
    ElectionKey key = key(folder);
    List<String> names = List.of("Ann Able", "Bob Bell", "Cŵn Cox");
    for (int number = 1; number <= 3; number++) {
      KeyShare share = share(folder, number);
      String line = KeyShareText.write(share);
      assertThat(share.number()).isEqualTo(number);
      assertThat(share.fingerprint()).isEqualTo(key.fingerprint());

      String text = Files.readString(folder.resolve("share-" + number + ".txt"));
      String words = text.substring(text.lastIndexOf("\r\n\r\n"));
      assertThat(KeyShareText.write(KeyShareWords.read(words, key))).isEqualTo(line);

      byte[] pdf = Files.readAllBytes(folder.resolve("share-" + number + ".pdf"));
      try (PDDocument sheet = Loader.loadPDF(pdf)) {
        assertThat(sheet.getNumberOfPages()).isEqualTo(1);
        String said = new PDFTextStripper().getText(sheet);
        assertThat(said)
            .contains("Governors <2027>", "Ysgol y Tŷ", names.get(number - 1))
            .contains(KeyShareWords.write(share));
        assertThat(QrCode.read(photograph(new PDFRenderer(sheet).renderImageWithDPI(0, 150))))
            .hasValue(line);
      }
    }
  }

  /** Turned by four degrees on a grey table, in poor light, with grain. */
  private static BufferedImage photograph(BufferedImage sheet) {
    BufferedImage photo =
        new BufferedImage(
            sheet.getWidth() + 200, sheet.getHeight() + 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D draw = photo.createGraphics();
    draw.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    draw.setColor(new Color(120, 110, 100));
    draw.fillRect(0, 0, photo.getWidth(), photo.getHeight());
    draw.rotate(Math.toRadians(4), photo.getWidth() / 2.0, photo.getHeight() / 2.0);
    draw.drawImage(sheet, 100, 100, null);
    draw.dispose();
    Random grain = new Random(4);
    for (int y = 0; y < photo.getHeight(); y++) {
      for (int x = 0; x < photo.getWidth(); x++) {
        int grey = (photo.getRGB(x, y) & 0xff) * 7 / 10 + 30 * x / photo.getWidth();
        int seen = Math.max(0, Math.min(255, grey + (int) (grain.nextGaussian() * 18)));
        photo.setRGB(x, y, seen << 16 | seen << 8 | seen);
      }
    }
    return photo;
  }

  @Test
  void onlyTheOwnerMayReadTheFilesAndNothingIsOverwritten() throws IOException {
    Path folder = ceremony();
    for (String file : List.of("share-1.txt", "share-1.pdf", "public-key.txt")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
    String before = Files.readString(folder.resolve("share-1.txt"));
    Files.delete(folder.resolve("public-key.txt"));
    assertThat(keys("--shares", "3", "--threshold", "2", "--out", folder.toString())).isEqualTo(1);
    assertThat(err()).contains("share-1.txt is there already").contains("Nothing was written");
    assertThat(folder.resolve("public-key.txt")).doesNotExist();
    assertThat(folder.resolve("share-1.txt")).hasContent(before.replace("\r\n", "\n"));
  }

  @Test
  void theSecretIsNotOnTheScreen() throws IOException {
    Path folder = ceremony();
    for (int number = 1; number <= 3; number++) {
      String line = KeyShareText.write(share(folder, number));
      String secret = line.replaceFirst(".* secret=(\\S+) .*", "$1");
      assertThat(out() + err()).doesNotContain(secret);
    }
    assertThat(out()).contains(key(folder).fingerprint()).contains("What to do now");
  }

  @Test
  void oneKeyIsLabelledWithWhatIsLost() throws IOException {
    Path folder = home.resolve("one");
    assertThat(keys("--shares=1", "--threshold=1", "--language=cy", "--out=" + folder)).isZero();
    assertThat(out()).contains("ONE KEY, ONE HOLDER");
    assertThat(Files.readString(folder.resolve("share-1.txt"))).contains("Allwedd etholiad");
  }

  @Test
  void wrongUseIsNamedAndWritesNothing() {
    Path folder = home.resolve("none");
    String to = folder.toString();
    assertThat(keys("--shares", "3", "--threshold", "4", "--out", to)).isEqualTo(2);
    assertThat(err()).contains("--threshold is \"4\", but must be a number from 1 to 3");
    assertThat(keys("--shares", "3", "--threshold", "1", "--out", to)).isEqualTo(2);
    assertThat(keys("--shares", "3", "--threshold", "2", "--out", to, "--trustee", "A"))
        .isEqualTo(2);
    assertThat(keys("--shares", "3", "--treshold", "2", "--out", to)).isEqualTo(2);
    assertThat(err()).contains("--treshold");
    assertThat(keys("--shares", "3", "--threshold", "2")).isEqualTo(2);
    assertThat(folder).doesNotExist();
  }

  private Path box(ElectionKey key) throws IOException {
    BallotFile names = BallotFile.builder("t", 1, List.of("Ann", "Bob", "Cai")).build();
    BoxFile box =
        SealedBallots.box(
            key, names, 1, List.of(List.of(1, 2), List.of(2), List.of(2, 1), List.of()), 2);
    return Files.writeString(home.resolve("box.txt"), box.text());
  }

  @Test
  void twoTrusteesOpenTheBoxAndTheFilesSayWhatWasInIt() throws IOException {
    Path folder = ceremony();
    Path box = box(key(folder));
    Path opened = home.resolve("opened");
    // One from its file, the other typed: four letters of each word.
    StringBuilder typed = new StringBuilder();
    KeyShareWords.write(share(folder, 3))
        .forEach(word -> typed.append(word, 0, Math.min(4, word.length())).append('\n'));
    int code =
        openBox(
            typed.toString(),
            box.toString(),
            "--share",
            folder.resolve("share-1.txt").toString(),
            "--share",
            "-",
            "--out",
            opened.toString());
    assertThat(code).as(err()).isZero();
    assertThat(out())
        .contains("issued 6 = used 4 + unused 2 + replaced 0")
        .contains("sealed 4 = opened 3 + rejected as blank 1");
    assertThat(BallotFile.read(opened.resolve("1-parent-governor-users.blt")).totalPapers())
        .isEqualTo(3);
    assertThat(Files.readString(opened.resolve("rejected.txt"))).contains("blank: 1");
    assertThat(Files.readString(opened.resolve("reconciliation.txt")))
        .contains("issued 6 = used 4");
    OpenedBox back = OpenedBox.read(Files.readAllBytes(opened.resolve("opened.zip")));
    back.checkAgainst(BoxFile.read(Files.readString(box)));
    assertThat(out()).contains(back.hash());
    assertThat(
            openBox(
                "",
                box.toString(),
                "--share",
                folder.resolve("share-1.txt").toString(),
                "--share",
                folder.resolve("share-2.txt").toString(),
                "--out",
                opened.toString()))
        .isEqualTo(1);
    assertThat(err()).contains("is there already");
  }

  @Test
  void oneShareAWrongShareAndADamagedShareOpenNothingAndAreNamed() throws IOException {
    Path folder = ceremony();
    String box = box(key(folder)).toString();
    String first = folder.resolve("share-1.txt").toString();
    String opened = home.resolve("opened").toString();

    assertThat(openBox("", box, "--share", first, "--out", opened)).isEqualTo(1);
    assertThat(err()).contains("2 are needed").contains("Bring the share of another holder");

    assertThat(openBox("", box, "--share", first, "--share", first, "--out", opened)).isEqualTo(1);
    assertThat(err()).contains("1 different key share");

    Path theirs = home.resolve("theirs.txt");
    Files.writeString(
        theirs, KeyShareText.write(ElectionKeys.make(3, 2, new SecureRandom()).shares().get(1)));
    assertThat(openBox("", box, "--share", first, "--share", theirs.toString(), "--out", opened))
        .isEqualTo(1);
    assertThat(err()).contains("another election");

    Path damaged = home.resolve("damaged.txt");
    String line = KeyShareText.write(share(folder, 2));
    char last = line.charAt(line.indexOf("secret=") + 9);
    StringBuilder altered = new StringBuilder(line);
    altered.setCharAt(line.indexOf("secret=") + 9, last == '0' ? '1' : '0');
    Files.writeString(damaged, altered);
    assertThat(openBox("", box, "--share", first, "--share", damaged.toString(), "--out", opened))
        .isEqualTo(1);
    assertThat(err()).contains("damaged.txt").contains("checksum");

    assertThat(openBox("", box, "--share", first, "--share", "nowhere.txt", "--out", opened))
        .isEqualTo(1);
    assertThat(err()).contains("there is no file nowhere.txt");
    assertThat(Path.of(opened)).doesNotExist();
  }

  @Test
  void anAccountThatDiffersIsShoutedAndEndsWithCode3() throws IOException {
    Path folder = ceremony();
    BallotFile names = BallotFile.builder("t", 1, List.of("Ann", "Bob")).build();
    BoxFile sound = SealedBallots.box(key(folder), names, 1, List.of(List.of(1), List.of(2)), 0);
    // Somebody who can write to the database put a paper in twice.
    String text =
        sound.text().replaceFirst("\n(paper .*\n)", "\n$1$1").replace("sealed 2", "sealed 3");
    String body = text.substring(0, text.lastIndexOf("sha256 "));
    Path box = Files.writeString(home.resolve("box.txt"), body + "sha256 " + sha256(body) + "\n");
    int code =
        openBox(
            "",
            box.toString(),
            "--share",
            folder.resolve("share-1.txt").toString(),
            "--share",
            folder.resolve("share-2.txt").toString(),
            "--out",
            home.resolve("opened").toString());
    assertThat(code).isEqualTo(3);
    assertThat(err()).contains("THE ACCOUNTS DIFFER");
    assertThat(out()).contains("DIFFERENCE: USED 2, BUT SEALED 3 + REJECTED ON PAPER 0 MAKE 3");
    assertThat(out()).contains("rejected as " + BoxOpening.COPIED + " 1");
  }

  private static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
