package org.folkmoot.notice.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.folkmoot.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what waits in the outbox (AES-256-GCM) under a key in a file of its own, outside the
 * database and its backups: whoever copies the database cannot read a link that is still on its
 * way.
 */
final class Seal {
  private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int ID_BYTES = 4;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final byte[] id;
  private final SecureRandom random = new SecureRandom();

  private Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    this.id = Arrays.copyOf(Hashes.sha256(key), ID_BYTES);
  }

  /** The key in the file, which is made when it is not there. */
  static Seal in(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      warnIfOthersMayRead(file);
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("it holds " + key.length + " bytes, not " + KEY_BYTES);
      }
      return new Seal(key);
    } catch (IOException | IllegalArgumentException e) {
      throw new Unavailable(
          "The key of the outbox, "
              + file
              + ", cannot be read or made: "
              + e.getMessage()
              + ". Let the account that runs Folkmoot read and write it, or restore it from where"
              + " keys are kept; with a new key, mail that waits cannot be sent and must be given"
              + " again.",
          e);
    }
  }

  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean posix =
        Files.getFileStore(Files.exists(folder) ? folder : nearestExisting(folder))
            .supportsFileAttributeView("posix");
    Files.createDirectories(folder, posix ? only("rwx------") : new FileAttribute<?>[0]);
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    // Written whole beside the place and then put there: another node never reads half a key.
    Path draft = folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            posix ? only("rw-------") : new FileAttribute<?>[0])) {
      channel.write(
          ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    try {
      Files.move(draft, file);
      LOG.info("Made the key of the outbox in {}; keep a copy apart from the database", file);
    } catch (FileAlreadyExistsException e) {
      LOG.info("Another node made the key of the outbox first; using it");
      Files.deleteIfExists(draft);
    }
  }

  private static Path nearestExisting(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  private static FileAttribute<?>[] only(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("The key of the outbox, {}, can be read by other accounts; use chmod 600", file);
      }
    }
  }

  /**
   * Seals.
   *
   * @param place where it will stand, so that it opens nowhere else
   */
  byte[] seal(String place, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret);
      return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + sealed.length)
          .put(id)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing from this Java", e);
    }
  }

  /**
   * Opens.
   *
   * @throws GeneralSecurityException when it was sealed under another key, or altered, or moved
   */
  byte[] open(String place, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length < ID_BYTES + NONCE_BYTES
        || !Arrays.equals(id, Arrays.copyOf(sealed, ID_BYTES))) {
      throw new GeneralSecurityException("sealed under another key than that of this outbox");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, ID_BYTES, ID_BYTES + NONCE_BYTES);
    int from = ID_BYTES + NONCE_BYTES;
    return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(sealed, from, sealed.length - from);
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
