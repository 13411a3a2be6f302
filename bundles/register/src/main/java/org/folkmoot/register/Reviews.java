package org.folkmoot.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Label;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pairs of records that may be of one person, for a person to decide, and every link made, for a
 * person to undo. Decisions are remembered across runs. Service property {@code institution}.
 *
 * <p>While a pair is undecided both entries stand, but the two may not both vote in one election.
 */
@ProviderType
public interface Reviews {
  /** How many pairs wait for a decision. */
  int waiting();

  /**
   * The pairs in a standing: of those that wait, first those for which a vote waits, then those
   * likeliest to be one person; of the others the newest first.
   */
  List<Pair> pairs(Standing standing, int offset, int limit);

  Optional<Pair> pair(String id);

  /** Every pair, decided or not, that one of the person's records belongs to. */
  List<Pair> pairsOf(String memberId);

  /** What deciding so would do, in sentences for whoever decides; nothing is changed. */
  List<Label> consequences(String id, Decision decision);

  /**
   * Decides a pair, again if need be, and brings the register up to date at once.
   *
   * @param why in the words of whoever decides; kept with the decision
   * @throws org.folkmoot.constitution.Refused when the records of the two contradict each other on
   *     a verified identifier, when another decision keeps the two apart, or when there is no such
   *     pair any more
   */
  void decide(String id, Decision decision, String why, String actor);

  /** What was found about two records. */
  enum Decision {
    ONE_PERSON,
    TWO_PERSONS,
    /** Takes a decision, or a link made without one, back: the pair waits again. */
    UNDECIDED
  }

  /** Where a pair stands. */
  enum Standing {
    /** Waits for a decision. */
    WAITING,
    /** Linked by a rule or by weight, without a person's decision. */
    LINKED,
    /** Decided by a person to be one. */
    ONE_PERSON,
    /** Decided by a person to be two. */
    TWO_PERSONS
  }

  /**
   * Two records beside each other.
   *
   * @param weight evidence for one person, in log2 odds; empty where a strong rule linked them
   * @param why what speaks for one person, or what made it wait ("twins?"), in words
   * @param items each item compared
   * @param reason what whoever decided said
   * @param voteHeld whether a vote waits for the decision; never whose
   */
  record Pair(
      String id,
      Side left,
      Side right,
      Optional<Double> weight,
      Label why,
      List<Item> items,
      Standing standing,
      Instant since,
      Optional<String> decidedBy,
      String reason,
      boolean voteHeld) {
    public Pair {
      items = List.copyOf(items);
    }
  }

  /** One record of a pair and whose it now is. */
  record Side(
      String source,
      String key,
      String name,
      Optional<LocalDate> born,
      String person,
      Optional<Member> member) {}

  /**
   * One item of a comparison.
   *
   * @param name what was compared, such as the date of birth
   * @param verdict how it compares, in words: the same, alike, differs, not known
   * @param left as the record has it; "the same" items kept only as fingerprints show no value
   */
  record Item(Label name, Verdict verdict, String left, String right) {}

  /** How an item compares. */
  enum Verdict {
    SAME,
    ALIKE,
    DIFFERENT,
    NOT_KNOWN
  }
}
