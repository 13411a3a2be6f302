package org.folkmoot.register.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.folkmoot.register.linking.Corpus;
import org.folkmoot.register.linking.Item;
import org.jdbi.v3.core.Handle;

/** The records an institution's sources hold, as the engine compares them. */
final class LinkingCorpus {
  private static final int FETCH = 5_000; // PostgreSQL would else read everything at once
  private static final int ITEMS = 3;
  private static final int TRAITS = 4;
  private static final char BETWEEN = '\u001f'; // never part of a name, which has no such signs

  /**
   * What is compared in one column: asking the driver for each of a million rows' five took long.
   */
  private static final String SQL =
      "SELECT given_name || CAST(? AS TEXT) || family_name || CAST(? AS TEXT)"
          + " || COALESCE(date_of_birth, '') || CAST(? AS TEXT) || likeness, id, identifiers,"
          + " pending FROM register_record WHERE ";

  private static final String OF_INSTITUTION = "institution = ?";

  /** The whole table in its own order: by an index, each record would be looked up apart. */
  private static final String ALL_OF_INSTITUTION = "institution || '' = ?";

  private final Corpus corpus =
      Corpus.builder()
          .plain(Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH)
          .opaque(Item.EMAIL, Item.TELEPHONE, Item.POSTCODE, Item.ADDRESS_LINE_1)
          .build();
  private final BitSet fresh = new BitSet();
  private long[] ids = new long[1_024];
  private LinkingCandidates wanted; // null for everything
  private boolean sorted; // whether all that are wanted are known

  private LinkingCorpus() {}

  /** Everything held; read as it comes, by plain JDBC, for there may be a million. */
  static LinkingCorpus held(Handle handle, String institution) {
    LinkingCorpus held = new LinkingCorpus();
    held.read(
        handle.getConnection(), SQL + ALL_OF_INSTITUTION + " AND held = 1", institution, null);
    return held;
  }

  /** What came or changed, and of everything else held only what may be like it. */
  static LinkingCorpus about(Handle handle, String institution) {
    LinkingCorpus about = new LinkingCorpus();
    LinkingCandidates candidates = new LinkingCandidates();
    about.wanted = candidates;
    about.read(
        handle.getConnection(),
        SQL + OF_INSTITUTION + " AND held = 1 AND pending > 0 AND pending = 1",
        institution,
        null);
    candidates.sort();
    about.sorted = true;
    about.read(
        handle.getConnection(),
        SQL + ALL_OF_INSTITUTION + " AND held = 1 AND pending = 0",
        institution,
        null);
    return about;
  }

  /** Two records by their ids, whether held or not. */
  static LinkingCorpus two(Handle handle, String institution, long one, long other) {
    LinkingCorpus two = new LinkingCorpus();
    two.read(
        handle.getConnection(),
        SQL + OF_INSTITUTION + " AND id IN (?, ?) ORDER BY id",
        institution,
        new long[] {one, other});
    return two;
  }

  private void read(Connection connection, String sql, String institution, long[] only) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      for (int i = 1; i <= ITEMS; i++) {
        select.setString(i, String.valueOf(BETWEEN));
      }
      select.setString(ITEMS + 1, institution);
      if (only != null) {
        select.setLong(ITEMS + 2, only[0]);
        select.setLong(ITEMS + 3, only[1]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          add(rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the records held cannot be read", e);
    }
  }

  private void add(ResultSet row) throws SQLException {
    String[] values = items(row.getString(1));
    boolean adding = wanted != null && !sorted;
    if (adding) {
      wanted.add(values);
    } else if (wanted != null && !wanted.shares(values)) {
      return;
    }
    int index = corpus.add(values, LinkingRecord.identifiers(row.getString(3)));
    if (index == ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    ids[index] = row.getLong(2);
    if (row.getInt(4) == 1) {
      fresh.set(index);
    }
  }

  private static String[] items(String column) {
    String[] values = new String[ITEMS + TRAITS];
    int from = 0;
    for (int i = 0; i < values.length; i++) {
      int to = column.indexOf(i < ITEMS ? BETWEEN : ' ', from);
      String value = column.substring(from, to < 0 ? column.length() : to);
      values[i] = value.isBlank() || value.equals(LinkingTraits.NOT_KNOWN) ? null : value;
      from = to + 1;
    }
    return values;
  }

  Corpus corpus() {
    return corpus;
  }

  /** Those that came or changed in the run under way. */
  BitSet fresh() {
    return fresh;
  }

  long id(int index) {
    return ids[index];
  }

  int size() {
    return corpus.size();
  }
}
