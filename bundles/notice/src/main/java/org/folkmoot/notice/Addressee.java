package org.folkmoot.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * To whom a notice is given.
 *
 * @param reference the caller's own id of the person, such as a member's id
 * @param name as written on an envelope
 * @param email where it can be reached by mail
 * @param postalAddress lines, the postcode last; empty when withheld or not known
 * @param language the language the person is written to in
 */
public record Addressee(
    String reference,
    String name,
    Optional<String> email,
    List<String> postalAddress,
    Locale language) {
  public Addressee {
    postalAddress = List.copyOf(postalAddress);
  }
}
