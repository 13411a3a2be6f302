package org.folkmoot.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;

/** Writes a person's record for a test, a word at a time. */
final class Somebody {
  private final String key;
  private final String given;
  private final String family;
  private final List<Identifier> identifiers = new ArrayList<>();
  private Optional<LocalDate> born = Optional.empty();
  private final List<PostalAddress> addresses = new ArrayList<>();
  private final List<Contact> contacts = new ArrayList<>();
  private final List<Affiliation> affiliations = new ArrayList<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  private Somebody(String key, String given, String family) {
    this.key = key;
    this.given = given;
    this.family = family;
  }

  static Somebody called(String key, String given, String family) {
    return new Somebody(key, given, family);
  }

  Somebody born(String day) {
    born = Optional.of(LocalDate.parse(day));
    return this;
  }

  Somebody email(String address) {
    contacts.add(new Contact(Contact.Kind.EMAIL, address));
    return this;
  }

  Somebody telephone(String number) {
    contacts.add(new Contact(Contact.Kind.TELEPHONE, number));
    return this;
  }

  Somebody livingAt(String line, String postcode) {
    addresses.add(new PostalAddress(List.of(line), postcode));
    return this;
  }

  Somebody number(String system, String value, boolean verified) {
    identifiers.add(new Identifier(system, value, verified));
    return this;
  }

  Somebody flagged(Flag flag) {
    flags.add(flag);
    return this;
  }

  Somebody as(String kind) {
    affiliations.add(Affiliation.of(kind));
    return this;
  }

  Somebody as(String kind, String from, String to) {
    affiliations.add(
        new Affiliation(
            kind,
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(from).map(LocalDate::parse),
            Optional.ofNullable(to).map(LocalDate::parse),
            Map.of()));
    return this;
  }

  Somebody applying(String kind, String day) {
    affiliations.add(
        new Affiliation(
            kind,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(Affiliation.APPLIED, day)));
    return this;
  }

  Somebody speaking(String kind, String language) {
    affiliations.add(
        new Affiliation(
            kind,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("language", language)));
    return this;
  }

  PersonRecord record() {
    return new PersonRecord(
        key,
        identifiers,
        new PersonName(given, family),
        born,
        addresses,
        contacts,
        affiliations,
        flags,
        Optional.empty());
  }
}
