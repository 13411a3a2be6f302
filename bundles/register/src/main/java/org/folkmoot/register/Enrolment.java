package org.folkmoot.register;

import java.util.List;
import java.util.Optional;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.osgi.annotation.versioning.ProviderType;

/** Makes members from records, for one institution. Service property {@code institution}. */
@ProviderType
public interface Enrolment {
  /** What a run would change, without changing anything. */
  EnrolmentRun preview(RecordsSource source) throws SourceFailed;

  /**
   * Reads what changed in a source that tells changes, else everything it holds, and brings the
   * register up to date: all of it, or nothing. May be repeated at any time; started by {@code
   * schedule} a run that finds nothing changed leaves nothing behind and has the number 0.
   *
   * @param actor who started it: an account, or {@code schedule}
   * @throws org.folkmoot.constitution.Refused when the source holds far fewer persons than last
   *     time; nothing is changed
   */
  EnrolmentRun run(RecordsSource source, String actor) throws SourceFailed;

  /** The runs so far, newest first. */
  List<EnrolmentRun> runs(int limit);

  /** The standing sources configured for this institution, by name. */
  List<RecordsSource> sources();

  /** What hosts have pushed and is not yet on the register. */
  Deliveries deliveries();

  /** Tries once more what was set aside, once its cause is mended. */
  void retryDeliveries(String actor);

  /** How far membership has been written back into the hosts that take it. */
  WriteBack writeBack();

  /**
   * Deliveries of hosts that push.
   *
   * @param waiting to be applied in their order
   * @param setAside not applied though tried several times; those behind them went on
   * @param problem what was wrong with the newest of those set aside
   */
  record Deliveries(int waiting, int setAside, Optional<String> problem) {}

  /**
   * Membership to be told to hosts.
   *
   * @param waiting records whose host does not yet know, those that failed included
   * @param failed records whose host did not take it; tried again later
   * @param problem what the host said last
   */
  record WriteBack(int waiting, int failed, Optional<String> problem) {}
}
