package org.folkmoot.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * What a distribution is started with: where it is, where it keeps things, whose time it goes by.
 *
 * @param home the folder with {@code bundle/} and {@code etc/}
 * @param data the folder for everything that is kept
 * @param clock the clock that every bundle is given
 * @param console whether standard input is a Gogo console
 * @param framework framework properties that override {@code etc/framework.properties}
 * @param configurations configurations that override the files of {@code etc/}, by file name
 *     without {@code .cfg}; a distribution with any is watched in a copy of {@code etc/}
 */
public record Setup(
    Path home,
    Path data,
    Clock clock,
    boolean console,
    Map<String, String> framework,
    Map<String, Map<String, String>> configurations) {

  /** Refuses a folder that is no distribution. */
  public Setup {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    if (!Files.isDirectory(home.resolve("bundle"))) {
      throw new IllegalArgumentException(
          home + " is no Folkmoot distribution: it has no folder bundle/");
    }
    framework = Map.copyOf(framework);
    configurations = Map.copyOf(configurations);
  }

  /** The distribution as it is unpacked: its own data folder, the computer's clock. */
  public static Setup of(Path home) {
    return new Setup(home, home.resolve("data"), Clock.systemUTC(), false, Map.of(), Map.of());
  }

  /** The same, keeping its data in another folder. */
  public Setup withData(Path folder) {
    return new Setup(home, folder, clock, console, framework, configurations);
  }

  /** The same, going by another clock. */
  public Setup withClock(Clock other) {
    return new Setup(home, data, other, console, framework, configurations);
  }

  /** The same, with a console on standard input or without. */
  public Setup withConsole(boolean wanted) {
    return new Setup(home, data, clock, wanted, framework, configurations);
  }

  /** The same, with one more framework property. */
  public Setup withProperty(String name, String value) {
    Map<String, String> more = new HashMap<>(framework);
    more.put(name, value);
    return new Setup(home, data, clock, console, more, configurations);
  }

  /** The same, with {@code name.cfg} as given, whatever {@code etc/} says. */
  public Setup withConfiguration(String name, Map<String, String> properties) {
    Map<String, Map<String, String>> more = new HashMap<>(configurations);
    more.put(name, Map.copyOf(properties));
    return new Setup(home, data, clock, console, framework, more);
  }
}
