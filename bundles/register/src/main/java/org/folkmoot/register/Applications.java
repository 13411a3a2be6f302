package org.folkmoot.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How people whom no host's records hold join, and how those join who must apply. An application
 * that has been verified becomes a record like any other, with the same linking and review. Service
 * property {@code institution}.
 */
@ProviderType
public interface Applications {
  /** The source under which verified applications stand among the records; no file may take it. */
  String SOURCE = "joined";

  /** What somebody may apply by, in the order of the rule pack. */
  List<Ground> grounds();

  /**
   * What keeps an application from being taken; empty when nothing does. Asks only what the
   * applicant said and the rules, never whether anybody is known.
   */
  Set<Fault> faults(Application application);

  /**
   * Takes an application. By email, a link goes to the address given, and nothing is a member until
   * it is followed; without one, a letter with a code waits to be printed by the office. What
   * happens here is the same whether or not the person is known already. The same application sent
   * again is taken once; an address is sent at most three mails an hour.
   *
   * @return the id of the application
   * @throws org.folkmoot.constitution.Refused naming the items and the rule when there are faults
   */
  String apply(Application application);

  /** Where the application of a link stands; empty when it lets nobody in. Changes nothing. */
  Optional<Standing> standing(String token);

  /** Verifies by the link in the mail; empty when the link lets nobody in. */
  Optional<Standing> verify(String token);

  /**
   * Verifies by the code in a letter, typed with or without spaces and hyphens, in any case, with O
   * for 0 and I or L for 1; empty when it is no letter's.
   */
  Optional<Standing> verifyCode(String code);

  /** Whether a code has a slip in it, such as two characters that changed places. */
  boolean mistyped(String code);

  /**
   * For the office, oldest first: applications not yet verified, and verified ones that it has to
   * look at because they made nobody a new member.
   */
  List<Entry> waiting(int offset, int limit);

  /** How many wait. */
  int waiting();

  /**
   * The office accepts an application, as if it had been verified, or refuses it, verified or not.
   * A verified one that it accepts after a look takes the place of what the same person had applied
   * with before. Whoever is refused is told the reason where they gave an email.
   *
   * @throws org.folkmoot.constitution.Refused when there is no such application any more, it was
   *     refused already, or no reason is given for refusing
   */
  void decide(String id, boolean accepted, String reason, String actor);

  /**
   * The letter of an application without email, to be printed: its lines of address and a code. The
   * code of a letter printed before is void from now on. Empty when no letter is due.
   */
  Optional<Letter> letter(String id, String actor);

  /**
   * A reason to apply.
   *
   * @param kind the kind of affiliation, by which it is named in an application
   * @param clause why, as a clause: "you live in the community served from here"
   * @param declaration what the applicant must declare
   * @param minimumAge whole years; 0 when no date of birth is asked for
   */
  record Ground(
      String kind, Constituency constituency, Label clause, Label declaration, int minimumAge) {}

  /**
   * What an applicant says.
   *
   * @param ground the kind of a {@link Ground}
   * @param email empty for those who want a letter
   */
  record Application(
      String ground,
      String givenName,
      String familyName,
      Optional<LocalDate> dateOfBirth,
      Optional<String> email,
      List<String> addressLines,
      String postcode,
      boolean declared,
      Locale language) {
    public Application {
      addressLines = List.copyOf(addressLines);
    }
  }

  /** What is wrong with an application, by the item it is about. */
  enum Fault {
    /** Not one of the grounds. */
    GROUND,
    /** None, longer than 60 characters, or with signs that no name has. */
    GIVEN_NAME,
    FAMILY_NAME,
    /** Asked for by the ground and not given, or no day on which a living person was born. */
    BIRTH,
    /** Younger than the ground's minimum age. */
    AGE,
    EMAIL,
    /** No line, more than five, or one longer than 100 characters. */
    ADDRESS,
    /** Not a postcode of the United Kingdom. */
    POSTCODE,
    /** A postcode outside the institution's area. */
    AREA,
    DECLARATION
  }

  /** What became of an application. */
  enum Standing {
    UNVERIFIED,
    /** Verified, and on the register or waiting for review like any other record. */
    ACCEPTED,
    REFUSED
  }

  /** An application as the office sees it. */
  record Entry(
      String id,
      String name,
      String ground,
      String postcode,
      boolean byLetter,
      Standing standing,
      Instant received) {}

  /** A letter to be printed. */
  record Letter(List<String> address, String id, String code) {
    public Letter {
      address = List.copyOf(address);
    }
  }
}
