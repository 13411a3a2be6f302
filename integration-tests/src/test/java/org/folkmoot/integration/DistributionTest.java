package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.app.Distribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** The whole distribution, started once as it ships. */
class DistributionTest {
  @TempDir static Path data;
  private static Distribution distribution;

  @BeforeAll
  static void start() throws Exception {
    distribution = new Distribution(Shipped.setup(data));
    distribution.start();
  }

  @AfterAll
  static void stop() {
    distribution.close();
  }

  @Test
  void everyBundleIsActiveAndEveryFragmentIsResolved() {
    assertThat(distribution.bundleContext().getBundles())
        .hasSizeGreaterThan(Shipped.bundles().size())
        .allSatisfy(
            bundle ->
                assertThat(bundle.getState())
                    .as(bundle.getSymbolicName())
                    .isEqualTo(isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE));
  }

  @Test
  void everyJarOfTheFolderIsInstalled() {
    assertThat(distribution.bundleContext().getBundles())
        .extracting(Bundle::getSymbolicName)
        .containsAll(Shipped.bundles().keySet());
  }

  @Test
  void noTwoBundlesAreVersionsOfTheSame() {
    List<String> names =
        Arrays.stream(distribution.bundleContext().getBundles())
            .map(Bundle::getSymbolicName)
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void thereAreTwoDoorsAndNoOtherListener() throws Exception {
    assertThat(distribution.configuredDoors()).containsExactly("member", "office");
    assertThat(runtimes()).hasSize(2);
    URI member = distribution.door("member");
    URI office = distribution.door("office");
    assertThat(member.getPort()).isNotEqualTo(office.getPort());
    assertThat(List.of(member, office)).extracting(URI::getHost).containsOnly("127.0.0.1");
  }

  @Test
  void bothDoorsAnswer() throws Exception {
    assertThat(statusOf(distribution.door("member").resolve("/no-such-page"))).isEqualTo(404);
    // The office says nothing, not even what is not there, to who has not signed in.
    assertThat(statusOf(distribution.door("office").resolve("/no-such-page"))).isEqualTo(303);
  }

  @Test
  void whatBundlesServeAtRunTimeNamesItsDoorToo() throws Exception {
    List<String> faults = new ArrayList<>();
    for (ServiceReference<?> service :
        distribution.bundleContext().getAllServiceReferences((String) null, null)) {
      if (service.getBundle().getSymbolicName().startsWith("org.folkmoot.")
          && Whiteboard.SERVED.stream().anyMatch(name -> service.getProperty(name) != null)
          && !Whiteboard.DOORS.contains(service.getProperty(Whiteboard.TARGET))) {
        faults.add(service.toString());
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aConfigurationFileAddedWhileItRunsIsReadAndStaysAsItsWriterWroteIt() throws Exception {
    String text = "# ours\norg.osgi.service.http.port=%d\n".formatted(Shipped.freePort());
    String third =
        text
            + "org.apache.felix.http.host=127.0.0.1\n"
            + "org.apache.felix.http.runtime.init.door=third\n";
    Path file = distribution.etc().resolve("org.apache.felix.http-third.cfg");
    Files.writeString(file, third);
    assertThat(statusOf(distribution.door("third"))).isEqualTo(404);
    assertThat(file).hasContent(third);
    Files.delete(file);
    for (int i = 0; i < 500 && runtimes().size() > 2; i++) {
      Thread.sleep(20);
    }
    assertThat(runtimes()).hasSize(2);
  }

  @Test
  void theLogIsInTheDataFolder() {
    assertThat(data.resolve("logs/folkmoot.log")).exists();
  }

  private static List<ServiceReference<?>> runtimes() throws Exception {
    ServiceReference<?>[] found =
        distribution
            .bundleContext()
            .getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
    return found == null ? List.of() : List.of(found);
  }

  private static int statusOf(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }
}
