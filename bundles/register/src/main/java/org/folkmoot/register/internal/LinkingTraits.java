package org.folkmoot.register.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.PostalAddress;

/**
 * What two records are weighed by beside names and date of birth, as fingerprints: it matters only
 * whether they are the same. They are taken in of everybody, for a person who may not be written to
 * must not have two votes either; but of an address that is withheld nothing is taken in, since
 * whoever tries every postcode would find the one behind a fingerprint.
 */
record LinkingTraits(
    Optional<String> email,
    Optional<String> telephone,
    Optional<String> postcode,
    Optional<String> line) {
  static final String NOT_KNOWN = "-";
  private static final int LENGTH = 10; // 60 bits: among a million, two are alike once in a million
  private static final int FEWEST_DIGITS = 7;
  private static final int SIGNIFICANT_DIGITS = 10; // without the trunk 0, +44 or 0044
  private static final Set<Flag> ADDRESS_STAYS_OUT =
      Set.of(Flag.ADDRESS_WITHHELD, Flag.RESTRICTED, Flag.COURT_ORDER);

  static LinkingTraits of(PersonRecord record) {
    Optional<PostalAddress> address =
        record.flags().stream().anyMatch(ADDRESS_STAYS_OUT::contains)
            ? Optional.empty()
            : record.addresses().stream().findFirst();
    return new LinkingTraits(
        StagedRecord.emails(record)
            .findFirst()
            .map(email -> email.toLowerCase(Locale.ROOT))
            .map(email -> fingerprint("email", email)),
        record.contacts().stream()
            .filter(contact -> contact.kind() == Contact.Kind.TELEPHONE)
            .map(contact -> digits(contact.value()))
            .filter(digits -> digits.length() >= FEWEST_DIGITS)
            .findFirst()
            .map(digits -> fingerprint("telephone", digits)),
        address
            .map(a -> a.postcode().replaceAll("\\s", "").toUpperCase(Locale.ROOT))
            .filter(postcode -> !postcode.isEmpty())
            .map(postcode -> fingerprint("postcode", postcode)),
        address.stream()
            .flatMap(a -> a.lines().stream())
            .map(Names::folded)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .map(line -> fingerprint("line", line)));
  }

  private static String fingerprint(String item, String value) {
    return Fingerprint.of(item, value).substring(0, LENGTH);
  }

  private static String digits(String telephone) {
    String digits = telephone.replaceAll("\\D", "");
    return digits.substring(Math.max(0, digits.length() - SIGNIFICANT_DIGITS));
  }

  /** One column: email, telephone, postcode, line. */
  String written() {
    return email.orElse(NOT_KNOWN)
        + " "
        + telephone.orElse(NOT_KNOWN)
        + " "
        + postcode.orElse(NOT_KNOWN)
        + " "
        + line.orElse(NOT_KNOWN);
  }

  static LinkingTraits read(String column) {
    String[] items = column.split(" ");
    return new LinkingTraits(known(items[0]), known(items[1]), known(items[2]), known(items[3]));
  }

  private static Optional<String> known(String item) {
    return item.equals(NOT_KNOWN) ? Optional.empty() : Optional.of(item);
  }
}
