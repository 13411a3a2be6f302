package org.folkmoot.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.folkmoot.store.JournalEntry;
import org.folkmoot.store.chain.ChainLink;
import org.folkmoot.store.chain.JournalFile;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The journal in the table {@code store_journal}; {@link ChainLink} says how it is chained. */
@Component
public final class ChainedJournal implements Journal {
  private static final String ACT = "[a-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+";
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final Database database;
  private final Clock clock;

  @Activate
  public ChainedJournal(
      @Reference Database database,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.database = database;
    this.clock = clock;
    database.migrate("store", ChainedJournal.class);
  }

  @Override
  public void append(String institution, String actor, String act, Map<String, String> facts) {
    refuseBlank("institution", institution);
    refuseBlank("actor", actor);
    if (!act.matches(ACT)) {
      throw new IllegalArgumentException("act '" + act + "': write room.act");
    }
    String json = JSON.writeValueAsString(new TreeMap<>(facts)); // sorted: one form for one content
    database.write(
        handle -> {
          Head head = head(handle, institution);
          Row row = new Row(institution, head.number + 1, clock.millis(), actor, act, json, "");
          String hash = row.hashAfter(head.hash);
          handle
              .createUpdate(
                  """
                  INSERT INTO store_journal (institution, number, at, actor, act, facts, hash)
                  VALUES (:institution, :number, :at, :actor, :act, :facts, :newHash)
                  """)
              .bindMethods(row)
              .bind("newHash", hash)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO store_journal_head (institution, number, hash)
                  VALUES (:institution, :number, :hash)
                  ON CONFLICT (institution)
                  DO UPDATE SET number = excluded.number, hash = excluded.hash
                  """)
              .bind("institution", institution)
              .bind("number", row.number)
              .bind("hash", hash)
              .execute();
          return hash;
        });
  }

  @Override
  public List<JournalEntry> newest(String institution, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM store_journal WHERE institution = :institution
                    ORDER BY number DESC LIMIT :limit
                    """)
                .bind("institution", institution)
                .bind("limit", limit)
                .mapTo(Row.class)
                .map(Row::entry)
                .list());
  }

  @Override
  public String head(String institution) {
    return database.read(handle -> head(handle, institution).hash);
  }

  @Override
  public List<String> verify(String institution) {
    return database.read(
        handle -> {
          List<String> faults = new ArrayList<>();
          Head last = new Head(0, ChainLink.EMPTY);
          try (var rows =
              handle
                  .createQuery(
                      "SELECT * FROM store_journal WHERE institution = :institution ORDER BY"
                          + " number")
                  .bind("institution", institution)
                  .mapTo(Row.class)
                  .stream()) {
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
              Row row = each.next();
              if (row.number != last.number + 1) {
                faults.add(missing(last.number + 1, row.number - 1));
              } else if (!row.hashAfter(last.hash).equals(row.hash)) {
                faults.add(
                    "Entry "
                        + row.number
                        + " ("
                        + row.act
                        + ") does not follow from what it says and the entry before it: it was"
                        + " altered or moved, or the one before it was.");
              }
              last = new Head(row.number, row.hash);
            }
          }
          Head head = head(handle, institution);
          if (head.number > last.number) {
            faults.add(missing(last.number + 1, head.number));
          } else if (!head.equals(last)) {
            faults.add(
                "The head noted for entry "
                    + head.number
                    + " is not the hash of the last entry, "
                    + last.number
                    + ": entries were altered or put in without being noted.");
          }
          return faults;
        });
  }

  @Override
  public void export(String institution, Appendable out) throws IOException {
    try {
      database.read(
          handle -> {
            try (var rows =
                handle
                    .createQuery(
                        "SELECT * FROM store_journal WHERE institution = :institution"
                            + " ORDER BY number")
                    .bind("institution", institution)
                    .mapTo(Row.class)
                    .stream()) {
              out.append(JournalFile.first(institution));
              for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                Row row = each.next();
                out.append(JournalFile.line(row.link(), row.hash));
              }
              Head head = head(handle, institution);
              out.append(JournalFile.last(head.number, head.hash));
              return head;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Head head(Handle handle, String institution) {
    return handle
        .createQuery("SELECT number, hash FROM store_journal_head WHERE institution = :institution")
        .bind("institution", institution)
        .mapTo(Head.class)
        .findOne()
        .orElse(new Head(0, ChainLink.EMPTY));
  }

  private static String missing(long from, long to) {
    return from == to
        ? "Entry " + from + " is missing."
        : "Entries " + from + " to " + to + " are missing.";
  }

  private static void refuseBlank(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is blank: a journal entry names it");
    }
  }

  /** The newest entry's number and hash. */
  public record Head(long number, String hash) {}

  /** An entry as it is stored. */
  public record Row(
      String institution,
      long number,
      long at,
      String actor,
      String act,
      String facts,
      String hash) {

    ChainLink link() {
      return new ChainLink(institution, number, at, actor, act, facts);
    }

    String hashAfter(String previous) {
      return link().hashAfter(previous);
    }

    JournalEntry entry() {
      return new JournalEntry(
          institution,
          number,
          Instant.ofEpochMilli(at),
          actor,
          act,
          JSON.readValue(facts, FACTS),
          hash);
    }
  }
}
