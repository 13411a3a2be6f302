package org.folkmoot.store;

import org.jdbi.v3.core.Handle;

/** What is done on one database connection, inside one transaction. */
@FunctionalInterface
public interface Work<T> {
  T on(Handle handle);
}
