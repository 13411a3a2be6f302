package org.folkmoot.register;

import java.util.List;
import org.folkmoot.records.RecordsSource;
import org.folkmoot.records.SourceFailed;
import org.osgi.annotation.versioning.ProviderType;

/** Makes members from records, for one institution. Service property {@code institution}. */
@ProviderType
public interface Enrolment {
  /** What a run would change, without changing anything. */
  EnrolmentRun preview(RecordsSource source) throws SourceFailed;

  /**
   * Takes the source's snapshot as what it holds now and brings the register up to date: all of it,
   * or nothing.
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
}
