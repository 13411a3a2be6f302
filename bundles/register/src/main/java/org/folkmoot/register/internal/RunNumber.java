package org.folkmoot.register.internal;

import org.jdbi.v3.core.Handle;

/** Numbers what changes a register: runs, and decisions about pairs between them. */
final class RunNumber {
  private RunNumber() {}

  /** The next number; its row also keeps a second node from changing the register meanwhile. */
  static long next(Handle handle, String institution) {
    handle
        .createUpdate(
            "UPDATE register_institution SET runs = runs + 1 WHERE institution = :institution")
        .bind("institution", institution)
        .execute();
    return handle
        .createQuery("SELECT runs FROM register_institution WHERE institution = :institution")
        .bind("institution", institution)
        .mapTo(Long.class)
        .one();
  }
}
