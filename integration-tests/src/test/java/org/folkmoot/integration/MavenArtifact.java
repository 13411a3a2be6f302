package org.folkmoot.integration;

import java.util.List;
import java.util.regex.Pattern;

/** A bundle as a Karaf feature names it: {@code mvn:group/artifact/version}. */
record MavenArtifact(String group, String artifact, String version) {
  private static final Pattern ADDRESS = Pattern.compile("mvn:([^/<]+)/([^/<]+)/([^/<]+)");

  static List<MavenArtifact> in(String features) {
    return ADDRESS
        .matcher(features)
        .results()
        .map(m -> new MavenArtifact(m.group(1), m.group(2), m.group(3)))
        .toList();
  }

  /** Where a Maven repository keeps its jar. */
  String path() {
    return "%s/%s/%s/%s-%s.jar"
        .formatted(group.replace('.', '/'), artifact, version, artifact, version);
  }
}
