package org.folkmoot.assembly;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.notice.Service;
import org.osgi.annotation.versioning.ProviderType;

/** The assemblies of one institution. Service property {@code institution}. */
@ProviderType
public interface Assemblies {
  Institution institution();

  /** The last day for sending notice of a meeting on the day, by channel (email, post). */
  Map<VotingMethod, LocalDate> lastDayForNotice(LocalDate meeting);

  /**
   * Plans an assembly.
   *
   * @throws org.folkmoot.constitution.Refused when notice could no longer be served in time, with
   *     the figures and the rule
   */
  Assembly plan(AssemblyPlan plan, String actor);

  List<Assembly> all();

  Optional<Assembly> assembly(String id);

  /**
   * Gives notice with the agenda to every member.
   *
   * @throws org.folkmoot.constitution.Refused when it is too late, or was given already
   */
  Assembly giveNotice(String id, String actor);

  /** Who was served, when, how, with what text, and who was not and why. */
  List<Service> proofOfService(String id);
}
