package org.folkmoot.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.folkmoot.app.demo.DemonstrationClock;
import org.folkmoot.app.demo.MailCatcher;

/**
 * A distribution with two example schools, {@code oak} and {@code elm}, beside a mail catcher that
 * takes what it sends. For the demonstration, and for tests that want to meet Folkmoot as people
 * do.
 */
public final class ExampleInstallation implements AutoCloseable {
  private final Path data;
  private final DemonstrationClock clock;
  private final MailCatcher mail;
  private final Distribution distribution;

  /** Which ports are wanted: those the documentation names where they are free, or any. */
  public enum Ports {
    USUAL,
    ANY
  }

  /**
   * Starts everything, on an empty data folder.
   *
   * @param data is emptied first
   * @param seats of the governing body of each third, at {@code oak}
   */
  public ExampleInstallation(Path home, Path data, DemonstrationClock clock, int seats, Ports ports)
      throws StartFailure, IOException {
    this.data = data;
    this.clock = clock;
    delete(data);
    this.mail = new MailCatcher(port(ports, 8025), port(ports, 8082), clock);
    this.distribution = new Distribution(setup(home, seats, ports));
    try {
      distribution.start();
    } catch (StartFailure e) {
      mail.close();
      throw e;
    }
  }

  public Path data() {
    return data;
  }

  public DemonstrationClock clock() {
    return clock;
  }

  public MailCatcher mail() {
    return mail;
  }

  public Distribution distribution() {
    return distribution;
  }

  public URI office() throws StartFailure {
    return distribution.door("office");
  }

  public URI membersDoor() throws StartFailure {
    return distribution.door("member");
  }

  private Setup setup(Path home, int seats, Ports ports) throws IOException {
    int member = port(ports, 8080);
    int office = port(ports, 8081);
    return Setup.of(home)
        .withData(data)
        .withClock(clock)
        .withConfiguration("org.apache.felix.http-member", door("member", member))
        .withConfiguration("org.apache.felix.http-office", door("office", office))
        .withConfiguration(
            "org.folkmoot.carrier.smtp-demo",
            Map.of(
                "institution", "*",
                "host", "127.0.0.1",
                "port", Integer.toString(mail.smtpPort()),
                "security", "none",
                "sessions", "2"))
        .withConfiguration(
            "org.folkmoot.institution-oak",
            institution("oak", "Oak Primary School", "tripartite", "email", seats * 3, member))
        .withConfiguration(
            "org.folkmoot.institution-elm",
            institution(
                "elm", "Elm Park School", "england-maintained-school", "email,post", 12, member));
  }

  private static Map<String, String> door(String name, int port) {
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

  private static Map<String, String> institution(
      String id, String name, String pack, String methods, int seats, int memberPort) {
    return Map.of(
        "institution",
        id,
        "name",
        name,
        "rulePack",
        pack,
        "nation",
        "england",
        "seats",
        Integer.toString(seats),
        "methods",
        methods,
        "publicAddress",
        "http://127.0.0.1:" + memberPort,
        "senderAddress",
        "elections@" + id + ".example",
        "postalAddress",
        name + "; Oak Road; Oxford OX1 1AA",
        "languages",
        "en,cy");
  }

  /** The wanted port, or another when it is taken or nobody looks. */
  private static int port(Ports ports, int wanted) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    if (ports == Ports.USUAL) {
      try (ServerSocket socket = new ServerSocket(wanted, 1, here)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another program has it; any free one will do.
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, here)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(file + " cannot be deleted", e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    distribution.close();
    mail.close();
  }
}
