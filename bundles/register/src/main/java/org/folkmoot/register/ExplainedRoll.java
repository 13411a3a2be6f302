package org.folkmoot.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Why anybody the records hold is, or is not, a member: people off the register as well as on it,
 * their history, and what differs between two runs. It carries no address of anyone. Service
 * property {@code institution}.
 */
@ProviderType
public interface ExplainedRoll {
  /**
   * People the records hold who are not on the register in any state, by family and given name.
   *
   * @param name part of a name; blank for all
   */
  List<Person> others(String name, int offset, int limit);

  /** How many {@link #others} would find without its limit. */
  int countOthers(String name);

  /** Anybody, on the register or off it. */
  Optional<Person> person(String id);

  /** What a person's membership went through, oldest first; kept when the name is erased. */
  List<Standing> history(String person);

  /** Every record of every source with where its person stands, by source and key. */
  void each(Consumer<Line> visitor);

  /**
   * What differs for each person between the end of one run and the end of another, by name: a
   * person who joined and left in between is not among them.
   *
   * @param after the number of the earlier run; 0 for before the first
   * @param upTo the number of the later run; empty for now, with what was done by hand since
   */
  void eachChange(long after, Optional<Long> upTo, Consumer<Change> visitor);

  /** What the records ask to keep back. */
  enum Withheld {
    NOTHING,
    /** The postal address. */
    ADDRESS,
    /** Every way of reaching the person. */
    CONTACT
  }

  /**
   * Somebody.
   *
   * @param state empty for those off the register
   * @param reason why on or why not, as a sentence
   * @param erased whether name and details were erased
   * @param sources the sources that hold the person now
   */
  record Person(
      String id,
      String givenName,
      String familyName,
      Optional<MemberState> state,
      Label reason,
      String rule,
      Withheld withheld,
      boolean erased,
      List<String> sources) {
    public Person {
      sources = List.copyOf(sources);
    }

    public String name() {
      return (givenName + " " + familyName).strip();
    }
  }

  /** A state of a membership with its ground, and who brought it about. */
  record Standing(
      MemberState state,
      Constituency constituency,
      LocalDate since,
      Label reason,
      String rule,
      Instant at,
      String actor,
      Optional<Long> run) {}

  /** A record and where its person stands. */
  record Line(
      String source,
      String key,
      String person,
      String givenName,
      String familyName,
      Optional<MemberState> state,
      Optional<Constituency> constituency,
      Optional<LocalDate> since,
      Label outcome,
      String rule) {}

  /**
   * What differs for one person.
   *
   * @param before the constituency of a member before; empty for others
   * @param now the constituency of the newer state
   */
  record Change(
      EnrolmentRun.Change.Kind kind,
      String person,
      String name,
      Optional<Constituency> before,
      Constituency now,
      Label reason,
      LocalDate since,
      String actor) {}
}
