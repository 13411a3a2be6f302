package org.folkmoot.ballot.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.count.BallotFile;
import org.junit.jupiter.api.Test;

/** The box as a file, and what comes out of it. */
class BoxTest {
  private static final Instant AT = Instant.parse("2027-03-10T18:00:00Z");

  private final SecureRandom random = new SecureRandom();
  private final ElectionKeys.Made made = ElectionKeys.make(3, 2, random);
  private final BallotFile names =
      BallotFile.builder("t", 2, List.of("Ann Able", "Ŵyn \"Bob\" Bell", "Cai Cox", "Dee Day"))
          .withdrawn(List.of(4))
          .build();

  private BoxFile box(List<List<Integer>> papers) {
    return SealedBallots.box(made.key(), names, 2, papers, 3);
  }

  private OpenedBox open(BoxFile box) {
    return BoxOpening.open(box, made.shares().subList(1, 3), random, AT);
  }

  @Test
  void aBoxIsReadBackAsItWasWritten() {
    BoxFile box = box(List.of(List.of(1, 2), List.of(3), List.of()));
    BoxFile read = BoxFile.read(box.text());
    assertThat(read.text()).isEqualTo(box.text());
    assertThat(read.hash()).isEqualTo(box.hash());
    assertThat(BoxFile.read(box.text().replace("\n", "\r\n")).hash()).isEqualTo(box.hash());
  }

