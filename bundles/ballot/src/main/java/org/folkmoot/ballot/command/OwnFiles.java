package org.folkmoot.ballot.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that only their owner may read, none of which takes the place of another. */
final class OwnFiles {
  private OwnFiles() {}

  /**
   * Writes all files into a folder, or none.
   *
   * @throws FileAlreadyExistsException when one of them is there; nothing is written then
   */
  static void write(Path folder, Map<String, byte[]> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().normalize().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, attributes(folder, "rwx------"));
    }
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
      }
    }
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createFile(path, attributes(folder, "rw-------"));
        written.add(path);
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
          out.write(file.getValue());
        }
      }
    } catch (IOException failed) {
      for (Path path : written) {
        Files.deleteIfExists(path);
      }
      throw failed;
    }
  }

  static Map<String, byte[]> bytes(Map<String, String> texts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> files.put(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return files;
  }

  /** Where the file system knows no such permissions, the folder's own decide. */
  private static FileAttribute<?>[] attributes(Path folder, String permissions) {
    Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
