package org.folkmoot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a distribution does whatever its bundles are; those that ship are the integration tests'.
 */
class DistributionTest {
  @TempDir Path home;

  @BeforeEach
  void anEmptyHouse() throws IOException {
    Files.createDirectories(home.resolve("bundle"));
    Files.createDirectories(home.resolve("etc"));
  }

  @Test
  void aBundleThatMissesAPackageStopsTheStartAndBothAreNamed() throws IOException {
    bundle("org.folkmoot.lame", "Import-Package: org.nowhere.at.all");
    try (Distribution distribution = new Distribution(Setup.of(home))) {
      assertThatThrownBy(distribution::start)
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("org.folkmoot.lame")
          .hasMessageContaining("org.nowhere.at.all");
      assertThatThrownBy(distribution::bundleContext).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBundleWhoseActivatorIsMissingStopsTheStart() throws IOException {
    bundle("org.folkmoot.lame", "Bundle-Activator: org.folkmoot.lame.Legs");
    try (Distribution distribution = new Distribution(Setup.of(home))) {
      assertThatThrownBy(distribution::start)
          .hasMessageContaining("org.folkmoot.lame")
          .hasMessageContaining("org.folkmoot.lame.Legs");
    }
  }

  @Test
  void aFragmentWithoutItsHostStopsTheStart() throws IOException {
    bundle("org.folkmoot.part", "Fragment-Host: org.folkmoot.whole");
    try (Distribution distribution = new Distribution(Setup.of(home))) {
      assertThatThrownBy(distribution::start).hasMessageContaining("org.folkmoot.part");
    }
  }

  @Test
  void aJarThatIsNoBundleIsNamedByItsFile() throws IOException {
    Files.writeString(home.resolve("bundle/half-copied.jar"), "PK");
    try (Distribution distribution = new Distribution(Setup.of(home))) {
      assertThatThrownBy(distribution::start).hasMessageContaining("half-copied.jar");
    }
  }

  @Test
  void everyBundleIsGivenTheClockOfTheSetupAndTheDataFolder() throws Exception {
    bundle("org.folkmoot.sound", "");
    Clock clock = Clock.fixed(Instant.parse("2026-05-01T08:00:00Z"), ZoneOffset.UTC);
    Path data = home.resolve("elsewhere");
    try (Distribution distribution =
        new Distribution(Setup.of(home).withClock(clock).withData(data))) {
      distribution.start();
      var context = distribution.bundleContext();
      assertThat(context.getService(context.getServiceReference(Clock.class))).isSameAs(clock);
      assertThat(context.getProperty("folkmoot.data")).isEqualTo(data.toString());
    }
  }

  @Test
  void twoDistributionsCannotShareADataFolder() throws Exception {
    bundle("org.folkmoot.sound", "");
    try (Distribution first = new Distribution(Setup.of(home));
        Distribution second = new Distribution(Setup.of(home))) {
      first.start();
      assertThatThrownBy(second::start)
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining(home.resolve("data").toString());
      first.stop();
      second.start();
    }
  }

  @Test
  void aConfigurationOfTheSetupStandsInPlaceOfTheFileOfEtc() throws Exception {
    bundle("org.folkmoot.sound", "");
    Files.writeString(home.resolve("etc/a.cfg"), "x=1\n");
    Files.writeString(home.resolve("etc/b.cfg"), "x=1\n");
    try (Distribution distribution =
        new Distribution(Setup.of(home).withConfiguration("a", Map.of("x", "2")))) {
      distribution.start();
      assertThat(distribution.etc().resolve("a.cfg")).hasContent("x=2");
      assertThat(distribution.etc().resolve("b.cfg")).hasContent("x=1");
    }
    assertThat(home.resolve("etc/a.cfg")).hasContent("x=1");
  }

  @Test
  void aConfigurationWhoseFileWasRemovedWhileNothingRanIsForgotten() throws Exception {
    bundle("org.folkmoot.sound", "");
    Path kept = Files.writeString(home.resolve("etc/kept.cfg"), "x=1\n");
    Path store = Files.createDirectories(home.resolve("data/config/org"));
    String origin = "felix.fileinstall.filename=\"%s\"\r\n";
    Files.writeString(store.resolve("kept.config"), origin.formatted(kept.toUri()));
    Files.writeString(
        store.resolve("gone.config"), origin.formatted(home.resolve("etc/gone.cfg").toUri()));
    Files.writeString(store.resolve("office.config"), "x=\"made in the office\"\r\n");
    try (Distribution distribution = new Distribution(Setup.of(home))) {
      distribution.start();
    }
    assertThat(store).isDirectoryNotContaining("glob:**gone.config");
    assertThat(store).isDirectoryContaining("glob:**kept.config");
    assertThat(store).isDirectoryContaining("glob:**office.config");
  }

  @Test
  void aFolderThatIsNoDistributionIsRefused() {
    assertThatThrownBy(() -> Setup.of(home.resolve("etc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bundle/");
  }

  private void bundle(String symbolicName, String header) throws IOException {
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: %s\n%s\n"
            .formatted(symbolicName, header);
    try (OutputStream file =
            Files.newOutputStream(home.resolve("bundle").resolve(symbolicName + "-1.jar"));
        var text =
            new java.io.ByteArrayInputStream(
                manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      new JarOutputStream(file, new Manifest(text)).close();
    }
  }
}
