package org.folkmoot.register.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one kind of work, never twice at a time: when woken, however often, and every so often. */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int SECONDS_TO_END = 5;

  private final Runnable work;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean woken = new AtomicBoolean();

  Worker(String name, Runnable work) {
    this.work = work;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  void wake() {
    if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
      thread.execute(this::guarded);
    }
  }

  void wakeIn(long millis) {
    if (!thread.isShutdown()) {
      thread.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** The machine's own time: a clock that stands still, as in a demonstration, stops no work. */
  void wakeEvery(long seconds) {
    thread.scheduleWithFixedDelay(this::guarded, seconds, seconds, TimeUnit.SECONDS);
  }

  // What is thrown would end every later turn as well.
  private void guarded() {
    woken.set(false);
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{} failed; its next turn tries again", Thread.currentThread().getName(), e);
    }
  }

  /** Lets work under way end, for a while. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
