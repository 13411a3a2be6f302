package org.folkmoot.ballot.keys;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.threshold.SecretShare;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.KeyShare;
import org.folkmoot.constitution.Refused;

/** Makes election keys, and puts their private half together again from shares. */
public final class ElectionKeys {
  private ElectionKeys() {}

  /** An election key as made: the public half, and the shares of the private half. */
  public record Made(ElectionKey key, List<KeyShare> shares) {}

  /**
   * Makes a key.
   *
   * @param shares into how many shares the private half is split; 1 for a single holder
   * @param threshold how many of them open the box
   */
  public static Made make(int shares, int threshold, SecureRandom random) {
    X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(random);
    ElectionKey key = new ElectionKey(secret.generatePublicKey().getEncoded(), shares, threshold);
    byte[] privateHalf = secret.getEncoded();
    List<KeyShare> made = new ArrayList<>();
    if (threshold == 1) {
      // Any one share opens the box, so each is the private half itself.
      for (int number = 1; number <= shares; number++) {
        made.add(new KeyShare(number, shares, threshold, key.fingerprint(), privateHalf));
      }
    } else {
      SecretShare[] split = split(privateHalf, shares, threshold, random);
      for (int number = 1; number <= shares; number++) {
        made.add(
            new KeyShare(number, shares, threshold, key.fingerprint(), encoded(split[number - 1])));
      }
    }
    Arrays.fill(privateHalf, (byte) 0);
    return new Made(key, List.copyOf(made));
  }

  private static SecretShare[] split(
      byte[] secret, int shares, int threshold, SecureRandom random) {
    return ShamirSecretSplitter.getInstance(
            ShamirSecretSplitter.Algorithm.AES, secret.length, random)
        .resplit(secret, threshold, shares)
        .getSecretShares();
  }

  private static byte[] encoded(SecretShare share) {
    try {
      return share.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a share in memory is always readable", e);
    }
  }

  /**
   * Puts the private half together and checks it against the public half.
   *
   * @throws Refused when there are too few shares, one belongs to another key, or one is damaged
   */
  static X25519PrivateKeyParameters combine(ElectionKey key, List<KeyShare> shares) {
    for (KeyShare share : shares) {
      if (!share.fingerprint().equals(key.fingerprint())) {
        throw new Refused(
            "key share "
                + share.number()
                + " belongs to another election: its key is "
                + share.fingerprint().substring(0, 16)
                + "..., this election's is "
                + key.fingerprint().substring(0, 16)
                + "...",
            "a box is opened with the shares of its own key",
            "Find the share that was made for this election.");
      }
    }
    List<KeyShare> different =
        shares.stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    KeyShare::number, share -> share, (first, second) -> first))
            .values()
            .stream()
            .limit(key.threshold())
            .toList();
    if (different.size() < key.threshold()) {
      throw new Refused(
          different.size()
              + " different key shares were given; "
              + key.threshold()
              + " are needed to open the box",
          "the threshold of the election key",
          "Bring the share of another holder.");
    }
    X25519PrivateKeyParameters secret =
        new X25519PrivateKeyParameters(
            key.threshold() == 1 ? different.get(0).secret() : join(different));
    // A damaged share gives a wrong key without any error, so the public half decides.
    if (!Arrays.equals(secret.generatePublicKey().getEncoded(), key.publicKey())) {
      throw new Refused(
          "the shares do not give the election's key: at least one of shares "
              + different.stream().map(KeyShare::number).toList()
              + " is damaged or mistyped",
          "the private half must match the key " + key.fingerprint().substring(0, 16) + "...",
          "Check the shares against their printed form, or use another one.");
    }
    return secret;
  }

  private static byte[] join(List<KeyShare> shares) {
    ShamirSplitSecretShare[] parts =
        shares.stream()
            .map(share -> new ShamirSplitSecretShare(share.secret(), share.number()))
            .toArray(ShamirSplitSecretShare[]::new);
    try {
      return ShamirSplitSecret.getInstance(ShamirSecretSplitter.Algorithm.AES, parts).getSecret();
    } catch (IOException e) {
      throw new IllegalStateException("shares in memory are always readable", e);
    }
  }

  static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  static AsymmetricCipherKeyPair pair(X25519PrivateKeyParameters secret) {
    return new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
  }
}
