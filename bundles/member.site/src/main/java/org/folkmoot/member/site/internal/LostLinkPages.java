package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.folkmoot.ballot.Polls;
import org.folkmoot.notice.LetterCode;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ways to a ballot paper without the link in the mail: a new link, sent to the address on
 * the roll alone, and the code of a letter. Neither tells who is a voter.
 */
final class LostLinkPages {
  private static final Logger LOG = LoggerFactory.getLogger(LostLinkPages.class);
  private static final String LOST = "lost";
  private static final String CODE = "code";
  private static final int LONGEST_ADDRESS = 254; // RFC 5321 4.5.3.1.3

  /** How many may wait to be looked up; more is a flood, and is let go. */
  private static final int WAITING = 200;

  private final Domain domain;
  private final Executor aside;

  LostLinkPages(Domain domain) {
    this.domain = domain;
    // Looked up and sent aside: how long the answer takes must not tell whether there is a voter.
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "folkmoot-lost-links");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true); // a door that was stopped leaves no thread behind
    this.aside = one;
  }

  /** Whether a word in a token's place is one of these pages; a token is longer. */
  static boolean answer(String word) {
    return word.equals(LOST) || word.equals(CODE);
  }

  void serve(Visit visit) throws IOException {
    String step = visit.path.segment(2);
    boolean sent = visit.path.segment(1).equals(LOST) && step.equals("sent");
    if (!step.isEmpty() && !sent) {
      throw Problem.NOT_FOUND.found();
    }
    Polls polls = domain.polls.on(visit.path);
    if (sent) {
      visit.mustBeGet();
      visit.send(page(visit, "lost-sent"));
    } else if (visit.path.segment(1).equals(LOST)) {
      lost(visit, polls);
    } else {
      code(visit, polls);
    }
  }

  private void lost(Visit visit, Polls polls) throws IOException {
    if (!visit.isPost()) {
      visit.send(page(visit, LOST));
      return;
    }
    visit.countAttempt();
    Form form = visit.form();
    String email = form.line("email");
    if (email.length() > LONGEST_ADDRESS || !email.matches("[^\\s@]+@[^\\s@]+")) {
      form.refuse("email", visit.words().say("member.lost.email.wrong"));
      visit.send(page(visit, LOST).form(form));
      return;
    }
    try {
      aside.execute(() -> send(polls, email));
    } catch (RejectedExecutionException e) {
      LOG.warn("More than {} requests for lost links wait; one is let go", WAITING);
    }
    visit.seeOther("vote", LOST, "sent");
  }

  private static void send(Polls polls, String email) {
    try {
      polls.sendLinksTo(email);
    } catch (RuntimeException e) {
      // Without the address: who asked is nobody's business.
      LOG.error("A request for a lost link could not be answered", e);
    }
  }

  private void code(Visit visit, Polls polls) throws IOException {
    if (!visit.isPost()) {
      visit.send(page(visit, CODE));
      return;
    }
    Form form = visit.form();
    Optional<LetterCode> code = LetterCode.typed(form.line("code"));
    if (code.isPresent() && polls.pack(code.get().plain()).isPresent()) {
      visit.seeOther("vote", code.get().plain());
      return;
    }
    visit.countAttempt();
    form.refuse(
        "code",
        visit.words().say(code.isPresent() ? "member.code.unknown" : "member.code.mistyped"));
    visit.send(page(visit, CODE).form(form));
  }

  private static Page page(Visit visit, String template) {
    return visit
        .page(template)
        .with("lost", visit.path.to("vote", LOST))
        .with("code", visit.path.to("vote", CODE))
        .with("email", visit.institution.senderAddress())
        .with("post", visit.institution.postalAddress());
  }
}
