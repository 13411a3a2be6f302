package org.folkmoot.store.internal;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How values are kept on both databases, so that rooms need no mappers of their own. */
final class Mapping {
  private Mapping() {}

  static Jdbi on(DataSource source) {
    RowMapperFactory records =
        (type, config) -> {
          Class<?> raw = GenericTypes.getErasedType(type);
          return raw.isRecord() ? Optional.of(ConstructorMapper.of(raw)) : Optional.empty();
        };
    return Jdbi.create(source)
        .registerRowMapper(records)
        // The drivers' own forms of times differ, and SQLite's are not even all of one kind.
        .registerArgument(new Instants())
        .registerArgument(new Dates())
        .registerColumnMapper(
            Instant.class,
            (row, column, context) -> {
              long at = row.getLong(column);
              return row.wasNull() ? null : Instant.ofEpochMilli(at);
            })
        .registerColumnMapper(
            LocalDate.class,
            (row, column, context) -> {
              String date = row.getString(column);
              return date == null ? null : LocalDate.parse(date);
            });
  }

  private static final class Instants extends AbstractArgumentFactory<Instant> {
    Instants() {
      super(Types.BIGINT);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
    }
  }

  private static final class Dates extends AbstractArgumentFactory<LocalDate> {
    Dates() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(LocalDate value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, value.toString());
    }
  }
}
