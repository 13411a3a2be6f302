package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The feature in a stock Karaf. */
@Tag("drill")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives Karaf by its POSIX scripts")
class KarafTest {
  @TempDir static Path folder;
  private static Karaf karaf;

  @BeforeAll
  static void start() throws Exception {
    karaf = new Karaf(folder);
    karaf.configure(
        "org.folkmoot.institution-oak",
        """
        institution=oak
        name=Oak School
        rulePack=tripartite
        methods=email,post
        publicAddress=%s
        senderAddress=clerk@oak.example
        postalAddress=Oak School;1 Oak Street
        """
            .formatted(karaf.door("member")));
    karaf.start();
  }

  @AfterAll
  static void stop() {
    karaf.close();
  }

  @Test
  void bothDoorsAnswer() throws Exception {
    assertAnswers(karaf.door("member") + "/", 200);
    assertAnswers(karaf.door("office") + "/", 303);
  }

  @Test
  void anInstitutionInAFileOfEtcHasItsPagesAtTheMembersDoor() throws Exception {
    assertAnswers(karaf.door("member") + "/i/oak/", 200);
  }

  @Test
  void everyBundleOfOursIsActive() throws Exception {
    assertAnswers(karaf.door("member") + "/no-such-page", 404);
    String list = "";
    List<String> names =
        Shipped.bundles().keySet().stream().filter(n -> n.startsWith("org.folkmoot.")).toList();
    for (int i = 0; i < 5 && !allActive(list, names); i++) {
      list = karaf.shell("bundle:list -s -t 0 --no-format");
    }
    assertThat(names).as("%s%n%s", list, karaf.errors()).isNotEmpty().allMatch(allActiveIn(list));
  }

  @Test
  void theTwoDoorsAreTheOnlyListeners() throws Exception {
    assertAnswers(karaf.door("member") + "/no-such-page", 404);
    assertAnswers(karaf.door("office") + "/", 303);
    String list = "";
    for (int i = 0; i < 5 && !list.contains("osgi.http.endpoint"); i++) {
      list = karaf.shell("service:list org.osgi.service.servlet.runtime.HttpServiceRuntime");
    }
    assertThat(list.lines().filter(line -> line.matches("\\s*osgi.http.endpoint = .*:[0-9]+/.*")))
        .as(list)
        .hasSize(2);
  }

  private static boolean allActive(String list, List<String> names) {
    return names.stream().allMatch(allActiveIn(list));
  }

  private static Predicate<String> allActiveIn(String list) {
    return name ->
        list.lines().anyMatch(l -> l.contains("Active") && l.matches(".*\\b" + name + "\\b.*"));
  }

  /** Waits until a page has a status, or patience ends, or Karaf has given up. */
  private static void assertAnswers(String address, int awaited) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
    String answer = "";
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end
        && !answer.equals(Integer.toString(awaited))
        && !karaf.failed()) {
      try {
        answer = Integer.toString(client.send(request, BodyHandlers.discarding()).statusCode());
      } catch (IOException e) {
        answer = e.toString(); // not open yet
      }
      Thread.sleep(250);
    }
    assertThat(answer).as("%s%n%s", address, karaf.errors()).isEqualTo(Integer.toString(awaited));
  }
}
