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
    karaf.start();
  }

  @AfterAll
  static void stop() {
    karaf.close();
  }

  @Test
  void bothDoorsAnswer() throws Exception {
    boolean site = Shipped.bundles().containsKey("org.folkmoot.member.site");
    assertThat(statusOf(karaf.door("member") + "/", site ? 200 : 404)).isEqualTo(site ? 200 : 404);
    assertThat(statusOf(karaf.door("office") + "/no-such-page", 404)).isEqualTo(404);
  }

  @Test
  void everyBundleOfOursIsActive() throws Exception {
    statusOf(karaf.door("member") + "/", 200);
    String list = "";
    List<String> names =
        Shipped.bundles().keySet().stream().filter(n -> n.startsWith("org.folkmoot.")).toList();
    for (int i = 0; i < 5 && !allActive(list, names); i++) {
      list = karaf.shell("bundle:list -s -t 0 --no-format");
    }
    assertThat(names).as("%s%n%s", list, karaf.log()).isNotEmpty().allMatch(allActiveIn(list));
  }

  private static boolean allActive(String list, List<String> names) {
    return names.stream().allMatch(allActiveIn(list));
  }

  private static java.util.function.Predicate<String> allActiveIn(String list) {
    return name ->
        list.lines().anyMatch(l -> l.contains("Active") && l.matches(".*\\b" + name + "\\b.*"));
  }

  /** The status a page has, once it has the one waited for or patience ends. */
  private static int statusOf(String address, int awaited) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
    int status = 0;
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end && status != awaited) {
      try {
        status = client.send(request, BodyHandlers.discarding()).statusCode();
      } catch (IOException e) {
        status = 0; // not open yet
      }
      Thread.sleep(250);
    }
    return status;
  }
}
