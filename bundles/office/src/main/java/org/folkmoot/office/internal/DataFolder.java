package org.folkmoot.office.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.osgi.framework.BundleContext;

/** The installation's data folder, and files in it that only its owner may read. */
public record DataFolder(Path folder) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** The folder the framework names; Karaf's where it names none. */
  public static DataFolder of(BundleContext bundle) {
    String named = bundle.getProperty("folkmoot.data");
    if (named != null && !named.isBlank()) {
      return new DataFolder(Path.of(named));
    }
    String karaf = bundle.getProperty("karaf.data");
    return new DataFolder(
        karaf != null && !karaf.isBlank() ? Path.of(karaf, "folkmoot") : Path.of("data"));
  }

  /** A folder that only its owner may enter, made where it is missing. */
  public Path privateFolder(String name) {
    try {
      Files.createDirectories(folder);
      Path made = folder;
      for (Path part : Path.of(name)) {
        made = made.resolve(part);
        if (!Files.isDirectory(made)) {
          Files.createDirectory(made, only("rwx------"));
        }
      }
      return made.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("no folder " + name + " could be made in " + folder, e);
    }
  }

  /** Makes a new file that only its owner may read. */
  public static Path newPrivateFile(Path file) throws IOException {
    return Files.createFile(file, only("rw-------"));
  }

  /** Writes a text that only its owner may read, in place of what was there. */
  public static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(newPrivateFile(file), text, StandardOpenOption.WRITE);
  }

  /** Where the file system knows no such permissions, those of the folder hold. */
  private static FileAttribute<?>[] only(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
