package org.folkmoot.notice.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Carrier;
import org.folkmoot.store.Database;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent, and those who send it: one {@link Postman} for each carrier that is there.
 *
 * <p>It looks for work when woken after a commit, and every second besides: the second is the
 * machine's own, so that a clock that jumps or stands still (a demonstration's) holds up no mail;
 * what is due is judged by the {@link Clock}.
 */
@Component(service = Outbox.class, immediate = true)
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long TICK_MILLIS = 1_000;
  private static final int TICKS_BETWEEN_TIDYING = 30;
  private static final String ALL = "*";

  private final Clock clock;
  private final Messages messages;
  private final Notices notices;
  private final Seal seal;
  private final Map<Carrier, Postman> postmen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "outbox");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopped;
  private int ticksSinceTidying;

  @Activate
  public Outbox(
      @Reference Database database,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      BundleContext context) {
    this(database, clock, dataFolder(context));
  }

  /** An outbox whose key lies in {@code keys/outbox.key} of the folder. */
  public Outbox(Database database, Clock clock, Path dataFolder) {
    this.clock = clock;
    database.migrate("notice", Outbox.class);
    this.messages = new Messages(database);
    this.notices = new Notices(database);
    this.seal = Seal.in(dataFolder.resolve("keys").resolve("outbox.key"));
    ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Path dataFolder(BundleContext context) {
    String folder = context.getProperty("folkmoot.data");
    if (folder != null && !folder.isBlank()) {
      return Path.of(folder);
    }
    String karaf = context.getProperty("karaf.data");
    return karaf == null ? Path.of("data") : Path.of(karaf, "folkmoot");
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "carrierGone")
  public void carrierCame(Carrier carrier, Map<String, Object> properties) {
    Object channel = properties.get("channel");
    Object institution = properties.getOrDefault("institution", ALL);
    if (channel == null) {
      LOG.error(
          "A carrier without the service property 'channel' is not used: {}",
          carrier.getClass().getName());
      return;
    }
    String whose = institution.toString();
    postmen.put(
        carrier,
        new Postman(
            this,
            carrier,
            channel.toString(),
            whose.equals(ALL) ? Optional.empty() : Optional.of(whose)));
    wake();
  }

  /** Returns when what the carrier has in hand is done with, or after a while. */
  public void carrierGone(Carrier carrier) {
    Postman postman = postmen.remove(carrier);
    if (postman != null) {
      postman.stop();
      postman.awaitEnd();
    }
  }

  @Deactivate
  public void close() {
    stopped = true;
    ticks.shutdown();
    List<Postman> all = new ArrayList<>(postmen.values());
    all.forEach(Postman::stop);
    all.forEach(Postman::awaitEnd);
    postmen.clear();
  }

  /** Looks for work soon, on a thread of its own. */
  public void wake() {
    if (!stopped && woken.compareAndSet(false, true)) {
      ticks.execute(
          () -> {
            woken.set(false);
            look();
          });
    }
  }

  private void tick() {
    look();
    if (++ticksSinceTidying >= TICKS_BETWEEN_TIDYING) {
      ticksSinceTidying = 0;
      guarded("tidy up claims", () -> messages.tidyClaims(clock.instant()));
    }
  }

  private void look() {
    for (Postman postman : postmen.values()) {
      guarded("look for mail", postman::look);
    }
  }

  // A timer that throws would be dropped by its executor, and no mail would ever leave again.
  private void guarded(String what, Runnable work) {
    if (stopped) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("The outbox could not {}; it tries again", what, e);
    }
  }

  /** Whether there is a carrier of a channel for an institution. */
  boolean carries(String institution, String channel) {
    return postmen.values().stream()
        .anyMatch(
            postman ->
                postman.channel().equals(channel)
                    && postman.institution().map(institution::equals).orElse(true));
  }

  /** Institutions that have a carrier of their own for a channel. */
  Set<String> withOwnCarrier(String channel) {
    Set<String> own = new TreeSet<>();
    for (Postman postman : postmen.values()) {
      if (postman.channel().equals(channel)) {
        postman.institution().ifPresent(own::add);
      }
    }
    return own;
  }

  Clock clock() {
    return clock;
  }

  Messages messages() {
    return messages;
  }

  Notices notices() {
    return notices;
  }

  Seal seal() {
    return seal;
  }

  /** What is sealed of an addressee, beside the personal facts. */
  static List<String> lines(Addressee addressee) {
    List<String> lines = new ArrayList<>();
    lines.add(addressee.email().orElse("").strip());
    lines.addAll(addressee.postalAddress());
    return lines;
  }
}
