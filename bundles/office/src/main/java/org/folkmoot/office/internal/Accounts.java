package org.folkmoot.office.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.folkmoot.constitution.Refused;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Who may work in the office, and how often somebody failed to prove it. */
@Component(service = Accounts.class)
public final class Accounts {
  /** Shortest password: ASVS 5, 6.2.1 asks for 8 and recommends 15. */
  static final int SHORTEST_PASSWORD = 12;

  static final int LONGEST_PASSWORD = 200;

  /** Failures in a row before a name has to wait. */
  static final int FREE_FAILURES = 10;

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final Database database;
  private final Journal journal;
  private final Clock clock;

  /**
   * What a name that does not exist is compared with, so that it takes as long as one that does.
   */
  private final String nobody = Secrets.keep(UUID.randomUUID().toString());

  @Activate
  public Accounts(
      @Reference Database database,
      @Reference Journal journal,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    database.migrate("office", Accounts.class);
  }

  /** What came of an attempt to sign in. */
  sealed interface Attempt {
    /** It is they. */
    record Admitted(Account account) implements Attempt {}

    /** Name and password do not belong together. */
    record Wrong() implements Attempt {}

    /** Too many failures: try again later. */
    record Held(Instant until) implements Attempt {}
  }

  private record Kept(String id, String name, String secret) {}

  private record Failures(int failures, Instant lastAt) {}

  boolean none() {
    return database.read(handle -> countAll(handle) == 0);
  }

  Optional<Account> account(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT name FROM office_accounts WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(name -> new Account(id, name, access(handle, id))));
  }

  List<Account> all() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id, name, secret FROM office_accounts ORDER BY login")
                .mapTo(Kept.class)
                .map(kept -> new Account(kept.id(), kept.name(), access(handle, kept.id())))
                .list());
  }

  Attempt signIn(String name, String password) {
    String login = login(name);
    String hash = sha256(login);
    Instant now = clock.instant();
    Optional<Instant> held = heldUntil(hash, now);
    if (held.isPresent()) {
      return new Attempt.Held(held.get());
    }
    Optional<Kept> kept =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, name, secret FROM office_accounts WHERE login = :login")
                    .bind("login", login)
                    .mapTo(Kept.class)
                    .findOne());
    // The slow comparison is made outside any transaction: writers take turns.
    boolean right = Secrets.matches(password, kept.map(Kept::secret).orElse(nobody));
    if (!right || kept.isEmpty()) {
      return failed(hash, now);
    }
    database.write(
        handle -> {
          handle.execute("DELETE FROM office_attempts WHERE login_hash = ?", hash);
          journal.append(Account.ALL, kept.get().name(), "office.signed-in", java.util.Map.of());
          return null;
        });
    return account(kept.get().id()).<Attempt>map(Attempt.Admitted::new).orElse(new Attempt.Wrong());
  }

  /** Makes an account; refused when the name is taken. */
  Account create(String name, String password, Set<String> institutions, String actor) {
    String secret = Secrets.keep(password);
    return database.write(handle -> insert(handle, name, secret, institutions, actor));
  }

  /** Makes the account that makes the others; empty when there is one already. */
  Optional<Account> createFirst(String name, String password) {
    String secret = Secrets.keep(password);
    return database.write(
        handle ->
            countAll(handle) > 0
                ? Optional.empty()
                : Optional.of(insert(handle, name, secret, Set.of(Account.ALL), name.strip())));
  }

  /** What is wrong with a password someone wants to use, as the end of a wording key. */
  static Optional<String> fault(String name, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST_PASSWORD) {
      return Optional.of("short");
    }
    if (length > LONGEST_PASSWORD) {
      return Optional.of("long");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (!name.isBlank() && lower.contains(login(name))
        || lower.contains("password")
        || lower.contains("folkmoot")
        || lower.chars().distinct().count() < 5) {
      return Optional.of("guessable");
    }
    return Optional.empty();
  }

  private Account insert(
      Handle handle, String name, String secret, Set<String> institutions, String actor) {
    boolean taken =
        handle
                .createQuery("SELECT count(*) FROM office_accounts WHERE login = :login")
                .bind("login", login(name))
                .mapTo(Integer.class)
                .one()
            > 0;
    if (taken) {
      throw new Refused(
          "there is an account named " + name.strip() + " already",
          "each account has a name of its own",
          "Choose another name.");
    }
    String id = UUID.randomUUID().toString();
    handle
        .createUpdate(
            "INSERT INTO office_accounts (id, institution, name, login, secret, created_at)"
                + " VALUES (:id, '*', :name, :login, :secret, :created)")
        .bind("id", id)
        .bind("name", name.strip())
        .bind("login", login(name))
        .bind("secret", secret)
        .bind("created", clock.instant())
        .execute();
    for (String institution : institutions) {
      handle.execute(
          "INSERT INTO office_access (account, institution) VALUES (?, ?)", id, institution);
    }
    journal.append(
        Account.ALL,
        actor,
        "office.account-made",
        java.util.Map.of("account", name.strip(), "institutions", String.join(", ", institutions)));
    return new Account(id, name.strip(), institutions);
  }

  private Attempt failed(String hash, Instant now) {
    return database.write(
        handle -> {
          handle
              .createUpdate("DELETE FROM office_attempts WHERE last_at < :old")
              .bind("old", now.minus(FORGOTTEN_AFTER))
              .execute();
          handle
              .createUpdate(
                  "INSERT INTO office_attempts (login_hash, institution, failures, last_at)"
                      + " VALUES (:hash, '*', 1, :now) ON CONFLICT (login_hash) DO UPDATE"
                      + " SET failures = office_attempts.failures + 1, last_at = :now")
              .bind("hash", hash)
              .bind("now", now)
              .execute();
          return heldUntil(handle, hash, now)
              .<Attempt>map(Attempt.Held::new)
              .orElse(new Attempt.Wrong());
        });
  }

  private Optional<Instant> heldUntil(String hash, Instant now) {
    return database.read(handle -> heldUntil(handle, hash, now));
  }

  private static Optional<Instant> heldUntil(Handle handle, String hash, Instant now) {
    return handle
        .createQuery("SELECT failures, last_at FROM office_attempts WHERE login_hash = :hash")
        .bind("hash", hash)
        .mapTo(Failures.class)
        .findOne()
        .map(kept -> kept.lastAt().plus(waitAfter(kept.failures())))
        .filter(until -> until.isAfter(now));
  }

  /** A minute after the tenth failure, doubled by each further one, an hour at most. */
  static Duration waitAfter(int failures) {
    if (failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_FAILURES, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static int countAll(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM office_accounts").mapTo(Integer.class).one();
  }

  private static Set<String> access(Handle handle, String account) {
    return new HashSet<>(
        handle
            .createQuery("SELECT institution FROM office_access WHERE account = :account")
            .bind("account", account)
            .mapTo(String.class)
            .list());
  }

  private static String login(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
