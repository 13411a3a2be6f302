package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.folkmoot.constitution.Institution;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.MembershipLinks;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the links on a thread of its own: how long the page takes to answer must not tell whether
 * an address is on the register.
 */
@Component(
    service = MembershipLinks.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MembershipLinksOfInstitution implements MembershipLinks {
  private static final Logger LOG = LoggerFactory.getLogger(MembershipLinksOfInstitution.class);
  private static final int MOST_WAITING = 1_000;

  /** More people than this do not share an address: it is a mailing list, or a clerk's slip. */
  private static final int MOST_SHARING = 10;

  private final Institution institution;
  private final Database database;
  private final Clock clock;
  private final JoiningNotices notices;
  private final Executor executor;

  @Activate
  public MembershipLinksOfInstitution(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference PostOffice postOffice,
      @Reference PersonalLinks links,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this(institution, database, postOffice, links, clock, oneThread(institution.id()));
  }

  /** Links sent by this executor. */
  public MembershipLinksOfInstitution(
      Institution institution,
      Database database,
      PostOffice postOffice,
      PersonalLinks links,
      Clock clock,
      Executor executor) {
    this.institution = institution;
    this.database = database;
    this.clock = clock;
    this.notices = new JoiningNotices(institution, postOffice, links);
    this.executor = executor;
    database.migrate("register", MembershipLinksOfInstitution.class);
  }

  private static Executor oneThread(String institution) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        work -> {
          Thread thread = new Thread(work, "membership-links-" + institution);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Deactivate
  public void close() {
    if (executor instanceof ThreadPoolExecutor pool) {
      pool.shutdown();
    }
  }

  @Override
  public void request(String email) {
    try {
      executor.execute(() -> sendAndSayWhy(email));
    } catch (RejectedExecutionException e) {
      // A flood: whoever asked may ask again.
      LOG.warn("{}: too many requests for membership links at once", institution.id());
    }
  }

  private void sendAndSayWhy(String email) {
    try {
      database.write(handle -> send(handle, email));
    } catch (RuntimeException e) {
      LOG.error("{}: a membership link could not be sent", institution.id(), e);
    }
  }

  private Integer send(Handle handle, String email) {
    Instant now = clock.instant();
    List<String> people =
        handle
            .createQuery(
                "SELECT id FROM register_person WHERE institution = :institution"
                    + " AND LOWER(email) = LOWER(:email) AND state IS NOT NULL ORDER BY id LIMIT "
                    + (MOST_SHARING + 1))
            .bind("institution", institution.id())
            .bind("email", email)
            .mapTo(String.class)
            .list();
    if (people.size() > MOST_SHARING) {
      LOG.warn("{}: an email address is shared by too many people", institution.id());
      return 0;
    }
    if (people.isEmpty() || !MailAsked.admits(handle, institution.id(), email, now)) {
      return 0;
    }
    for (String person : people) {
      StandingRegister.member(handle, institution, person)
          .ifPresent(member -> notices.yourLink(member, now));
    }
    return people.size();
  }
}
