package org.folkmoot.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was done, by whom and when: append-only, each entry bound to the one before by SHA-256. It
 * never says how anyone voted, and has no entry per ballot cast.
 */
@ProviderType
public interface Journal {

  /**
   * Appends one entry in the transaction of the caller, if there is one.
   *
   * @param institution the institution's id
   * @param actor who did it: an account, a member id, or the part of the software
   * @param act what was done, as {@code room.act}, such as {@code election.created}
   * @param facts what is needed to understand it later; no token, no vote, no address
   */
  void append(String institution, String actor, String act, Map<String, String> facts);

  /** The newest entries of one institution, newest first. */
  List<JournalEntry> newest(String institution, int limit);

  /** The hash of the newest entry of one institution, as lower-case hex; 64 zeros when empty. */
  String head(String institution);

  /**
   * Checks the whole chain of one institution; empty when sound, else what is wrong and where.
   * Whoever can rewrite the whole database can also rewrite the whole chain; that shows only
   * against a head which somebody outside has kept.
   */
  List<String> verify(String institution);

  /**
   * Writes the journal of one institution as a file with its head, to be kept and checked outside
   * ({@link org.folkmoot.store.chain.JournalFile}).
   */
  void export(String institution, Appendable out) throws IOException;
}
