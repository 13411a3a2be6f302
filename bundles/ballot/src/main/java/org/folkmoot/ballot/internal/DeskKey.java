package org.folkmoot.ballot.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.folkmoot.store.Unavailable;

/**
 * Tells whether two readings of a paper agree, without keeping their marks: a keyed hash, under a
 * key in a file outside the database. Marks are few enough to be guessed from a hash without a key.
 */
final class DeskKey {
  private static final int BYTES = 32;

  private final Path file;

  DeskKey(Path dataFolder) {
    this.file = dataFolder.resolve("keys").resolve("paper-desk.key");
  }

  /** The keyed hash of what was read. */
  String proof(String read) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(read.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  private byte[] key() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new IllegalArgumentException("it holds " + key.length + " bytes, not " + BYTES);
      }
      return key;
    } catch (IOException | IllegalArgumentException e) {
      throw new Unavailable(
          "The key of the paper desk, "
              + file
              + ", cannot be read or made: "
              + e.getMessage()
              + ". Let the account that runs Folkmoot read and write it. With a new key, papers"
              + " that were read once must be read again.",
          e);
    }
  }

  private void make() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    // Written whole beside the place and then put there: another node never reads half a key.
    Path draft = Files.createTempFile(folder, "paper-desk", ".draft", owner);
    Files.writeString(draft, HexFormat.of().formatHex(key) + "\n");
    try {
      Files.move(draft, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(draft); // another node was first, and its key is used
    }
  }
}
