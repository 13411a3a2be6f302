package org.folkmoot.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.notice.Addressee;

/**
 * A person on the register.
 *
 * @param id stable for life; says nothing about the person
 * @param state where membership stands
 * @param since the day the state began
 * @param reason why, as a clause the member is told: "you are a parent or carer of a pupil here"
 * @param rule the rule that makes it so
 * @param email empty also where the records ask for no contact
 * @param postalAddress empty also where the records withhold it
 */
public record Member(
    String id,
    String givenName,
    String familyName,
    Constituency constituency,
    MemberState state,
    LocalDate since,
    Label reason,
    String rule,
    Optional<String> email,
    List<String> postalAddress,
    Locale language) {
  public Member {
    postalAddress = List.copyOf(postalAddress);
  }

  /** The same person as of a constituency they were in. */
  public Member in(Constituency other) {
    return new Member(
        id,
        givenName,
        familyName,
        other,
        state,
        since,
        reason,
        rule,
        email,
        postalAddress,
        language);
  }

  public String name() {
    return (givenName + " " + familyName).strip();
  }

  public Addressee addressee() {
    return new Addressee(id, name(), email, postalAddress, language);
  }
}