  @Test
  void theOrderInWhichPapersWereCastIsNotThatOfTheFile() {
    Seal seal = new Seal("oak", "governors", "parents", 4);
    List<byte[]> cast = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      cast.add(seal.seal(made.key(), List.of(1)));
    }
    List<byte[]> backwards = new ArrayList<>(cast);
    Collections.reverse(backwards);
    assertThat(SealedBallots.box(made.key(), names, 2, cast, 40, 0).text())
        .isEqualTo(SealedBallots.box(made.key(), names, 2, backwards, 40, 0).text());
  }

  @Test
  void anAlteredBoxIsFoundOutWhateverWasAltered() {
    String text = box(List.of(List.of(1, 2), List.of(3))).text();
    for (String altered :
        List.of(
            text.replace("seats 2", "seats 3"),
            text.replaceFirst("(paper .{20}).", "$1" + (text.contains("A") ? "!" : "?")),
            text.replaceFirst("\npaper .*\n", "\n"))) {
      assertThat(altered).isNotEqualTo(text);
      assertThatThrownBy(() -> BoxFile.read(altered))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("altered or damaged")
          .hasMessageContaining("Take the box file from the office again");
    }
    assertThatThrownBy(() -> BoxFile.read(text.substring(0, text.lastIndexOf("sha256"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> BoxFile.read("PK"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no box file");
  }

  @Test
  void aNameCannotBeginALineOfItsOwn() {
    BallotFile plain = BallotFile.builder("t", 1, List.of("A", "B")).build();
    BoxFile box = SealedBallots.box(made.key(), plain, 1, List.of(), 0);
    BoxFile.Sealed contest = box.contests().get(0);
    assertThat(new BoxFile.Name("Ann\nseats 9\u0085x\u2028y", false).name())
        .isEqualTo("Ann seats 9 x y");
    assertThat(contest.papers()).isEmpty();
    assertThat(BoxFile.read(box.text()).sealedPapers()).isZero();
  }

  @Test
  void whatIsNoGoodIsPutApartByItsGroundAndTheAccountSaysSo() {
    Seal seal = new Seal("oak", "governors", "parents", 4);
    List<byte[]> sealed = new ArrayList<>();
    sealed.add(seal.seal(made.key(), List.of(2, 1)));
    sealed.add(seal.seal(made.key(), List.of()));
    sealed.add(seal.seal(made.key(), List.of(9)));
    sealed.add(seal.seal(made.key(), List.of(1, 1)));
    sealed.add(sealed.get(0));
    sealed.add(new byte[70]);
    sealed.add(byHand(new byte[0]));
    sealed.add(byHand(ByteBuffer.allocate(4).putShort((short) 3).putShort((short) 1).array()));
    OpenedBox opened = open(SealedBallots.box(made.key(), names, 2, sealed, 8, 1));
    OpenedBox.Papers papers = opened.contests().get(0);
    assertThat(papers.papers().totalPapers()).isEqualTo(1);
    assertThat(papers.rejected())
        .containsOnly(
            Map.entry("blank", 1L),
            Map.entry("invalid", 2L),
            Map.entry("copied", 1L),
            Map.entry("altered", 3L));
    assertThat(opened.agrees(SealedBallots.box(made.key(), names, 2, sealed, 8, 1))).isTrue();
  }

  /** Anybody can seal anything to a public key. */
  private byte[] byHand(byte[] text) {
    try {
      byte[][] sealed =
          new HPKE(
                  HPKE.mode_base,
                  HPKE.kem_X25519_SHA256,
                  HPKE.kdf_HKDF_SHA256,
                  HPKE.aead_AES_GCM256)
              .seal(
                  new X25519PublicKeyParameters(made.key().publicKey()),
                  "folkmoot ballot v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                  "oak|governors|parents".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                  text,
                  null,
                  null,
                  null);
      return ByteBuffer.allocate(sealed[1].length + sealed[0].length)
          .put(sealed[1])
          .put(sealed[0])
          .array();
    } catch (org.bouncycastle.crypto.InvalidCipherTextException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDifferenceStandsInCapitals() {
    PaperAccount account = new PaperAccount(10, 4, 2, 3, 0, Map.of("unmarked", 1L));
    assertThat(account.reconcile(5, 4, Map.of("blank", 1L)))
        .containsExactly(
            "used 6 = online 4 + on paper 2",
            "used 6 = sealed 5 + rejected on paper 1",
            "sealed 5 = opened 4 + rejected as blank 1",
            "DIFFERENCE: ISSUED 10, BUT USED 6 + UNUSED 3 + REPLACED 0 MAKE 9");
  }

  @Test
  void whatWasOpenedGoesBackAsOneFileAndIsCheckedAgainstTheBox() {
    BoxFile box = box(List.of(List.of(1, 2), List.of(3), List.of()));
    OpenedBox opened = open(box);
    OpenedBox read = OpenedBox.read(OpenedBox.zip(opened.files()));
    read.checkAgainst(box);
    assertThat(read.hash()).isEqualTo(opened.hash());
    assertThat(read.of("parents").blt()).isEqualTo(opened.of("parents").blt());
    assertThat(read.shares()).containsExactly(2, 3);

    BoxFile another = box(List.of(List.of(1, 2), List.of(3), List.of()));
    assertThatThrownBy(() -> read.checkAgainst(another))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another box");
  }

  @Test
  void opensNothingWithOneShareAndNamesAShareOfAnotherElection() {
    BoxFile box = box(List.of(List.of(1)));
    assertThatThrownBy(() -> BoxOpening.open(box, made.shares().subList(0, 1), random, AT))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 different key share");
    ElectionKeys.Made theirs = ElectionKeys.make(3, 2, random);
    assertThatThrownBy(
            () ->
                BoxOpening.open(
                    box, List.of(made.shares().get(0), theirs.shares().get(1)), random, AT))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("share 2 belongs to another election");
  }

  @Test
  void anOpenedBoxThatWasChangedIsRefusedByName() {
    Map<String, String> files =
        new LinkedHashMap<>(open(box(List.of(List.of(1, 2), List.of(3)))).files());
    String blt = files.keySet().iterator().next();
    assertThat(blt).isEqualTo("1-parent-governor-users.blt");

    Map<String, String> altered = new LinkedHashMap<>(files);
    altered.put(blt, files.get(blt).replaceFirst("1 3 0", "1 1 0"));
    assertThatThrownBy(() -> OpenedBox.read(OpenedBox.zip(altered)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(blt + " was altered");

    Map<String, String> missing = new LinkedHashMap<>(files);
    missing.remove(blt);
    assertThatThrownBy(() -> OpenedBox.read(OpenedBox.zip(missing)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(blt + " is missing");

    Map<String, String> manifest = new LinkedHashMap<>(files);
    manifest.put(
        "opened.txt", files.get("opened.txt").replace("opened-papers 2", "opened-papers 1"));
    assertThatThrownBy(() -> OpenedBox.read(OpenedBox.zip(manifest)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("opened.txt was altered");

    assertThatThrownBy(() -> OpenedBox.read(new byte[] {1, 2, 3}))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no opened.txt");
  }
}
