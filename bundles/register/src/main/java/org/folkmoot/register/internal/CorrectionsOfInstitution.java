package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Corrections;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Requests for correction as they stand in the database. */
@Component(
    service = Corrections.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class CorrectionsOfInstitution implements Corrections {
  private static final int LONGEST = 2_000;
  private static final int MOST_WAITING = 10;
  private static final String ALL =
      "SELECT c.id, c.person, p.given_name, p.family_name, c.wish, c.sources, c.asked, c.settled,"
          + " c.settled_by, c.answer FROM register_correction c"
          + " JOIN register_person p ON p.institution = c.institution AND p.id = c.person"
          + " WHERE c.institution = :institution";
  private static final RowMapper<Correction> ROW =
      (row, context) -> {
        long settled = row.getLong("settled");
        boolean open = row.wasNull();
        return new Correction(
            row.getString("id"),
            row.getString("person"),
            (row.getString("given_name") + " " + row.getString("family_name")).strip(),
            row.getString("wish"),
            row.getString("sources").lines().toList(),
            Instant.ofEpochMilli(row.getLong("asked")),
            open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(settled)),
            row.getString("settled_by"),
            row.getString("answer"));
      };

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final Clock clock;
  private final JoiningNotices notices;

  @Activate
  public CorrectionsOfInstitution(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference PostOffice postOffice,
      @Reference PersonalLinks links,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.notices = new JoiningNotices(institution, postOffice, links);
    database.migrate("register", CorrectionsOfInstitution.class);
  }

  @Override
  public String ask(String memberId, String text) {
    String wish = text.strip();
    refuseLength(wish, "the request");
    return database.write(
        handle -> {
          List<Correction> waiting =
              requests(handle, memberId).stream().filter(c -> c.settled().isEmpty()).toList();
          Optional<Correction> same =
              waiting.stream().filter(c -> c.text().equals(wish)).findFirst();
          if (same.isPresent()) {
            return same.get().id();
          }
          if (waiting.size() >= MOST_WAITING) {
            throw new Refused(
                MOST_WAITING + " of your requests wait for an answer already",
                "corrections: at most " + MOST_WAITING + " of one member at a time",
                "Wait for an answer, or write to the institution.");
          }
          return insert(handle, memberId, wish);
        });
  }

  private String insert(Handle handle, String memberId, String wish) {
    String id = RandomId.next();
    List<String> sources =
        handle
            .createQuery(
                "SELECT DISTINCT source FROM register_record WHERE institution = :institution"
                    + " AND person = :person AND held = 1 ORDER BY source")
            .bind("institution", institution.id())
            .bind("person", memberId)
            .mapTo(String.class)
            .list();
    handle
        .createUpdate(
            "INSERT INTO register_correction (institution, id, person, wish, sources, asked,"
                + " settled, settled_by, answer) VALUES (:institution, :id, :person, :wish,"
                + " :sources, :asked, NULL, '', '')")
        .bind("institution", institution.id())
        .bind("id", id)
        .bind("person", memberId)
        .bind("wish", wish)
        .bind("sources", String.join("\n", sources))
        .bind("asked", clock.instant())
        .execute();
    journal.append(institution.id(), memberId, "correction.asked", Map.of("correction", id));
    return id;
  }

  private static void refuseLength(String text, String what) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new Refused(
          what + " has " + text.length() + " characters",
          "corrections: from 1 to " + LONGEST + " characters",
          text.isEmpty() ? "Write what is meant." : "Shorten it.");
    }
  }

  @Override
  public List<Correction> all(boolean settled, int offset, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    ALL
                        + (settled
                            ? " AND c.settled IS NOT NULL ORDER BY c.settled DESC, c.id"
                            : " AND c.settled IS NULL ORDER BY c.asked, c.id")
                        + " LIMIT :limit OFFSET :offset")
                .bind("institution", institution.id())
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ROW)
                .list());
  }

  @Override
  public int waiting() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) FROM register_correction"
                        + " WHERE institution = :institution AND settled IS NULL")
                .bind("institution", institution.id())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public List<Correction> of(String memberId) {
    return database.read(handle -> requests(handle, memberId));
  }

  private List<Correction> requests(Handle handle, String memberId) {
    return handle
        .createQuery(ALL + " AND c.person = :person ORDER BY c.asked DESC, c.id")
        .bind("institution", institution.id())
        .bind("person", memberId)
        .map(ROW)
        .list();
  }

  @Override
  public void settle(String id, String answer, String actor) {
    String said = answer.strip();
    refuseLength(said, "the answer");
    Instant now = clock.instant();
    database.write(
        handle -> {
          int settled =
              handle
                  .createUpdate(
                      "UPDATE register_correction SET settled = :now, settled_by = :actor,"
                          + " answer = :answer WHERE institution = :institution AND id = :id"
                          + " AND settled IS NULL")
                  .bind("now", now)
                  .bind("actor", actor)
                  .bind("answer", said)
                  .bind("institution", institution.id())
                  .bind("id", id)
                  .execute();
          if (settled == 0) {
            throw new Refused(
                "this request is answered already, or is not there",
                "corrections: a request is answered once",
                "Look at the list of requests again.");
          }
          Correction correction =
              handle
                  .createQuery(ALL + " AND c.id = :id")
                  .bind("institution", institution.id())
                  .bind("id", id)
                  .map(ROW)
                  .one();
          // Whoever is reached by no mail is noted by the post office as not served.
          StandingRegister.member(handle, institution, correction.memberId())
              .ifPresent(member -> notices.answer(member, id, correction.text(), said, now, actor));
          journal.append(institution.id(), actor, "correction.settled", Map.of("correction", id));
          return null;
        });
  }
}
