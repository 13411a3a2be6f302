package org.folkmoot.register.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * One statement for many rows, its values bound by position. A million rows feel what naming each
 * value costs; smaller work is written with names.
 */
final class Batch implements AutoCloseable {
  private static final int ROWS = 1_000;

  private final PreparedStatement statement;
  private int waiting;

  Batch(Handle handle, String sql) {
    try {
      this.statement = handle.getConnection().prepareStatement(sql);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  /** Adds a row: texts, whole numbers, bytes, or null for a text that is not there. */
  void add(Object... values) {
    try {
      for (int i = 0; i < values.length; i++) {
        bind(i + 1, values[i]);
      }
      statement.addBatch();
      if (++waiting == ROWS) {
        execute();
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  private void bind(int place, Object value) throws SQLException {
    if (value instanceof String text) {
      statement.setString(place, text);
    } else if (value instanceof Long number) {
      statement.setLong(place, number);
    } else if (value instanceof Integer number) {
      statement.setInt(place, number);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(place, bytes);
    } else if (value == null) {
      statement.setNull(place, Types.VARCHAR);
    } else {
      throw new IllegalArgumentException("no such value in a batch: " + value.getClass());
    }
  }

  void execute() {
    if (waiting == 0) {
      return;
    }
    waiting = 0;
    try {
      statement.executeBatch();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }
}
