package org.folkmoot.notice.internal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PostOffice.Given;
import org.folkmoot.store.Database;

/** The notices that were opened, each with its wording in every language. */
final class Notices {
  private static final int KEPT_SET = 64;

  /** An opened notice with its wording set, by language, the institution's first one first. */
  record SetNotice(Opened opened, Map<String, Typeset> languages, String firstLanguage) {

    /** In the language of the addressee, or the institution's first where it has not that one. */
    Typeset in(Locale language) {
      return languages.getOrDefault(language.getLanguage(), languages.get(firstLanguage));
    }

    Locale language(Locale wanted) {
      return Locale.forLanguageTag(
          languages.containsKey(wanted.getLanguage()) ? wanted.getLanguage() : firstLanguage);
    }
  }

  private final Database database;

  // What is the same for all is set once for a batch of thousands. A notice never changes once it
  // is open, so that nothing here can be out of date.
  private final Map<String, SetNotice> set =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, SetNotice> eldest) {
              return size() > KEPT_SET;
            }
          });

  Notices(Database database) {
    this.database = database;
  }

  /**
   * Sets a notice, in each language.
   *
   * @throws IllegalArgumentException when the wordings do not use the same facts
   */
  static SetNotice set(Opened opened, Map<String, Wording> wordings, Map<String, Wording> footers) {
    Map<String, Typeset> languages = new LinkedHashMap<>();
    Wording first = null;
    for (var entry : wordings.entrySet()) {
      Wording wording = entry.getValue();
      first = first == null ? wording : first;
      refuseOtherFacts(first, wording);
      languages.put(
          entry.getKey(),
          new Typeset(
              wording,
              footers.get(entry.getKey()),
              Locale.forLanguageTag(entry.getKey()),
              opened.common()));
    }
    return new SetNotice(opened, languages, languages.keySet().iterator().next());
  }

  /** Welsh equals English: what one says, the other says. */
  private static void refuseOtherFacts(Wording first, Wording other) {
    if (!first.names().equals(other.names())) {
      var onlyOne = new TreeSet<>(first.names());
      onlyOne.addAll(other.names());
      onlyOne.removeIf(name -> first.names().contains(name) && other.names().contains(name));
      throw new IllegalArgumentException(
          "wording "
              + first.place()
              + " and "
              + other.place()
              + " differ in the facts "
              + onlyOne
              + "; each language must say the same");
    }
  }

  void keep(
      SetNotice notice,
      NoticeForm form,
      String concerning,
      String actor,
      Instant at,
      Map<String, Wording> wordings,
      Map<String, Wording> footers) {
    Opened opened = notice.opened();
    database.write(
        handle -> {
          handle.execute(
              "INSERT INTO notice_notices"
                  + " (id, institution, kind, form, concerning, opened, actor, contents)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              opened.id(),
              opened.institution(),
              form.kind().name(),
              form.id(),
              concerning,
              at.toEpochMilli(),
              actor,
              opened.contents());
          int place = 0;
          for (String language : wordings.keySet()) {
            handle.execute(
                "INSERT INTO notice_wordings"
                    + " (institution, notice, place, language, wording, footer)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                opened.institution(),
                opened.id(),
                place++,
                language,
                wordings.get(language).source(),
                footers.get(language).source());
          }
          return null;
        });
    set.put(opened.id(), notice);
  }

  Optional<SetNotice> find(String id) {
    SetNotice known = set.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SetNotice> read = database.read(handle -> read(handle, id));
    read.ifPresent(notice -> set.put(id, notice));
    return read;
  }

  private static Optional<SetNotice> read(org.jdbi.v3.core.Handle handle, String id) {
    Optional<Opened> opened =
        handle
            .createQuery("SELECT institution, contents FROM notice_notices WHERE id = :id")
            .bind("id", id)
            .map(
                (row, context) ->
                    Opened.of(id, row.getString("institution"), row.getBytes("contents")))
            .findOne();
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Wording> wordings = new LinkedHashMap<>();
    Map<String, Wording> footers = new TreeMap<>();
    handle
        .createQuery(
            "SELECT language, wording, footer FROM notice_wordings WHERE notice = :id"
                + " ORDER BY place")
        .bind("id", id)
        .map(
            (row, context) ->
                List.of(
                    row.getString("language"), row.getString("wording"), row.getString("footer")))
        .forEach(
            row -> {
              String place = "of notice " + id + " (" + row.get(0) + ")";
              wordings.put(row.get(0), Wording.parse(place, row.get(1)));
              footers.put(row.get(0), Wording.parseFooter(place, row.get(2)));
            });
    return Optional.of(set(opened.get(), wordings, footers));
  }

  List<Given> given(String institution, String concerning) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT n.id, n.kind, n.concerning, n.opened, COUNT(m.id) AS addressed,"
                        + " COALESCE(SUM(CASE WHEN m.state = 'SENT' THEN 1 ELSE 0 END), 0) AS served,"
                        + " COALESCE(SUM(CASE WHEN m.state IN ('FAILED', 'UNREACHABLE') THEN 1"
                        + " ELSE 0 END), 0) AS failed"
                        + " FROM notice_notices n LEFT JOIN notice_messages m ON m.notice = n.id"
                        + " WHERE n.institution = :institution AND n.concerning = :concerning"
                        + " GROUP BY n.id, n.kind, n.concerning, n.opened"
                        + " ORDER BY n.opened, n.id")
                .bind("institution", institution)
                .bind("concerning", concerning)
                .map(
                    (row, context) ->
                        new Given(
                            row.getString("id"),
                            NoticeKind.valueOf(row.getString("kind")),
                            row.getString("concerning"),
                            Instant.ofEpochMilli(row.getLong("opened")),
                            row.getInt("addressed"),
                            row.getInt("served"),
                            row.getInt("failed")))
                .list());
  }
}
