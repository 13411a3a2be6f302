package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** Both doors in a real Felix with Jetty, asked over HTTP, with an example bundle behind one. */
class DoorsInFelixTest {
  private static final List<String> INSTALLED =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component-",
          "org.apache.felix.configadmin",
          "org.apache.felix.scr",
          "commons-io",
          "commons-fileupload",
          "org.apache.felix.http.servlet-api",
          "org.apache.felix.http.wrappers",
          "org.apache.felix.http.jetty12",
          "unbescape",
          "pebble");

  @TempDir static Path work;
  private static Framework felix;
  private static int member;
  private static int office;

  @BeforeAll
  static void startFelix() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString());
    settings.put("org.apache.felix.http.require.config", "true");
    settings.put("felix.log.level", "1");
    // Shared with the test so that it can configure: the bundles' own copies step back.
    settings.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,org.slf4j.helpers;version=2.0.20,"
            + "org.slf4j.spi;version=2.0.20,org.osgi.service.cm;version=1.6.1");
    felix =
        java.util.ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(settings);
    felix.start();
    BundleContext context = felix.getBundleContext();
    List<Bundle> bundles = new ArrayList<>();
    for (String name : INSTALLED) {
      bundles.add(context.installBundle(jar(name).toUri().toString()));
    }
    bundles.add(context.installBundle("reference:" + Path.of("target/classes").toUri()));
    bundles.add(context.installBundle(exampleBundle().toUri().toString()));
    for (Bundle bundle : bundles) {
      bundle.start();
    }
    member = freePort();
    office = freePort();
    listen(context, "member", member);
    listen(context, "office", office);
    for (int tries = 0; tries < 100; tries++) {
      if (answers(member, "/i/oak/hello") == 200 && answers(office, "/nothing") == 404) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "the doors did not open: member "
            + answers(member, "/i/oak/hello")
            + ", office "
            + answers(office, "/nothing"));
  }

  @AfterAll
  static void stopFelix() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }

  @Test
  void aPageCarriesTheInstitutionsNameAndTheSecurityHeaders() throws Exception {
    HttpResponse<String> answer = get(member, "/i/oak/hello");
    Document page = Jsoup.parse(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(page.title()).isEqualTo("What is your name? - Oak & Ash School");
    assertThat(page.select(".masthead__name").attr("href")).isEqualTo("/i/oak");
    assertThat(page.text()).contains("Shalom");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertSecured(answer);
  }

  @Test
  void whatIsNotThereIsAnsweredInThePagesOwnLayoutAtBothDoors() throws Exception {
    for (int port : new int[] {member, office}) {
      for (String path : List.of("/", "/nothing", "/nothing/at/all.html", "/assets/none.css")) {
        HttpResponse<String> answer = get(port, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("Page not found");
        assertSecured(answer);
      }
    }
    assertThat(post(member, "/nothing", "a=b").statusCode()).isEqualTo(404);
  }

  @Test
  void aServletOfOneDoorDoesNotAnswerAtTheOther() throws Exception {
    assertThat(get(office, "/i/oak/hello").statusCode()).isEqualTo(404);
  }

  @Test
  void theChoiceOfLanguageIsRememberedAndTheTwinIsLinked() throws Exception {
    HttpResponse<String> welsh = get(member, "/i/oak/hello?x=1&lang=cy");
    Document page = Jsoup.parse(welsh.body());
    assertThat(page.select("html").attr("lang")).isEqualTo("cy");
    assertThat(page.select("h1").text()).isEqualTo("Beth yw eich enw?");
    assertThat(page.select(".masthead__languages a").attr("href"))
        .isEqualTo("/i/oak/hello?x=1&lang=en");
    assertThat(welsh.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("lang=cy") && cookie.contains("HttpOnly"));
    HttpResponse<String> again = send(member, "/nothing", "GET", null, "Cookie", "lang=cy");
    assertThat(Jsoup.parse(again.body()).select("h1").text())
        .isEqualTo("Heb ddod o hyd i’r dudalen");
    HttpResponse<String> browser =
        send(member, "/i/oak/hello", "GET", null, "Accept-Language", "cy-GB,cy;q=0.9,en;q=0.8");
    assertThat(browser.body()).contains("<html lang=\"cy\">");
  }

  @Test
  void headIsGetWithoutABody() throws Exception {
    HttpResponse<String> head = send(member, "/i/oak/hello", "HEAD", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertSecured(head);
  }

  @Test
  void theStyleSheetIsKeptForAYearUnderANameThatHoldsItsHash() throws Exception {
    Document page = Jsoup.parse(get(member, "/i/oak/hello").body());
    for (String href : page.select("link[href]").eachAttr("href")) {
      for (int port : new int[] {member, office}) {
        HttpResponse<String> asset = get(port, href);
        assertThat(asset.statusCode()).as(href).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control"))
            .hasValueSatisfying(cache -> assertThat(cache).contains("immutable"));
        assertThat(href).matches("/assets/[a-z]+-[0-9a-f]{10}\\.(css|svg)");
      }
    }
  }

  @Test
  void aFaultIsAnsweredInPlainLanguageWithAReferenceAndNoDetail() throws Exception {
    HttpResponse<String> answer = get(member, "/i/oak/hello/fault");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("Sorry, something went wrong")
        .contains("Oak &amp; Ash School")
        .containsPattern("give the reference [0-9A-Z]{6}")
        .doesNotContain("secret detail")
        .doesNotContain("IllegalState");
    assertSecured(answer);
  }

  @Test
  void anErrorSentByAServletIsAnsweredInTheLayout() throws Exception {
    HttpResponse<String> answer = get(member, "/i/oak/hello/forbidden?lang=cy");
    assertThat(answer.statusCode()).isEqualTo(403);
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("h1").text()).isEqualTo("Ni allwch weld y dudalen hon");
    assertThat(page.select(".masthead__languages a").attr("href"))
        .isEqualTo("/i/oak/hello/forbidden?lang=en");
    assertSecured(answer);
    HttpResponse<String> put = send(member, "/i/oak/hello", "PUT", "x");
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.body()).contains("This page cannot be used in that way");
    assertThat(send(member, "/i/oak/hello", "TRACE", null).statusCode()).isEqualTo(405);
  }

  @Test
  void aStatusWithoutAPageOfItsOwnKeepsItsNumber() throws Exception {
    HttpResponse<String> answer = get(member, "/i/oak/hello/unsupported");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("The request could not be read");
  }

  @Test
  void aFaultThatTheDoorKnowsIsAnsweredAsTheDoorSays() throws Exception {
    HttpResponse<String> answer = get(member, "/i/oak/hello/away");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the service is unavailable");
  }

  @Test
  void aPartThatIsSwitchedOffSaysSo() throws Exception {
    HttpResponse<String> answer = get(member, "/i/elm/hello");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("The part of Folkmoot it belongs to is switched off");
  }

  @Test
  void aFormNeedsItsTokenKeepsItsFaultsAndThenLeadsOn() throws Exception {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    URI hello = URI.create("http://127.0.0.1:" + member + "/i/oak/hello");
    assertThat(post(member, "/i/oak/hello", "name=Rhian").statusCode()).isEqualTo(403);
    String page =
        browser.send(HttpRequest.newBuilder(hello).build(), BodyHandlers.ofString()).body();
    String token = Jsoup.parse(page).select("input[name=_csrf]").attr("value");
    assertThat(token).hasSizeGreaterThan(20);

    HttpResponse<String> faulty =
        browser.send(form(hello, "_csrf=" + token + "&name=+"), BodyHandlers.ofString());
    assertThat(faulty.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(faulty.body()).select(".error-summary a").attr("href"))
        .isEqualTo("#name");

    HttpResponse<String> fine =
        browser.send(form(hello, "_csrf=" + token + "&name=Si%C3%A2n"), BodyHandlers.ofString());
    assertThat(fine.statusCode()).isEqualTo(303);
    assertThat(fine.headers().firstValue("Location")).hasValue("/i/oak/hello/Si%C3%A2n");

    HttpResponse<String> foreign =
        browser.send(form(hello, "_csrf=" + "x".repeat(32) + "&name=R"), BodyHandlers.ofString());
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("The form has expired");
  }

  @Test
  void aBrokenQueryIsAnswered400() throws Exception {
    assertThat(rawStatus(member, "/i/oak/hello?name=%ff%zz")).isEqualTo(400);
  }

  private static void assertSecured(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return send(port, path, "GET", null);
  }

  private static HttpResponse<String> post(int port, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(form(URI.create("http://127.0.0.1:" + port + path), body), BodyHandlers.ofString());
  }

  private static HttpRequest form(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> send(
      int port, String path, String method, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  /** The status of a request that java.net.URI would refuse to make. */
  private static int rawStatus(int port, String target) throws IOException {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      String answer =
          new String(
              socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private static int answers(int port, String path) {
    try {
      return get(port, path).statusCode();
    } catch (Exception e) {
      return 0; // not open yet
    }
  }

  private static void listen(BundleContext context, String door, int port) throws Exception {
    ConfigurationAdmin admin =
        context.getService(context.getServiceReference(ConfigurationAdmin.class));
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("org.apache.felix.http.host", "127.0.0.1");
    settings.put("org.osgi.service.http.port", port);
    settings.put("org.apache.felix.http.runtime.init.door", door);
    settings.put("org.eclipse.jetty.servlet.SessionCookie", "FM_" + door);
    admin.getFactoryConfiguration("org.apache.felix.http", door, "?").update(settings);
  }

  private static Path jar(String name) {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Path path = Path.of(entry);
      if (path.getFileName().toString().startsWith(name)) {
        return path;
      }
    }
    throw new IllegalStateException(name + " is not on the class path of the tests");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path exampleBundle() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "org.folkmoot.page.example");
    main.putValue("Bundle-Activator", "org.folkmoot.page.example.ExampleActivator");
    main.putValue(
        "Import-Package",
        "org.folkmoot.page,jakarta.servlet,jakarta.servlet.http,org.osgi.framework");
    Path jar = work.resolve("example.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      for (String entry :
          List.of(
              "org/folkmoot/page/example/ExampleActivator.class",
              "org/folkmoot/page/example/HelloServlet.class",
              "templates/example.peb",
              "wording/example_en.properties",
              "wording/example_cy.properties")) {
        zip.putNextEntry(new JarEntry(entry));
        zip.write(Files.readAllBytes(Path.of("target/test-classes", entry)));
        zip.closeEntry();
      }
    }
    return jar;
  }
}
