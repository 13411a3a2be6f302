package org.folkmoot.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Someone the host's records know, as the host says it.
 *
 * @param key the host's own key of the record; unique and stable within its source
 * @param identifiers identifiers in other systems' terms (NHS number, UPN, payroll number)
 * @param name given and family name
 * @param dateOfBirth where the host gives it
 * @param addresses postal addresses, the current first
 * @param contacts email addresses and telephone numbers, the preferred first
 * @param affiliations why the host holds this person
 * @param flags what limits the use of the record
 * @param changed when the host last changed it, where it says so
 */
public record PersonRecord(
    String key,
    List<Identifier> identifiers,
    PersonName name,
    Optional<LocalDate> dateOfBirth,
    List<PostalAddress> addresses,
    List<Contact> contacts,
    List<Affiliation> affiliations,
    Set<Flag> flags,
    Optional<Instant> changed) {

  public PersonRecord {
    if (key.isBlank()) {
      throw new IllegalArgumentException("person record: the source's key is empty");
    }
    identifiers = List.copyOf(identifiers);
    addresses = List.copyOf(addresses);
    contacts = List.copyOf(contacts);
    affiliations = List.copyOf(affiliations);
    flags = Set.copyOf(flags);
  }

  /** A name as written; casing is left as the host has it. */
  public record PersonName(String given, String family) {
    public PersonName {
      if (given.isBlank() && family.isBlank()) {
        throw new IllegalArgumentException("name: both given and family name are empty");
      }
    }

    @Override
    public String toString() {
      return (given + " " + family).strip();
    }
  }

  /**
   * An identifier.
   *
   * @param system a URI or a word naming who gave it: https://fhir.nhs.uk/Id/nhs-number, upn,
   *     payroll
   * @param value as the host has it
   * @param verified whether the host vouches for it
   */
  public record Identifier(String system, String value, boolean verified) {}

  /** A postal address; the postcode apart, in capitals with one space where it could be read. */
  public record PostalAddress(List<String> lines, String postcode) {
    public PostalAddress {
      lines = List.copyOf(lines);
    }
  }

  /** A way to reach the person. */
  public record Contact(Kind kind, String value) {
    /** What it is. */
    public enum Kind {
      EMAIL,
      TELEPHONE
    }
  }

  /** What limits the use of a record. */
  public enum Flag {
    DECEASED,
    DEATH_WITHDRAWN,
    RESTRICTED,
    ADDRESS_WITHHELD,
    NO_CONTACT,
    COURT_ORDER
  }

  /** The preferred email address. */
  public Optional<String> email() {
    return contacts.stream()
        .filter(contact -> contact.kind() == Contact.Kind.EMAIL)
        .map(Contact::value)
        .findFirst();
  }

  /** A copy with nothing but key and name, to start from. */
  public static PersonRecord of(String key, String given, String family) {
    return new PersonRecord(
        key,
        List.of(),
        new PersonName(given, family),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        Optional.empty());
  }
}
