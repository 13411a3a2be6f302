package org.folkmoot.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.osgi.annotation.versioning.ProviderType;

/** All members of one institution with their history. Service property {@code institution}. */
@ProviderType
public interface RegisterOfMembers {
  Institution institution();

  /** How many are members now, by constituency. */
  Map<Constituency, Integer> strength();

  Optional<Member> member(String id);

  /** Those the search finds, by family and given name. */
  List<Member> find(Search search);

  /** How many the search would find without its limit. */
  int count(Search search);

  /**
   * Everyone whose state is {@link MemberState#MEMBER}, by family and given name, one at a time.
   */
  void eachMember(Consumer<Member> visitor);

  /**
   * Everyone who is a member now and was one at the end of a day, in the constituency of that day:
   * who moves to another constituency afterwards stays where they were.
   */
  void eachMemberOn(java.time.LocalDate day, Consumer<Member> visitor);

  /** Every record of every source with what became of it and why, one at a time. */
  void eachRecord(String source, Consumer<Explanation> visitor);

  /** Why a person is or is not a member: the explanations of all records linked to the member. */
  List<Explanation> explain(String memberId);

  /**
   * Ends membership at the member's own wish; later runs respect it for as long as any source holds
   * the person.
   *
   * @param actor who asked: the member's id by their link, or an account of the office
   */
  void optOut(String memberId, String actor);

  /**
   * Suspends somebody's membership, or refuses it to somebody who has none yet, on a ground that
   * the rule pack names. It lasts through later runs. Nothing is sent: the office tells the person.
   *
   * @param ground id of one of {@code constitution().pack().disqualifications()}
   * @param until the last day; empty until {@link #reinstate}
   * @throws org.folkmoot.constitution.Refused when the pack has no such ground
   */
  void suspend(String memberId, String ground, Optional<java.time.LocalDate> until, String actor);

  /**
   * Lifts a suspension by the office. Who was a member is one again at once; anybody else is
   * decided on, and told, by the next run.
   *
   * @throws org.folkmoot.constitution.Refused when the office has not suspended the person
   */
  void reinstate(String memberId, String actor);

  /**
   * Admits somebody who is eligible and whom only a person's decision makes a member: the record is
   * restricted, or the application came on paper. The next run makes the membership and tells the
   * person, where that is allowed.
   */
  void admit(String memberId, String actor);

  /**
   * The constituencies a member qualifies for and may choose between; empty where the order of the
   * rule pack decides.
   */
  List<Constituency> choices(String memberId);

  /**
   * Moves a member to the constituency chosen, at once; later runs keep to it for as long as the
   * member qualifies there.
   *
   * @throws org.folkmoot.constitution.Refused when it is none of {@link #choices}
   */
  void choose(String memberId, Constituency constituency, String actor);

  /**
   * Other entries of the register that are, or while a pair is undecided may be, the same person:
   * of all of them only one may vote in one election.
   */
  List<String> perhapsSame(String memberId);

  /**
   * The entry that stays, where this one was found to be of the same person and ended by that. Its
   * reason says the same in words.
   */
  Optional<String> sameAs(String memberId);

  /**
   * Notes that a vote of this entry waits, because another that may be the same person has voted;
   * the queue of {@link Reviews} shows its pairs first, without saying which of the two has voted.
   *
   * @return whether a pair waits for a decision; otherwise there is nothing to wait for
   */
  boolean voteHeld(String memberId);

  /**
   * What to look for; empty fields do not limit.
   *
   * @param text part of a name or email
   */
  record Search(
      String text,
      Optional<Constituency> constituency,
      Optional<MemberState> state,
      int offset,
      int limit) {
    public static Search everyone(int limit) {
      return new Search("", Optional.empty(), Optional.empty(), 0, limit);
    }
  }

  /**
   * What became of one record.
   *
   * @param member the member it belongs to; empty when it makes nobody a member
   * @param outcome why on or why not, in plain words, in English and Welsh
   * @param rule the rule applied
   */
  record Explanation(
      String source,
      String key,
      String name,
      Optional<String> member,
      org.folkmoot.constitution.Label outcome,
      String rule) {}
}
