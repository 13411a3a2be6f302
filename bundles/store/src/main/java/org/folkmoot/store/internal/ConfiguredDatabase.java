package org.folkmoot.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.folkmoot.store.Database;
import org.folkmoot.store.Unavailable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the configured database and publishes it as soon as it is there.
 *
 * <p>After a power cut Folkmoot may be up before its database. So the service appears when the
 * database answers, and whatever needs it waits for the service, instead of failing once and for
 * ever.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.folkmoot.store")
@Designate(ocd = StoreConfiguration.class)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"org.folkmoot.store.Database\"",
    uses = Database.class)
public final class ConfiguredDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDatabase.class);
  private static final int SECONDS_BETWEEN_TRIES = 5;

  private final BundleContext context;
  private final StoreConfiguration configuration;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "store-opening");
            thread.setDaemon(true);
            return thread;
          });
  private boolean stopped;
  private String lastFault = "";
  private PooledDatabase database;
  private ServiceRegistration<Database> registration;

  @Activate
  public ConfiguredDatabase(BundleContext context, StoreConfiguration configuration) {
    this.context = context;
    this.configuration = configuration;
    open();
  }

  private void open() {
    PooledDatabase opened;
    try {
      Engine engine =
          engine(
              configuration.url(),
              configuration.user(),
              configuration.passwordFile(),
              dataFolder(context));
      opened = PooledDatabase.open(engine);
      LOG.info("Database open: {}", engine.place());
    } catch (Unavailable e) {
      if (!e.getMessage().equals(lastFault)) {
        lastFault = e.getMessage();
        LOG.error("{} Trying again every {} s.", lastFault, SECONDS_BETWEEN_TRIES, e);
      }
      synchronized (this) {
        if (!stopped) {
          retries.schedule(this::openOrSay, SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
        }
      }
      return;
    }
    publish(opened);
  }

  /** Registers outside the lock, since this starts whatever was waiting. */
  private void publish(PooledDatabase opened) {
    synchronized (this) {
      if (stopped) {
        opened.close();
        return;
      }
      database = opened;
    }
    ServiceRegistration<Database> published = context.registerService(Database.class, opened, null);
    synchronized (this) {
      registration = published;
      if (!stopped) {
        return;
      }
    }
    published.unregister();
  }

  /** A fault that trying again cannot cure ends the tries, and must not vanish in the executor. */
  private void openOrSay() {
    try {
      open();
    } catch (RuntimeException e) {
      LOG.error("The database cannot be used until its configuration is changed", e);
    }
  }

  @Deactivate
  public void close() {
    ServiceRegistration<Database> published;
    PooledDatabase open;
    synchronized (this) {
      stopped = true;
      published = registration;
      open = database;
    }
    retries.shutdownNow();
    if (published != null) {
      published.unregister();
    }
    if (open != null) {
      open.close();
    }
  }

  static Engine engine(String anyUrl, String user, String passwordFile, Path dataFolder) {
    String url = anyUrl.strip();
    if (url.isEmpty()) {
      return new Sqlite(dataFolder.resolve("folkmoot.db"));
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "org.folkmoot.store: url '"
              + url
              + "' is not understood. Leave it empty for the embedded database, or write"
              + " jdbc:postgresql://host:5432/database.");
    }
    return new Postgresql(url, user.strip(), password(passwordFile.strip()));
  }

  private static String password(String file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      if (!lines.isEmpty()) {
        return lines.get(0);
      }
    } catch (IOException e) {
      throw new Unavailable(
          "org.folkmoot.store: the password file "
              + file
              + " cannot be read. Check that it exists and that the account which runs Folkmoot may"
              + " read it.",
          e);
    }
    throw new Unavailable(
        "org.folkmoot.store: the password file "
            + file
            + " is empty. Write the password in its"
            + " first line.",
        null);
  }

  static Path dataFolder(BundleContext context) {
    String folder = context.getProperty("folkmoot.data");
    if (folder != null && !folder.isBlank()) {
      return Path.of(folder);
    }
    String karaf = context.getProperty("karaf.data");
    return karaf == null ? Path.of("data") : Path.of(karaf, "folkmoot");
  }
}
