package org.folkmoot.office.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time code with which the first account is made: whoever can read the installation's files
 * may have it, nobody else.
 */
@Component(service = SetUpCode.class, immediate = true)
public final class SetUpCode {
  private static final Logger LOG = LoggerFactory.getLogger(SetUpCode.class);

  /** Crockford's letters: none that is mistaken for another. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 16;

  private final Path file;

  @Activate
  public SetUpCode(BundleContext bundle, @Reference Accounts accounts) {
    this(DataFolder.of(bundle), accounts);
  }

  SetUpCode(DataFolder data, Accounts accounts) {
    this.file = data.folder().toAbsolutePath().resolve("office-setup-code.txt");
    try {
      if (!accounts.none()) {
        Files.deleteIfExists(file);
      } else {
        // A file cut short, by a full disk for example, holds no code worth the name.
        if (!Files.exists(file) || kept().length < LENGTH) {
          Files.createDirectories(file.getParent());
          DataFolder.writePrivate(file, newCode() + System.lineSeparator());
        }
        LOG.info("the office has no account yet; the code to make the first one is in {}", file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the office's set-up code could not be written to " + file, e);
    }
  }

  Path file() {
    return file;
  }

  /** Whether this is the code; small letters, spaces and hyphens do not matter. */
  boolean is(String given) {
    try {
      if (!Files.exists(file)) {
        return false;
      }
      byte[] kept = kept();
      return kept.length >= LENGTH && MessageDigest.isEqual(kept, plain(given));
    } catch (IOException e) {
      throw new UncheckedIOException("the office's set-up code could not be read: " + file, e);
    }
  }

  /** The code has done its work. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // There is an account now, so the code opens nothing any more.
      LOG.warn("the set-up code, which is of no more use, could not be deleted: {}", file, e);
    }
  }

  private byte[] kept() throws IOException {
    return plain(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  private static byte[] plain(String code) {
    return code.toUpperCase(Locale.ROOT)
        .replaceAll("[^0-9A-Z]", "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String newCode() {
    SecureRandom random = new SecureRandom();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(32)));
    }
    return code.toString();
  }
}
