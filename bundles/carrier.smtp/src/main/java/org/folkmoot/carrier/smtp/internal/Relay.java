package org.folkmoot.carrier.smtp.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail relay as configured.
 *
 * @param returnPath where undeliverable mail is reported to, unless to the institution's sender
 */
record Relay(
    String host,
    int port,
    Security security,
    Optional<String> user,
    Optional<Path> passwordFile,
    int sessions,
    Optional<Double> perSecond,
    Duration connectTimeout,
    Duration answerTimeout,
    Optional<String> returnPath) {

  enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  Relay {
    refuseUnless(!host.isBlank(), "host", host, "name the relay");
    refuseUnless(port > 0 && port < 65_536, "port", port, "1 to 65535");
    refuseUnless(sessions >= 1 && sessions <= 16, "sessions", sessions, "1 to 16");
    refuseUnless(
        perSecond.isEmpty() || perSecond.get() > 0, "perSecond", perSecond, "0 for no limit");
    refuseUnless(connectTimeout.toSeconds() > 0, "connectTimeoutSeconds", connectTimeout, "1 up");
    refuseUnless(answerTimeout.toSeconds() > 0, "answerTimeoutSeconds", answerTimeout, "1 up");
    refuseUnless(
        user.isPresent() == passwordFile.isPresent(),
        "user, passwordFile",
        user.orElse(""),
        "give both or neither");
    refuseUnless(
        user.isEmpty() || security != Security.NONE || isLoopback(host),
        "security",
        "none",
        "a password is sent encrypted only: use starttls or tls");
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private static void refuseUnless(boolean fine, String setting, Object value, String rule) {
    if (!fine) {
      throw new IllegalArgumentException(
          "org.folkmoot.carrier.smtp: " + setting + " = '" + value + "': " + rule);
    }
  }

  static Relay of(SmtpConfiguration configuration) {
    return new Relay(
        configuration.host().strip(),
        configuration.port(),
        security(configuration.security()),
        nonEmpty(configuration.user()),
        nonEmpty(configuration.passwordFile()).map(Path::of),
        configuration.sessions(),
        configuration.perSecond() == 0 ? Optional.empty() : Optional.of(configuration.perSecond()),
        Duration.ofSeconds(configuration.connectTimeoutSeconds()),
        Duration.ofSeconds(configuration.answerTimeoutSeconds()),
        nonEmpty(configuration.returnPath()));
  }

  private static Security security(String value) {
    for (Security security : Security.values()) {
      if (security.name().toLowerCase(Locale.ROOT).equals(value.strip())) {
        return security;
      }
    }
    throw new IllegalArgumentException(
        "org.folkmoot.carrier.smtp: security = '" + value + "': none, starttls or tls");
  }

  private static Optional<String> nonEmpty(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  String place() {
    return host + ":" + port;
  }
}
