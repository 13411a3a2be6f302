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
  private static final int TRAITS = 4;
  private static final String SQL =
      "SELECT id, given_name, family_name, date_of_birth, likeness, identifiers, pending"
          + " FROM register_record WHERE institution = ? AND held = 1";

  private final Corpus corpus =
      Corpus.builder()
          .plain(Item.GIVEN_NAME, Item.SURNAME, Item.DATE_OF_BIRTH)
          .opaque(Item.EMAIL, Item.TELEPHONE, Item.POSTCODE, Item.ADDRESS_LINE_1)
          .build();
  private final BitSet fresh = new BitSet();
  private long[] ids = new long[1_024];
  private LinkingCandidates wanted; // null for everything

  private LinkingCorpus() {}

  /** Everything held; read as it comes, by plain JDBC, for there may be a million. */
  static LinkingCorpus held(Handle handle, String institution) {
    LinkingCorpus held = new LinkingCorpus();
    held.read(handle.getConnection(), SQL, institution, null);
    return held;
  }

  /** What came or changed, and of everything else held only what may be like it. */
  static LinkingCorpus about(Handle handle, String institution) {
    LinkingCorpus about = new LinkingCorpus();
    LinkingCandidates candidates = new LinkingCandidates();
    about.wanted = candidates;
    about.read(handle.getConnection(), SQL + " AND pending > 0 AND pending = 1", institution, null);
    candidates.sort();
    about.read(handle.getConnection(), SQL + " AND pending = 0", institution, null);
    return about;
  }

  /** Two records by their ids, whether held or not. */
  static LinkingCorpus two(Handle handle, String institution, long one, long other) {
    LinkingCorpus two = new LinkingCorpus();
    String sql = SQL.replace("AND held = 1", "AND id IN (?, ?) ORDER BY id");
    two.read(handle.getConnection(), sql, institution, new long[] {one, other});
    return two;
  }

  private void read(Connection connection, String sql, String institution, long[] only) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      select.setString(1, institution);
      if (only != null) {
        select.setLong(2, only[0]);
        select.setLong(3, only[1]);
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
    String[] values = new String[3 + TRAITS];
    values[0] = known(row.getString(2));
    values[1] = known(row.getString(3));
    values[2] = row.getString(4);
    String[] traits = row.getString(5).split(" ");
    for (int i = 0; i < TRAITS; i++) {
      values[3 + i] = traits[i].equals(LinkingTraits.NOT_KNOWN) ? null : traits[i];
    }
    boolean pending = row.getInt(7) == 1;
    if (wanted != null && pending) {
      wanted.add(values);
    } else if (wanted != null && !wanted.shares(values)) {
      return;
    }
    int index = corpus.add(values, LinkingRecord.identifiers(row.getString(6)));
    if (index == ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    ids[index] = row.getLong(1);
    if (pending) {
      fresh.set(index);
    }
  }

  private static String known(String name) {
    return name.isBlank() ? null : name;
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
