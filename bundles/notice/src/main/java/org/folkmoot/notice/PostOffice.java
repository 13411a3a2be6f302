package org.folkmoot.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.NoticeKind;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes notices and sees that they arrive, or that it is known that they did not.
 *
 * <p>Everything is done in the caller's transaction where there is one: a paper, its link and the
 * mail that carries it are written together or not at all.
 */
@ProviderType
public interface PostOffice {

  /**
   * Opens a notice: its form and the facts common to everybody.
   *
   * @param concerning what it is about, such as an election's id; proof of service is found by it
   * @param actor who gives it, for the journal
   * @return the id of the notice
   * @throws org.folkmoot.constitution.Refused when something the rule pack requires is missing or
   *     empty, naming each item and its rule
   */
  String open(
      Institution institution,
      NoticeForm form,
      String concerning,
      Map<String, Fact> facts,
      String actor);

  /**
   * Addresses an open notice to one person and queues it. Somebody who cannot be reached is
   * recorded as not served, with the reason. Addressing the same reference twice is done once.
   *
   * @param personal facts for this person alone, such as their link; they are encrypted while they
   *     wait and forgotten once sent
   */
  void address(String notice, Addressee addressee, Map<String, Fact> personal);

  /** Addresses an open notice to many persons: the same as one after the other, only quicker. */
  default void addressAll(String notice, List<Copy> copies) {
    copies.forEach(copy -> address(notice, copy.addressee(), copy.personal()));
  }

  /** A notice as addressed to one person. */
  record Copy(Addressee addressee, Map<String, Fact> personal) {}

  /** What exactly the addressee would get, without giving it. */
  Letter preview(
      Institution institution, NoticeForm form, Map<String, Fact> facts, Addressee addressee);

  /** The notices given about something, oldest first. */
  List<Given> given(String institution, String concerning);

  /** Proof of service: one entry for each addressee of a notice. */
  List<Service> proof(String notice);

  /** Everything ever given to one person, newest first. */
  List<Served> served(String institution, String reference);

  /**
   * Forgets the name of a person in the proof of service; the reference stays. What has not left
   * yet is sent as it was given.
   */
  void forget(String institution, String reference);

  /** How many of an institution's messages wait, were sent, failed. */
  Progress progress(String institution);

  /**
   * A notice that was given.
   *
   * @param addressed how many persons it was addressed to
   * @param served how many of them it was handed over for
   */
  record Given(
      String id,
      NoticeKind kind,
      String concerning,
      java.time.Instant opened,
      int addressed,
      int served,
      int failed) {}

  /** A notice and what became of it for one person. */
  record Served(NoticeKind kind, String concerning, Service service) {}

  /** Messages of one institution by state. */
  record Progress(int waiting, int sent, int failed, int unreachable) {}

  /** A notice as one person reads it: the same content as text and as HTML. */
  record Letter(String subject, String text, String html) {}

  /** What the notice says of one addressee. */
  default Optional<Service> proofFor(String notice, String reference) {
    return proof(notice).stream().filter(s -> s.reference().equals(reference)).findFirst();
  }
}
