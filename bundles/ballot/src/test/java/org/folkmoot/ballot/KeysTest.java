package org.folkmoot.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.folkmoot.ballot.keys.ElectionKeys;
import org.folkmoot.ballot.keys.KeyShareText;
import org.folkmoot.ballot.keys.Seal;
import org.folkmoot.constitution.Refused;
import org.junit.jupiter.api.Test;

/** Keys, shares and seals. */
class KeysTest {
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = new Seal("oak", "election", "contest", 5);

  @Test
  void aSealedPaperIsOpenedByTheKeyAndSaysWhatWasMarked() throws Exception {
    ElectionKeys.Made made = ElectionKeys.make(1, 1, random);
    byte[] sealed = seal.seal(made.key(), List.of(3, 1, 5));
    assertThat(seal.opener(made.key(), made.shares()).open(sealed)).containsExactly(3, 1, 5);
  }

  @Test
  void aBlankPaperIsAsLongAsAFullOne() {
    ElectionKeys.Made made = ElectionKeys.make(1, 1, random);
    assertThat(seal.seal(made.key(), List.of()))
        .hasSameSizeAs(seal.seal(made.key(), List.of(1, 2, 3, 4, 5)));
  }

  @Test
  void anyTwoOfThreeSharesOpenAndOneDoesNot() throws Exception {
    ElectionKeys.Made made = ElectionKeys.make(3, 2, random);
    byte[] sealed = seal.seal(made.key(), List.of(2));
    for (List<Integer> pair : List.of(List.of(0, 1), List.of(0, 2), List.of(1, 2))) {
      List<KeyShare> shares = pair.stream().map(made.shares()::get).toList();
      assertThat(seal.opener(made.key(), shares).open(sealed)).containsExactly(2);
    }
    assertThatThrownBy(() -> seal.opener(made.key(), made.shares().subList(0, 1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2 are needed");
    KeyShare first = made.shares().get(0);
    assertThatThrownBy(() -> seal.opener(made.key(), List.of(first, first)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 different key shares");
  }

  @Test
  void aDamagedShareIsFoundOut() {
    ElectionKeys.Made made = ElectionKeys.make(3, 2, random);
    KeyShare good = made.shares().get(0);
    byte[] bytes = made.shares().get(1).secret();
    bytes[7] ^= 1;
    KeyShare bad = new KeyShare(2, 3, 2, good.fingerprint(), bytes);
    assertThatThrownBy(() -> seal.opener(made.key(), List.of(good, bad)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aShareOfAnotherElectionIsNamedAsSuch() {
    ElectionKeys.Made ours = ElectionKeys.make(1, 1, random);
    ElectionKeys.Made theirs = ElectionKeys.make(1, 1, random);
    assertThatThrownBy(() -> seal.opener(ours.key(), theirs.shares()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another election");
  }

  @Test
  void aPaperCannotBeMovedToAnotherContestNorAltered() {
    ElectionKeys.Made made = ElectionKeys.make(1, 1, random);
    byte[] sealed = seal.seal(made.key(), List.of(1));
    Seal.Opener other = new Seal("oak", "election", "another", 5).opener(made.key(), made.shares());
    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(Seal.Unopenable.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.opener(made.key(), made.shares()).open(sealed))
        .isInstanceOf(Seal.Unopenable.class);
  }

  @Test
  void aShareIsReadBackFromItsLineWhateverStandsAroundIt() {
    KeyShare share = ElectionKeys.make(3, 2, random).shares().get(1);
    String text = "Keep this safe.\r\n\r\n" + KeyShareText.write(share) + "\r\nThank you.";
    KeyShare read = KeyShareText.read(text);
    assertThat(read.secret()).isEqualTo(share.secret());
    assertThat(read.number()).isEqualTo(2);
    assertThat(read.fingerprint()).isEqualTo(share.fingerprint());
  }

  @Test
  void aMistypedShareAndATextWithoutOneAreRefused() {
    String line = KeyShareText.write(ElectionKeys.make(1, 1, random).shares().get(0));
    char last = line.charAt(line.indexOf("secret=") + 7);
    String mistyped = line.replace("secret=" + last, "secret=" + (last == 'a' ? 'b' : 'a'));
    assertThatThrownBy(() -> KeyShareText.read(mistyped))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("checksum");
    assertThatThrownBy(() -> KeyShareText.read("hello"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no key share");
  }
}
