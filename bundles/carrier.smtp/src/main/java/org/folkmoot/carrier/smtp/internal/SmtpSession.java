package org.folkmoot.carrier.smtp.internal;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.Carrier.CarrierDown;
import org.folkmoot.notice.Carrier.Outcome;
import org.folkmoot.notice.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the relay, used by one thread, opened anew when it was lost. */
final class SmtpSession implements Carrier.Session {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);
  private static final int SERVICE_NOT_AVAILABLE = 421;

  private final Relay relay;
  private final Clock clock;
  private final Consumer<SmtpSession> closed;
  private final Session session;
  private final NoDelaySockets sockets = new NoDelaySockets();
  private volatile Line line;

  SmtpSession(
      Relay relay, Clock clock, Optional<SSLSocketFactory> trusted, Consumer<SmtpSession> closed) {
    this.relay = relay;
    this.clock = clock;
    this.closed = closed;
    this.session = Session.getInstance(properties(trusted));
  }

  private Properties properties(Optional<SSLSocketFactory> trusted) {
    String prefix = relay.security() == Relay.Security.TLS ? "mail.smtps." : "mail.smtp.";
    Properties properties = new Properties();
    properties.put(prefix + "socketFactory", sockets);
    properties.put(prefix + "socketFactory.fallback", "false");
    properties.put(prefix + "connectiontimeout", Long.toString(relay.connectTimeout().toMillis()));
    // No write time-out: a notice fits into the socket's buffer, and it would cost a timer a write.
    properties.put(prefix + "timeout", Long.toString(relay.answerTimeout().toMillis()));
    properties.put(prefix + "quitwait", "false");
    properties.put(prefix + "auth", Boolean.toString(relay.user().isPresent()));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    trusted.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
    if (relay.security() == Relay.Security.STARTTLS) {
      properties.put(prefix + "starttls.enable", "true");
      properties.put(prefix + "starttls.required", "true");
    }
    return properties;
  }

  void connect() throws CarrierDown {
    Line fresh = new Line(session, relay.security());
    try {
      fresh.connect(relay.host(), relay.port(), relay.user().orElse(null), password().orElse(null));
      line = fresh;
    } catch (AuthenticationFailedException e) {
      throw new CarrierDown(
          "the relay "
              + relay.place()
              + " does not let user '"
              + relay.user().orElse("")
              + "' in: "
              + e.getMessage().strip()
              + ". Check user and passwordFile of the mail relay.",
          e);
    } catch (MessagingException e) {
      throw new CarrierDown(
          "the relay "
              + relay.place()
              + " cannot be reached: "
              + e.getMessage().strip()
              + ". Check host, port and security of the mail relay.",
          e);
    }
  }

  private Optional<String> password() throws CarrierDown {
    if (relay.passwordFile().isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(relay.passwordFile().get());
      if (lines.isEmpty()) {
        throw new CarrierDown(
            "the password file " + relay.passwordFile().get() + " of the mail relay is empty",
            null);
      }
      return Optional.of(lines.get(0));
    } catch (IOException e) {
      throw new CarrierDown(
          "the password file " + relay.passwordFile().get() + " of the mail relay cannot be read",
          e);
    }
  }

  @Override
  public Outcome hand(Message message) {
    // Angus finds what writes a multipart through the context class loader of the thread.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
    try {
      return handOver(Mime.of(message, session, relay.returnPath(), clock.instant()));
    } catch (AddressException e) {
      return new Outcome.Failed("the address is not a valid one: " + e.getMessage());
    } catch (MessagingException e) {
      return new Outcome.Failed("the message cannot be written: " + e.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Outcome handOver(Mime mime) {
    boolean kept = line != null;
    if (!kept) {
      try {
        connect();
      } catch (CarrierDown e) {
        return new Outcome.Deferred(e.getMessage());
      }
    }
    Attempt attempt = attempt(mime);
    if (attempt.lost() && kept && !attempt.mayBeTaken()) {
      // A relay closes kept connections as it likes; that says nothing about this message.
      return reconnected(mime);
    }
    return attempt.outcome();
  }

  private Outcome reconnected(Mime mime) {
    try {
      connect();
    } catch (CarrierDown e) {
      return new Outcome.Deferred(e.getMessage());
    }
    return attempt(mime).outcome();
  }

  /**
   * A try.
   *
   * @param lost whether the connection went with it
   * @param mayBeTaken whether the relay may have the message all the same
   */
  private record Attempt(Outcome outcome, boolean lost, boolean mayBeTaken) {}

  private Attempt attempt(Mime mime) {
    Line using = line;
    try {
      using.sendMessage(mime, mime.getAllRecipients());
      return new Attempt(new Outcome.Handed(using.getLastServerResponse().strip()), false, true);
    } catch (MessagingException e) {
      Answer answer = Answer.in(e);
      boolean lost = answer.code() < 400 || answer.code() == SERVICE_NOT_AVAILABLE;
      if (lost) {
        drop();
      }
      return new Attempt(answer.outcome(relay), lost, using.sentData());
    } catch (IllegalStateException e) {
      // Angus: not connected, because it closed the connection after the last fault.
      drop();
      return new Attempt(
          new Outcome.Deferred("the connection to " + relay.place() + " was lost"), true, false);
    }
  }

  /** What the relay said, as far as it said anything. */
  private record Answer(int code, String words, boolean aboutSender) {
    static Answer in(MessagingException fault) {
      Answer answer = new Answer(-1, words(fault), false);
      for (Exception e = fault; e != null; e = next(e)) {
        if (e instanceof SMTPAddressFailedException address) {
          return new Answer(address.getReturnCode(), words(address), false);
        } else if (e instanceof SMTPSenderFailedException sender) {
          return new Answer(sender.getReturnCode(), words(sender), true);
        } else if (e instanceof SMTPSendFailedException send) {
          boolean mail = send.getCommand() != null && send.getCommand().startsWith("MAIL");
          answer = new Answer(send.getReturnCode(), words(send), mail);
        }
      }
      return answer;
    }

    private static Exception next(Exception e) {
      return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String words(Exception e) {
      String words = e.getMessage() == null ? e.toString() : e.getMessage();
      return words.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    Outcome outcome(Relay relay) {
      if (code < 400) {
        return new Outcome.Deferred(
            "the connection to " + relay.place() + " was lost or timed out: " + words);
      } else if (code < 500) {
        return new Outcome.Deferred(words);
      } else if (aboutSender) {
        // The relay's settings are wrong, not the recipient: thousands must not fail for it.
        return new Outcome.Deferred(
            "the relay "
                + relay.place()
                + " refuses the sender: "
                + words
                + ". Ask its keeper to allow the institution's sender address.");
      }
      return new Outcome.Failed(words);
    }
  }

  /** Lets go of a connection that is of no more use, without a farewell. */
  private void drop() {
    Line lost = line;
    line = null;
    if (lost != null) {
      close(lost);
    }
  }

  private void close(Line closing) {
    try {
      closing.close();
    } catch (MessagingException e) {
      LOG.debug("The connection to {} was gone when it was closed", relay.place(), e);
    }
  }

  /** Cuts the connection under a running {@link #hand}, which then defers its message. */
  void cut() {
    sockets.closeLast();
  }

  @Override
  public void close() {
    drop();
    closed.accept(this);
  }
}
