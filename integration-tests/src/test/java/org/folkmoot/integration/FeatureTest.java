package org.folkmoot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Karaf feature and the distribution name the same bundles. */
class FeatureTest {
  /** What Karaf brings itself: see the head of features.xml. */
  private static final Pattern OF_KARAF =
      Pattern.compile(
          "asm(-.*)?|org\\.apache\\.aries\\.spifly.*|slf4j-api|logback-.*|log4j-.*"
              + "|org\\.apache\\.felix\\.(scr|configadmin|metatype|fileinstall|log|logback|gogo\\..*)"
              + "|org\\.osgi\\.(service\\.component|util\\.(function|promise))");

  @Test
  void theFeatureListsEveryBundleOfTheDistributionThatKarafLacksAndNoOther() throws IOException {
    Set<String> shipped = new TreeSet<>();
    for (var jar : Shipped.bundles().values()) {
      String file = jar.getFileName().toString().replaceFirst("\\.jar$", "");
      String artifact = file.replaceFirst("-[0-9][^-]*(-SNAPSHOT)?$", "");
      if (!OF_KARAF.matcher(artifact).matches()) {
        shipped.add(file.replaceFirst("^org\\.folkmoot\\.", ""));
      }
    }
    assertThat(shipped).hasSizeGreaterThan(20);
    Set<String> named = new TreeSet<>();
    MavenArtifact.in(Files.readString(Shipped.features()))
        .forEach(a -> named.add(a.artifact() + "-" + a.version()));
    assertThat(named).isEqualTo(shipped);
  }

  @Test
  void noVersionIsLeftUnfilled() throws IOException {
    assertThat(Files.readString(Shipped.features())).doesNotContain("${");
  }

  @Test
  void theDoorsOfTheFeatureAreThoseOfTheDistribution() throws IOException {
    String features = Files.readString(Shipped.features());
    for (String door : List.of("member", "office")) {
      String file =
          Files.readString(Shipped.home().resolve("etc/org.apache.felix.http-" + door + ".cfg"));
      String config =
          features.replaceFirst(
              "(?s).*<config name=\"org.apache.felix.http-" + door + "\">(.*?)</config>.*", "$1");
      assertThat(settings(config)).isNotEmpty().isEqualTo(settings(file));
    }
  }

  private static Set<String> settings(String text) {
    return text.lines()
        .map(line -> line.replaceAll("\\s", ""))
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .collect(Collectors.toSet());
  }
}
