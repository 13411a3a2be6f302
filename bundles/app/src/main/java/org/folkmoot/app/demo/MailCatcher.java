package org.folkmoot.app.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A mail server that sends nothing on: what it is given can be read in the browser. */
public final class MailCatcher implements AutoCloseable {
  private final GreenMail mail;
  private final HttpServer pages;
  private final DemonstrationClock clock;

  /** Starts both on this computer alone; port 0 takes any that is free. */
  public MailCatcher(int smtpPort, int pagePort, DemonstrationClock clock) throws IOException {
    this.clock = clock;
    this.mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    this.pages =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 0);
    pages.createContext("/", this::answer);
    pages.setExecutor(
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "mail catcher");
              thread.setDaemon(true);
              return thread;
            }));
    pages.start();
  }

  public int smtpPort() {
    return mail.getSmtp().getPort();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
  }

  /** A message as it came. */
  public record Caught(
      String id, Instant sent, String to, String subject, String text, String html) {}

  /** How many messages came so far. */
  public int count() {
    return mail.getReceivedMessages().length;
  }

  /** All messages so far, the oldest first. */
  public List<Caught> all() throws StepFailed {
    List<Caught> caught = new ArrayList<>();
    // The server keeps them by mailbox, not in the order they came.
    for (MimeMessage message : mail.getReceivedMessages()) {
      caught.add(read(message));
    }
    caught.sort(Comparator.comparing(Caught::sent));
    return caught;
  }

  private static Caught read(MimeMessage message) throws StepFailed {
    try {
      String text = "";
      String html = "";
      if (message.getContent() instanceof Multipart parts) {
        for (int i = 0; i < parts.getCount(); i++) {
          BodyPart part = parts.getBodyPart(i);
          if (part.isMimeType("text/plain")) {
            text = String.valueOf(part.getContent());
          } else if (part.isMimeType("text/html")) {
            html = String.valueOf(part.getContent());
          }
        }
      } else {
        text = String.valueOf(message.getContent());
      }
      InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
      return new Caught(
          message.getMessageID(),
          message.getSentDate().toInstant(),
          to.getAddress(),
          message.getSubject(),
          text,
          html);
    } catch (IOException | MessagingException e) {
      throw new StepFailed("a caught message cannot be read", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/forward") && exchange.getRequestMethod().equals("POST")) {
        String days = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        clock.goOn(Duration.ofDays(Integer.parseInt(days.replace("days=", ""))));
        exchange.getResponseHeaders().set("Location", "/");
        exchange.sendResponseHeaders(303, -1);
        return;
      }
      String page = path.equals("/") ? list() : one(path.substring(1));
      byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (StepFailed | NumberFormatException e) {
      byte[] bytes = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(404, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Document page(String title) {
    Document page = Document.createShell("");
    page.title(title);
    page.head().appendElement("meta").attr("charset", "utf-8");
    page.head()
        .appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    page.head()
        .appendElement("style")
        .appendText(
            "body{font:1.1rem/1.5 Arial,Helvetica,sans-serif;margin:1rem auto;max-width:60rem;"
                + "padding:0 1rem;color:#14232b}table{border-collapse:collapse;width:100%}"
                + "td,th{text-align:left;padding:.5rem .5rem .5rem 0;border-bottom:1px solid #b7c0c4;"
                + "vertical-align:top;overflow-wrap:anywhere}"
                + "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f5f5;padding:1rem}"
                + "iframe{width:100%;height:40rem;border:1px solid #b7c0c4}"
                + "button{font:inherit;padding:.4rem .8rem;margin:0 .5rem .5rem 0}");
    page.selectFirst("html").attr("lang", "en");
    return page;
  }

  private String list() throws StepFailed {
    Document page = page("Mail that was sent");
    Element body = page.body();
    body.appendElement("h1").text("Mail that was sent");
    body.appendElement("p")
        .text(
            "This is the demonstration's mail catcher: nothing here left this computer. The"
                + " demonstration's clock shows "
                + clock.local().toLocalDateTime().withNano(0)
                + ".");
    Element form = body.appendElement("form").attr("method", "post").attr("action", "/forward");
    for (int days : new int[] {1, 7, 28}) {
      form.appendElement("button")
          .attr("name", "days")
          .attr("value", Integer.toString(days))
          .text("Put the clock forward " + (days == 1 ? "a day" : days + " days"));
    }
    Element table = body.appendElement("table");
    Element head = table.appendElement("thead").appendElement("tr");
    head.appendElement("th").attr("scope", "col").text("To");
    head.appendElement("th").attr("scope", "col").text("Subject");
    Element rows = table.appendElement("tbody");
    List<Caught> all = all();
    for (int i = all.size() - 1; i >= 0; i--) {
      Element row = rows.appendElement("tr");
      row.appendElement("td").text(all.get(i).to());
      row.appendElement("td")
          .appendElement("a")
          .attr("href", "/" + (i + 1))
          .text(all.get(i).subject());
    }
    if (all.isEmpty()) {
      body.appendElement("p").text("No mail has come yet.");
    }
    return page.outerHtml();
  }

  private String one(String number) throws StepFailed {
    List<Caught> all = all();
    int index = Integer.parseInt(number) - 1;
    if (index < 0 || index >= all.size()) {
      throw new StepFailed("there is no message " + number);
    }
    Caught message = all.get(index);
    Document page = page(message.subject());
    Element body = page.body();
    body.appendElement("p").appendElement("a").attr("href", "/").text("All mail");
    body.appendElement("h1").text(message.subject());
    body.appendElement("p").text("To " + message.to());
    body.appendElement("h2").text("As a mail program shows it");
    body.appendElement("iframe")
        .attr("title", "The message as HTML")
        .attr("sandbox", "allow-popups allow-popups-to-escape-sandbox")
        .attr("srcdoc", message.html().replace("<head>", "<head><base target=\"_blank\">"));
    body.appendElement("h2").text("As plain text");
    Element text = body.appendElement("pre");
    for (String line : message.text().split("\n", -1)) {
      if (line.strip().matches("https?://\\S+")) {
        text.appendElement("a").attr("href", line.strip()).text(line.strip());
        text.appendText("\n");
      } else {
        text.appendText(line + "\n");
      }
    }
    return page.outerHtml();
  }

  @Override
  public void close() {
    pages.stop(0);
    mail.stop();
  }
}
