package org.folkmoot.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.folkmoot.app.Setup;

/** The distribution as {@code mvn package} left it. */
final class Shipped {
  private static final String OURS = "org.folkmoot.";

  private Shipped() {}

  /** Its folder. */
  static Path home() {
    return target().resolve("folkmoot");
  }

  /** The Karaf feature repository that goes with it. */
  static Path features() {
    return target().resolve("features.xml");
  }

  private static Path target() {
    Path target = Path.of(System.getProperty("basedir", "")).resolve("../bundles/app/target");
    if (!Files.isDirectory(target.resolve("folkmoot/bundle"))) {
      throw new IllegalStateException(
          "No distribution in %s. These tests are of what ships: mvn verify makes it first."
              .formatted(target.toAbsolutePath().normalize()));
    }
    return target.toAbsolutePath().normalize();
  }

  /** Every bundle's jar, by symbolic name. */
  static SortedMap<String, Path> bundles() {
    SortedMap<String, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(home().resolve("bundle"), "*.jar")) {
      for (Path jar : jars) {
        try (JarFile file = new JarFile(jar.toFile())) {
          String name = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
          found.put(name.replaceFirst(";.*", "").strip(), jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The jars of our own rooms, by the room's name; wrapped libraries are not among them. */
  static SortedMap<String, Path> rooms() {
    SortedMap<String, Path> found = new TreeMap<>();
    bundles()
        .forEach(
            (name, jar) -> {
              if (name.startsWith(OURS) && !name.startsWith(OURS + "lib.")) {
                found.put(name.substring(OURS.length()), jar);
              }
            });
    return found;
  }

  /** It, keeping its data in a folder of the test's, with both doors on free ports. */
  static Setup setup(Path data) {
    return Setup.of(home())
        .withData(data)
        .withConfiguration("org.apache.felix.http-member", door("member", freePort()))
        .withConfiguration("org.apache.felix.http-office", door("office", freePort()));
  }

  static Map<String, String> door(String name, int port) {
    return Map.of(
        "org.apache.felix.http.host",
        "127.0.0.1",
        "org.osgi.service.http.port",
        Integer.toString(port),
        "org.apache.felix.http.runtime.init.door",
        name,
        "org.eclipse.jetty.servlet.SessionCookie",
        "FM_" + name);
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
