package org.folkmoot.ballot.keys;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;

/**
 * Seals one paper of a contest, and opens it again.
 *
 * <p>A sealed paper is the 32 bytes of the encapsulated key and the ciphertext. All papers of a
 * contest have the same length, so a long ranking cannot be told from a blank one. The contest is
 * bound in as associated data: a paper cannot be moved to another contest.
 */
public final class Seal {
  private static final byte[] INFO = "folkmoot ballot v1".getBytes(StandardCharsets.US_ASCII);
  private static final int ENCAPSULATED = 32;

  private final byte[] associated;
  private final int candidates;

  /**
   * The seal of one contest.
   *
   * @param candidates how many names stand on its paper
   */
  public Seal(String institution, String election, String contest, int candidates) {
    this.associated =
        String.join("|", institution, election, contest).getBytes(StandardCharsets.UTF_8);
    this.candidates = candidates;
  }

  /** Seals candidates' numbers in order of preference; an empty list is a blank paper. */
  public byte[] seal(ElectionKey key, List<Integer> preferences) {
    ByteBuffer paper = ByteBuffer.allocate(2 + 2 * candidates);
    paper.putShort((short) preferences.size());
    preferences.forEach(number -> paper.putShort(number.shortValue()));
    try {
      byte[][] sealed =
          ElectionKeys.hpke()
              .seal(
                  new X25519PublicKeyParameters(key.publicKey()),
                  INFO,
                  associated,
                  paper.array(),
                  null,
                  null,
                  null);
      return ByteBuffer.allocate(sealed[1].length + sealed[0].length)
          .put(sealed[1])
          .put(sealed[0])
          .array();
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing to a good key cannot fail", e);
    }
  }

  /**
   * Opens papers with enough key shares.
   *
   * @throws org.folkmoot.constitution.Refused when the shares do not give the key
   */
  public Opener opener(ElectionKey key, List<KeyShare> shares) {
    return new Opener(ElectionKeys.pair(ElectionKeys.combine(key, shares)));
  }

  /** Opens the sealed papers of this contest. */
  public final class Opener {
    private final AsymmetricCipherKeyPair pair;

    private Opener(AsymmetricCipherKeyPair pair) {
      this.pair = pair;
    }

    /**
     * Opens one paper.
     *
     * @throws Unopenable when it was not sealed to this key for this contest, or was altered
     */
    public List<Integer> open(byte[] sealed) throws Unopenable {
      if (sealed.length <= ENCAPSULATED) {
        throw new Unopenable(null);
      }
      HPKE hpke = ElectionKeys.hpke();
      byte[] encapsulated = java.util.Arrays.copyOf(sealed, ENCAPSULATED);
      byte[] text = java.util.Arrays.copyOfRange(sealed, ENCAPSULATED, sealed.length);
      try {
        ByteBuffer paper =
            ByteBuffer.wrap(
                hpke.open(encapsulated, pair, INFO, associated, text, null, null, null));
        int marks = paper.getShort();
        if (marks < 0 || marks > candidates) {
          // Anybody can seal to a public key; only what the program sealed has this form.
          throw new Unopenable(null);
        }
        List<Integer> preferences = new ArrayList<>();
        for (int i = 0; i < marks; i++) {
          preferences.add((int) paper.getShort());
        }
        return preferences;
      } catch (InvalidCipherTextException | IllegalStateException | BufferUnderflowException e) {
        // The latter is how the library refuses an encapsulated key of low order (RFC 7748 6.1).
        throw new Unopenable(e);
      }
    }
  }

  /** A sealed paper that the key does not open: it was altered, or belongs elsewhere. */
  public static final class Unopenable extends Exception {
    private static final long serialVersionUID = 1L;

    Unopenable(Throwable cause) {
      super("the sealed paper does not open with the election's key", cause);
    }
  }
}
