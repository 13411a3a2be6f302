package org.folkmoot.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What members say is wrong in the records held about them. The register never changes a host's
 * record: a request goes to whoever owns it. Service property {@code institution}.
 */
@ProviderType
public interface Corrections {
  /**
   * Asks for a correction. The same text sent again while the first waits is one request.
   *
   * @param text what is wrong and what is right, in the member's words; at most 2,000 characters
   * @return the id of the request
   * @throws org.folkmoot.constitution.Refused when the text is empty or too long, or ten requests
   *     of the member wait already
   */
  String ask(String memberId, String text);

  /** Requests, the longest waiting first; settled ones newest first. */
  List<Correction> all(boolean settled, int offset, int limit);

  int waiting();

  /** The requests of one member, newest first. */
  List<Correction> of(String memberId);

  /**
   * Settles a request; the answer is mailed to the member where they can be reached.
   *
   * @throws org.folkmoot.constitution.Refused when it is settled already, or the answer is empty or
   *     longer than 2,000 characters
   */
  void settle(String id, String answer, String actor);

  /**
   * A request.
   *
   * @param sources the sources whose records it concerns, each an owner to be told
   */
  record Correction(
      String id,
      String memberId,
      String name,
      String text,
      List<String> sources,
      Instant asked,
      Optional<Instant> settled,
      String settledBy,
      String answer) {
    public Correction {
      sources = List.copyOf(sources);
    }
  }
}
