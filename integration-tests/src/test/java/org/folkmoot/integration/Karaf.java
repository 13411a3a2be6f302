package org.folkmoot.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stock Karaf in a folder of its own, with Folkmoot's feature installed at boot. */
final class Karaf implements AutoCloseable {
  private final Path home;
  private final int ssh = Shipped.freePort();
  private final Map<String, Integer> doors = new HashMap<>();
  private Process process;

  /** Lays out a copy of the Karaf that Maven unpacked. */
  Karaf(Path folder) throws IOException {
    home = folder.resolve("karaf");
    copy(unpacked(), home);
    fillRepository();
    append("org.apache.karaf.features.cfg", "featuresRepositories", Shipped.features().toUri());
    append("org.apache.karaf.features.cfg", "featuresBoot", "folkmoot");
    set("org.apache.karaf.shell.cfg", "sshPort", ssh);
    set("org.apache.karaf.shell.cfg", "sshHost", "127.0.0.1");
    set("org.apache.karaf.management.cfg", "rmiRegistryPort", Shipped.freePort());
    set("org.apache.karaf.management.cfg", "rmiServerPort", Shipped.freePort());
    Files.writeString(
        home.resolve("etc/users.properties"),
        "karaf = karaf,admin,ssh\n",
        StandardOpenOption.APPEND);
    for (String door : List.of("member", "office")) {
      doors.put(door, Shipped.freePort());
      StringBuilder text = new StringBuilder();
      Shipped.door(door, doors.get(door))
          .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
      Files.writeString(home.resolve("etc/org.apache.felix.http-" + door + ".cfg"), text);
    }
  }

  /** Gives it a configuration file, as somebody who runs Karaf would. */
  void configure(String name, String text) throws IOException {
    Files.writeString(home.resolve("etc").resolve(name + ".cfg"), text);
  }

  /** Where a door will answer. */
  String door(String name) {
    return "http://127.0.0.1:" + doors.get(name);
  }

  void start() throws IOException {
    process = command("bin/karaf", "server").redirectOutput(console().toFile()).start();
    process.getOutputStream().close();
  }

  /** What it printed and logged of errors, for a message. */
  String errors() throws IOException {
    Path log = home.resolve("data/log/karaf.log");
    return Stream.of(console(), log)
        .filter(Files::exists)
        .flatMap(
            file -> {
              try {
                return Files.readAllLines(file).stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .filter(line -> line.matches(".*( ERROR |Exception: |Unable to resolve ).*"))
        .limit(40)
        .collect(Collectors.joining("\n"));
  }

  /** Whether it has given up installing the feature. */
  boolean failed() throws IOException {
    return !process.isAlive() || errors().contains("Unable to resolve root");
  }

  /** Says a line to its shell and gives back what it answers. */
  String shell(String line) throws IOException, InterruptedException {
    Process client =
        command("bin/client", "-a", Integer.toString(ssh), "-u", "karaf", "-p", "karaf", "-b")
            .start();
    try (var in = client.getOutputStream()) {
      in.write((line + "\n").getBytes(UTF_8));
      in.flush();
      // The client drops what has not been answered when its input ends.
      client.waitFor(8, TimeUnit.SECONDS);
    }
    String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
    client.waitFor(30, TimeUnit.SECONDS);
    return answer;
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    // The script waits for its Java, which is not told when the script ends.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      each.onExit().completeOnTimeout(each, 30, TimeUnit.SECONDS).join();
      each.destroyForcibly();
    }
  }

  private Path console() {
    return home.resolve("console.log");
  }

  private ProcessBuilder command(String... words) {
    words[0] = home.resolve(words[0]).toString();
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static Path unpacked() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", "")).resolve("target/karaf");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "apache-karaf-*")) {
      return found.iterator().next();
    }
  }

  /** Everything the feature names comes from the distribution, so nothing is fetched. */
  private void fillRepository() throws IOException {
    for (MavenArtifact artifact : MavenArtifact.in(Files.readString(Shipped.features()))) {
      String name = artifact.artifact() + "-" + artifact.version() + ".jar";
      Path jar = Shipped.home().resolve("bundle").resolve(name);
      if (Files.notExists(jar)) {
        jar = jar.resolveSibling(artifact.group() + "." + name);
      }
      Path place = home.resolve("system").resolve(artifact.path());
      Files.createDirectories(place.getParent());
      Files.copy(jar, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void append(String file, String name, Object value) throws IOException {
    edit(file, "(?m)^(" + name + " *= *\\\\?\\R?)", "$1" + value + ", ");
  }

  private void set(String file, String name, Object value) throws IOException {
    edit(file, "(?m)^" + name + " *=.*$", name + " = " + value);
  }

  private void edit(String file, String pattern, String replacement) throws IOException {
    Path path = home.resolve("etc").resolve(file);
    String before = Files.readString(path);
    String after = before.replaceFirst(pattern, replacement);
    if (after.equals(before)) {
      throw new IllegalStateException("No line for \"" + pattern + "\" in Karaf's " + file);
    }
    Files.writeString(path, after);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          file -> {
            try {
              Files.copy(
                  file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
