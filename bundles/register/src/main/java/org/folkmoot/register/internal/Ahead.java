package org.folkmoot.register.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Prepares pages on a thread of its own while the caller's thread writes those before. */
final class Ahead {
  private static final int PAGES = 8;

  private Ahead() {}

  private record Page<T>(T contents, Throwable fault) {}

  /**
   * Runs both to the end. The writer is called on the caller's thread, in the order of the pages;
   * what either throws reaches the caller, and stops the other.
   */
  static <T> void run(Consumer<Consumer<T>> producer, Consumer<T> writer) {
    BlockingQueue<Page<T>> pages = new ArrayBlockingQueue<>(PAGES);
    Thread ahead =
        new Thread(
            () -> {
              try {
                producer.accept(page -> put(pages, new Page<>(page, null)));
                put(pages, new Page<>(null, null));
              } catch (CancellationException e) {
                // The writer has failed and waits for nothing more.
                Thread.currentThread().interrupt();
              } catch (RuntimeException | Error e) {
                put(pages, new Page<>(null, e));
              }
            },
            "enrolment-ahead");
    ahead.setDaemon(true);
    ahead.start();
    try {
      for (Page<T> page = take(pages); page.contents() != null; page = take(pages)) {
        writer.accept(page.contents());
      }
    } finally {
      ahead.interrupt();
    }
  }

  private static <T> void put(BlockingQueue<Page<T>> pages, Page<T> page) {
    try {
      pages.put(page);
    } catch (InterruptedException e) {
      throw new CancellationException("the writer has stopped");
    }
  }

  private static <T> Page<T> take(BlockingQueue<Page<T>> pages) {
    try {
      Page<T> page = pages.take();
      if (page.fault() instanceof RuntimeException fault) {
        throw fault;
      } else if (page.fault() instanceof Error fault) {
        throw fault;
      }
      return page;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("enrolment was interrupted; nothing was changed", e);
    }
  }
}
