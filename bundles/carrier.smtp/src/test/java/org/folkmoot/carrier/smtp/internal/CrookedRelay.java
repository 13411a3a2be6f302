package org.folkmoot.carrier.smtp.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Stands before a real SMTP server, passes everything on, and misbehaves when told to, as relays
 * do: an answer of its own, silence, or a cut connection, at any command.
 */
final class CrookedRelay implements AutoCloseable {

  /** What to do instead of passing a command on. */
  sealed interface Mischief {
    /** Answers itself. */
    record Say(String answer) implements Mischief {}

    /** Answers, then hangs up. */
    record SayAndHangUp(String answer) implements Mischief {}

    /** Hangs up without a word. */
    record HangUp() implements Mischief {}

    /** Says nothing for so long, then hangs up. */
    record Stall(long millis) implements Mischief {}

    /** Passes the message on, and hangs up before the server's answer reaches the client. */
    record HangUpAfterTaking() implements Mischief {}
  }

  private final ServerSocket server;
  private final int behind;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean away;
  private volatile BiFunction<String, Integer, Optional<Mischief>> mischief =
      (command, connection) -> Optional.empty();

  CrookedRelay(int behind) throws IOException {
    this.behind = behind;
    this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Hangs up on everybody and greets nobody. */
  void away(boolean isAway) {
    away = isAway;
    if (isAway) {
      sockets.forEach(CrookedRelay::hangUp);
    }
  }

  /**
   * Decides about each command: its line in capitals ("RCPT TO:<...>", and "." for the end of a
   * message), and which connection it is, counted from 1.
   */
  void mischief(BiFunction<String, Integer, Optional<Mischief>> decide) {
    this.mischief = decide;
  }

  /** Does it once, at the next command that begins so. */
  void once(String command, Mischief what) {
    AtomicInteger times = new AtomicInteger();
    mischief(
        (line, connection) ->
            line.startsWith(command) && times.getAndIncrement() == 0
                ? Optional.of(what)
                : Optional.empty());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (away) {
          client.close();
        } else {
          sockets.add(client);
          start(() -> serve(client));
        }
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    int number = connections.incrementAndGet();
    try (client;
        Socket real = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      client.setTcpNoDelay(true);
      real.setTcpNoDelay(true);
      InputStream fromClient = new BufferedInputStream(client.getInputStream());
      InputStream fromServer = new BufferedInputStream(real.getInputStream());
      OutputStream toClient = client.getOutputStream();
      OutputStream toServer = real.getOutputStream();
      toClient.write(answer(fromServer));
      boolean data = false;
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      while (true) {
        byte[] line = line(fromClient);
        if (line.length == 0) {
          return;
        }
        String command = new String(line, StandardCharsets.ISO_8859_1).strip();
        if (data && !command.equals(".")) {
          message.write(line);
          continue;
        }
        Optional<Mischief> instead = mischief.apply(command.toUpperCase(Locale.ROOT), number);
        if (instead.isPresent()) {
          if (data && instead.get() instanceof Mischief.HangUpAfterTaking) {
            message.write(line);
            toServer.write(message.toByteArray());
            answer(fromServer);
            return;
          }
          if (!behave(instead.get(), toClient)) {
            return;
          }
          data = false; // answered at the end of a message: the server behind never sees its end
          if (message.size() > 0) {
            return;
          }
          continue;
        }
        if (data) {
          message.write(line);
          toServer.write(message.toByteArray());
          message.reset();
          data = false;
        } else {
          toServer.write(line);
        }
        byte[] answer = answer(fromServer);
        data = new String(answer, StandardCharsets.ISO_8859_1).startsWith("354");
        toClient.write(answer);
      }
    } catch (IOException e) {
      // The client went away, or was sent away: that is what this relay is for.
      hangUp(client);
    } finally {
      sockets.remove(client);
    }
  }

  private static boolean behave(Mischief what, OutputStream toClient) throws IOException {
    if (what instanceof Mischief.Say say) {
      toClient.write((say.answer() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } else if (what instanceof Mischief.SayAndHangUp say) {
      toClient.write((say.answer() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } else if (what instanceof Mischief.Stall stall) {
      try {
        Thread.sleep(stall.millis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return false;
  }

  private static byte[] answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    while (true) {
      byte[] line = line(in);
      answer.write(line);
      if (line.length < 4 || line[3] != '-') {
        return answer.toByteArray();
      }
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c;
    while ((c = in.read()) >= 0) {
      line.write(c);
      if (c == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "crooked-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    sockets.forEach(CrookedRelay::hangUp);
  }
}
