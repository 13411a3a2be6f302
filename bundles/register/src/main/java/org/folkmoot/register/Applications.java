package org.folkmoot.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  /** The kinds of affiliation somebody may apply by, as the rule pack words them. */
  List<Ground> grounds();

  /**
   * Takes an application. By email, a link goes to the address given, and nothing is a member until
   * it is followed; without one, a letter with a code waits to be printed by the office. The answer
   * is the same whether or not the person is known already.
   *
   * @return the id of the application
   * @throws org.folkmoot.constitution.Refused naming the item and the rule: no postcode in the
   *     area, under age, declaration not made
   */
  String apply(Application application);

  /** Verifies by the link in the mail; empty when the link is unknown or used up. */
  Optional<Standing> verify(String token);

  /** Verifies by the code in a letter; empty when it is not that application's. */
  Optional<Standing> verify(String id, String code);

  /** For the office: applications not yet verified or not yet decided, oldest first. */
  List<Entry> waiting(int offset, int limit);

  /** The office accepts or refuses where the pack wants a decision, or a letter went unanswered. */
  void decide(String id, boolean accepted, String reason, String actor);

  /** The letter of an application without email, to be printed: its lines of address and code. */
  Optional<Letter> letter(String id, String actor);

  /** A reason to apply. */
  record Ground(String kind, Constituency constituency, Label clause, Label declaration) {}

  /** What an applicant says. */
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
