package org.folkmoot.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** One Folkmoot, started and stopped: the bundles of a folder in a framework of their own. */
public final class Distribution implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  // SPI Fly tells of every provider it finds; held here, since an unused logger loses its level.
  private static final Logger SPI_FLY = Logger.getLogger("org.apache.aries.spifly");
  private static final Pattern ORIGIN =
      Pattern.compile("^felix\\.fileinstall\\.filename=\"(file:[^\"]*)\"", Pattern.MULTILINE);
  private static final String DOOR = "org.apache.felix.http.runtime.init.door";

  private final Setup setup;
  private List<Handler> logHandlers = List.of();
  private Framework framework;
  private FileChannel guard;
  private Path etc;
  private boolean logSet;

  /** A distribution that is not started yet. */
  public Distribution(Setup setup) {
    this.setup = setup;
  }

  /**
   * Starts every bundle and waits until the configured doors are open.
   *
   * @throws StartFailure naming each bundle that did not start and what it misses, or the door that
   *     stayed shut; nothing is left running then
   */
  public synchronized void start() throws StartFailure {
    if (framework != null) {
      throw new IllegalStateException("already started: " + setup.home());
    }
    try {
      Files.createDirectories(setup.data());
      guardData();
      etc = setup.configurations().isEmpty() ? setup.home().resolve("etc") : layOutConfiguration();
      forgetRemovedFiles();
      logByFileOfEtc();
      framework =
          ServiceLoader.load(FrameworkFactory.class)
              .findFirst()
              .orElseThrow(() -> new StartFailure("no OSGi framework in lib/"))
              .newFramework(frameworkProperties());
      framework.init();
      framework.getBundleContext().registerService(Clock.class, setup.clock(), null);
      install();
      framework.start();
      checkBundles();
      raise(StartLevel.last());
      checkBundles();
      framework.getBundleContext().addFrameworkListener(Distribution::tellErrors);
      for (String door : configuredDoors()) {
        door(door);
      }
    } catch (StartFailure e) {
      close();
      throw e;
    } catch (IOException | BundleException e) {
      close();
      throw new StartFailure("Folkmoot did not start: " + e.getMessage(), e);
    }
  }

  /** Stops every bundle and waits until they have stopped; harmless when nothing runs. */
  public synchronized void stop() {
    try {
      if (framework != null) {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(60));
        giveBackTheJavaLog();
      }
      if (guard != null) {
        guard.close();
      }
    } catch (BundleException | IOException e) {
      throw new IllegalStateException("Folkmoot did not stop cleanly: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      framework = null;
      guard = null;
      // Both name places in the data folder of this start; another start in this process has its
      // own.
      System.clearProperty("org.sqlite.tmpdir");
      if (logSet) {
        System.clearProperty("logback.configurationFile");
        logSet = false;
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Waits until somebody stops it: a signal, or the console. */
  public void awaitStop() throws InterruptedException {
    Framework running = framework;
    if (running != null) {
      running.waitForStop(0);
    }
  }

  /** The framework's own bundle context. */
  public BundleContext bundleContext() {
    if (framework == null) {
      throw new IllegalStateException("not started: " + setup.home());
    }
    return framework.getBundleContext();
  }

  /** The folder whose configuration files are watched while it runs. */
  public Path etc() {
    if (etc == null) {
      throw new IllegalStateException("not started: " + setup.home());
    }
    return etc;
  }

  /** The doors that configuration files of {@code etc/} open. */
  public List<String> configuredDoors() throws IOException {
    List<String> doors = new ArrayList<>();
    for (Path file : files(etc(), "org.apache.felix.http-*.cfg")) {
      Optional.ofNullable(read(file).getProperty(DOOR)).ifPresent(doors::add);
    }
    return doors;
  }

  /**
   * The address at which a door answers, once it does.
   *
   * @throws StartFailure when it has not opened after 20 seconds
   */
  public URI door(String name) throws StartFailure {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<URI> address = openDoor(name);
        if (address.isPresent()) {
          return address.get();
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StartFailure(
        "The door \"%s\" did not open in %d seconds. Is its port taken? See %s and the log."
            .formatted(name, PATIENCE.toSeconds(), etc));
  }

  private Optional<URI> openDoor(String name) {
    try {
      ServiceReference<?>[] found =
          bundleContext()
              .getAllServiceReferences(
                  "org.osgi.service.servlet.runtime.HttpServiceRuntime", "(door=" + name + ")");
      if (found == null) {
        return Optional.empty();
      }
      Object endpoint = found[0].getProperty("osgi.http.endpoint");
      Collection<?> all =
          endpoint instanceof Collection<?> many
              ? many
              : endpoint instanceof Object[] some ? List.of(some) : List.of();
      return all.stream().map(Object::toString).findFirst().map(URI::create);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("no name for a door: " + name, e);
    }
  }

  private void guardData() throws IOException, StartFailure {
    guard = FileChannel.open(setup.data().resolve("lock"), CREATE, WRITE);
    FileLock lock = null;
    try {
      lock = guard.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very process runs another distribution there; the answer below is the same.
      lock = null;
    }
    if (lock == null) {
      throw new StartFailure(
          "The data folder "
              + setup.data()
              + " is in use by another Folkmoot. Stop that one first, or give this one another"
              + " folder with --data.");
    }
  }

  /** A copy of {@code etc/} in the data folder, with what the setup says otherwise. */
  private Path layOutConfiguration() throws IOException {
    Path folder = Files.createDirectories(setup.data().resolve("etc"));
    for (Path old : files(folder, "*")) {
      Files.delete(old);
    }
    for (Path file : files(setup.home().resolve("etc"), "*.{cfg,xml}")) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    for (Map.Entry<String, Map<String, String>> each : setup.configurations().entrySet()) {
      String text =
          each.getValue().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\") + "\n")
              .sorted()
              .collect(Collectors.joining());
      Files.writeString(folder.resolve(each.getKey() + ".cfg"), text);
    }
    return folder;
  }

  /**
   * Drops stored configurations whose file was removed while nothing ran: FileInstall sees only
   * files that go while it looks, so a module switched off by removing its file would come back.
   */
  private void forgetRemovedFiles() throws IOException {
    Path store = setup.data().resolve("config");
    if (!Files.isDirectory(store)) {
      return;
    }
    try (Stream<Path> stored = Files.walk(store)) {
      for (Path file : stored.filter(f -> f.toString().endsWith(".config")).toList()) {
        Matcher origin = ORIGIN.matcher(Files.readString(file));
        if (origin.find() && Files.notExists(Path.of(URI.create(origin.group(1))))) {
          Files.delete(file);
        }
      }
    }
  }

  /** Logback looks for these two by name; without them it would log everything there is. */
  private void logByFileOfEtc() {
    SPI_FLY.setLevel(Level.WARNING);
    logHandlers = List.of(Logger.getLogger("").getHandlers());
    System.setProperty("folkmoot.data", setup.data().toString());
    Path file = etc.resolve("logback.xml");
    if (System.getProperty("logback.configurationFile") == null && Files.exists(file)) {
      System.setProperty("logback.configurationFile", file.toString());
      logSet = true;
    }
  }

  /** A bundle leads java.util.logging into the log; its handler is dead when the framework is. */
  private void giveBackTheJavaLog() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    logHandlers.forEach(root::addHandler);
  }

  private Map<String, String> frameworkProperties() throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("folkmoot.home", setup.home().toString());
    all.put("folkmoot.data", setup.data().toString());
    // Bundles are installed anew at each start, so that the folder alone says what runs.
    all.put(Constants.FRAMEWORK_STORAGE, setup.data().resolve("cache").toString());
    all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(StartLevel.OURS.number()));
    all.put("felix.log.level", "0"); // its errors are framework events, and told as such
    all.put("felix.cm.dir", setup.data().resolve("config").toString());
    all.put("felix.fileinstall.dir", etc.toString());
    all.put("felix.fileinstall.filter", ".*\\.cfg");
    all.put("felix.fileinstall.noInitialDelay", "true");
    all.put("felix.fileinstall.poll", "1000");
    // A file says what its writer wrote: what is changed elsewhere is kept in data/config.
    all.put("felix.fileinstall.enableConfigSave", "false");
    all.put("felix.fileinstall.tmpdir", setup.data().resolve("cache/fileinstall").toString());
    // No listener but the two doors that are configured.
    all.put("org.apache.felix.http.require.config", "true");
    all.put("gosh.args", setup.console() ? "" : "--nointeractive");
    Path file = setup.home().resolve("etc/framework.properties");
    if (Files.exists(file)) {
      read(file).forEach((name, value) -> all.put(name.toString(), fill(value.toString())));
    }
    all.putAll(setup.framework());
    return all;
  }

  private String fill(String value) {
    return value
        .replace("${folkmoot.home}", setup.home().toString())
        .replace("${folkmoot.data}", setup.data().toString());
  }

  private void install() throws IOException, StartFailure {
    BundleContext context = framework.getBundleContext();
    List<Bundle> installed = new ArrayList<>();
    for (Path jar : files(setup.home().resolve("bundle"), "*.jar")) {
      try {
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle
            .adapt(BundleStartLevel.class)
            .setStartLevel(StartLevel.of(bundle.getSymbolicName()).number());
        installed.add(bundle);
      } catch (BundleException e) {
        throw new StartFailure(
            "bundle/%s cannot be installed: %s".formatted(jar.getFileName(), e.getMessage()), e);
      }
    }
    if (installed.isEmpty()) {
      throw new StartFailure("There is no bundle in " + setup.home().resolve("bundle"));
    }
    for (Bundle bundle : installed) {
      if (!isFragment(bundle)) {
        try {
          bundle.start(); // at its level, once the framework gets there
        } catch (BundleException e) {
          throw new StartFailure(failure(bundle, e), e);
        }
      }
    }
  }

  /** Nobody configures and no door opens before all bundles are known to have started. */
  private void raise(int level) throws StartFailure {
    CountDownLatch reached = new CountDownLatch(1);
    framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> reached.countDown());
    try {
      if (!reached.await(3, TimeUnit.MINUTES)) {
        throw new StartFailure("The last bundles did not start in time; see the log.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while starting", e);
    }
  }

  private void checkBundles() throws StartFailure {
    int level = framework.adapt(FrameworkStartLevel.class).getStartLevel();
    List<String> failures = new ArrayList<>();
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      boolean due = bundle.adapt(BundleStartLevel.class).getStartLevel() <= level;
      if (isFragment(bundle)
          ? bundle.getState() == Bundle.INSTALLED
          : due && bundle.getState() != Bundle.ACTIVE) {
        failures.add(whyNot(bundle));
      }
    }
    if (!failures.isEmpty()) {
      throw new StartFailure(
          "Folkmoot did not start, because of:\n  " + String.join("\n  ", failures));
    }
  }

  /** Starts it once more, which either helps or says what is missing. */
  private static String whyNot(Bundle bundle) {
    if (isFragment(bundle)) {
      return bundle.getSymbolicName() + ": no bundle that it belongs to is there";
    }
    try {
      bundle.start();
      return bundle.getSymbolicName() + ": started only when asked twice";
    } catch (BundleException e) {
      return failure(bundle, e);
    }
  }

  private static String failure(Bundle bundle, BundleException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = cause == e ? e.getMessage() : e.getMessage() + " (" + cause + ")";
    // Felix says what is missing, then says it all once more.
    return "%s %s: %s"
        .formatted(
            bundle.getSymbolicName(),
            bundle.getVersion(),
            reason.replaceFirst(" Unresolved requirements: .*", ""));
  }

  private static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  /** On standard error, since the log's own bundles may be what failed. */
  private static void tellErrors(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      System.err.println(
          "folkmoot: " + event.getBundle().getSymbolicName() + ": " + event.getThrowable());
    }
  }

  private static List<Path> files(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      files.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
