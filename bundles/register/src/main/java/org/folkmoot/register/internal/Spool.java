package org.folkmoot.register.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.store.Unavailable;

/**
 * Records in the order they came, outside the database, until a run applies them. A school's stay
 * in memory; a hospital's go to a file that is encrypted under a key of this object alone and is
 * gone with the process, however it ends.
 */
final class Spool implements AutoCloseable {
  private static final int BLOCK = 1 << 20;
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;

  private final Path folder;
  private final SecretKeySpec key;
  private final List<Integer> lengths = new ArrayList<>();
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private FileChannel file;
  private int size;

  /** A spool whose file, if it needs one, lies in the folder. */
  Spool(Path folder) {
    this.folder = folder;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, "AES");
  }

  int size() {
    return size;
  }

  /** Adds a record as {@link PackedRecords} wrote it. */
  void add(byte[] bytes, int from, int length) {
    try {
      block.write(bytes, from, length);
      size++;
      if (block.size() >= BLOCK) {
        spill();
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  private void spill() throws IOException {
    if (file == null) {
      file = open();
    }
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, lengths.size(), block.toByteArray());
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    lengths.add(sealed.length);
    block.reset();
  }

  private FileChannel open() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder);
    Path place =
        Files.createTempFile(
            folder,
            "enrolment-",
            ".sealed",
            posix
                ? new FileAttribute<?>[] {
                  PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0]);
    return FileChannel.open(
        place,
        Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Takes the records, in their order. */
  interface Each {
    /**
     * Takes one.
     *
     * @param place counts from 0 in the order they came
     */
    void take(int place, PersonRecord person);
  }

  void each(Each each) {
    try {
      int place = 0;
      long at = 0;
      for (int number = 0; number < lengths.size(); number++) {
        ByteBuffer sealed = ByteBuffer.allocate(lengths.get(number));
        while (sealed.hasRemaining()) {
          int read = file.read(sealed, at + sealed.position());
          if (read < 0) {
            throw new IOException("the file of the records read so far was cut short");
          }
        }
        at += sealed.capacity();
        place = each(place, cipher(Cipher.DECRYPT_MODE, number, sealed.array()), each);
      }
      each(place, block.toByteArray(), each);
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static int each(int from, byte[] records, Each each) throws IOException {
    int place = from;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(records))) {
      while (in.available() > 0) {
        each.take(place++, PackedRecords.read(in));
      }
    }
    return place;
  }

  /** The number of the block is its nonce: no two blocks are sealed under one key and number. */
  private byte[] cipher(int mode, int number, byte[] bytes) throws IOException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(number).array();
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException("the file of the records read so far was altered", e);
    }
  }

  private Unavailable full(IOException e) {
    return new Unavailable(
        "The records read could not be kept aside in "
            + folder
            + ": "
            + e.getMessage()
            + ". Free space there (about 1 GB for a million records), then run enrolment again;"
            + " nothing was changed.",
        e);
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the file of the records read does not close", e);
      }
    }
  }
}
