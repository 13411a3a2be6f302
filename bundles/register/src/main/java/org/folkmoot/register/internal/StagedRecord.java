package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PostalAddress;

/**
 * The least of a host's record that the register needs, as it is stored. What may not be used is
 * not taken in: no contact of somebody who may not be contacted or cannot become a member, no
 * withheld address, numbers only as fingerprints. Of a postcode that decides only the word is kept.
 */
record StagedRecord(
    String key,
    String hash,
    String given,
    String family,
    Optional<LocalDate> born,
    Optional<String> email,
    String postal,
    String language,
    String flags,
    String affiliations,
    String identifiers,
    String linkValues,
    String likeness,
    String suppressions) {

  /** Flags under which nothing is sent to a person. */
  static final Set<Flag> QUIET = Set.of(Flag.NO_CONTACT, Flag.COURT_ORDER, Flag.RESTRICTED);

  /** To be raised when anything else of a record is kept, so that all are taken in again. */
  static final String FORM = "2 ";

  private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s-]");
  private static final Set<String> NHS_NUMBERS =
      Set.of("https://fhir.nhs.uk/id/nhs-number", "nhs-number", "nhs");
  private static final Set<String> PAYROLLS = Set.of("payroll", "esr");

  static StagedRecord of(PersonRecord record, String source, Qualifications qualifications) {
    Set<Flag> flags = record.flags();
    boolean mayBeMember =
        record.affiliations().stream().anyMatch(a -> qualifications.name(a.kind()));
    boolean contactable = mayBeMember && flags.stream().noneMatch(QUIET::contains);
    Optional<String> email = contactable ? emails(record).findFirst() : Optional.empty();
    String postal =
        contactable && !flags.contains(Flag.ADDRESS_WITHHELD)
            ? record.addresses().stream().findFirst().map(StagedRecord::lines).orElse("")
            : "";
    String flagWords = flags.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    String postcode =
        record.addresses().stream()
            .map(PostalAddress::postcode)
            .filter(code -> !code.isBlank())
            .findFirst()
            .orElse("");
    String affiliations =
        record.affiliations().stream()
            .map(
                a ->
                    Affiliations.written(
                        a, qualifications.residence(a.kind(), postcode), qualifications.kept()))
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    String identifiers =
        record.identifiers().stream()
            .filter(identifier -> identifier.verified() && !isPayroll(identifier))
            .map(i -> Fingerprint.of(system(i)) + "=" + Fingerprint.of(system(i), number(i)))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    String given = Names.oneLine(record.name().given());
    String family = Names.oneLine(record.name().family());
    String language = language(record);
    String links = links(record, family);
    String likeness = LinkingTraits.of(record).written();
    String suppressions = suppressions(record, source, given);
    return new StagedRecord(
        record.key(),
        hash(record, qualifications),
        given,
        family,
        record.dateOfBirth(),
        email,
        postal,
        language,
        flagWords,
        affiliations,
        identifiers,
        links,
        likeness,
        suppressions);
  }

  /** Changes when the host's record does, or the rules, or how a record is kept. */
  static String hash(PersonRecord record, Qualifications qualifications) {
    PackedRecords.Hashing hashing = new PackedRecords.Hashing(FORM + qualifications.fingerprint());
    return hashing.hash(record);
  }

  /** What another record must share to be of the same person: rule=fingerprint, by spaces. */
  private static String links(PersonRecord record, String family) {
    Set<String> links = new LinkedHashSet<>();
    Optional<LocalDate> born = record.dateOfBirth();
    String employer = employer(record);
    for (Identifier identifier : record.identifiers()) {
      String number = number(identifier);
      if (number.isEmpty()) {
        continue;
      }
      if (isPayroll(identifier)) {
        String folded = Names.folded(family);
        if (!folded.isEmpty()) {
          links.add(link(LinkRule.PAYROLL_AND_SURNAME, employer, number, folded));
        }
        born.ifPresent(
            day -> links.add(link(LinkRule.PAYROLL_AND_BIRTH, employer, number, day.toString())));
      } else if (isNhsNumber(identifier) && identifier.verified()) {
        born.ifPresent(
            day -> links.add(link(LinkRule.NHS_NUMBER_AND_BIRTH, number, day.toString())));
      } else if (isUpn(identifier)) {
        born.ifPresent(day -> links.add(link(LinkRule.UPN_AND_BIRTH, number, day.toString())));
      }
    }
    born.ifPresent(
        day ->
            emails(record)
                .map(email -> email.toLowerCase(Locale.ROOT))
                .forEach(
                    email -> links.add(link(LinkRule.EMAIL_AND_BIRTH, email, day.toString()))));
    return links.stream().sorted().collect(Collectors.joining(" "));
  }

  private static String link(LinkRule rule, String... items) {
    String[] parts = new String[items.length + 1];
    parts[0] = rule.word();
    System.arraycopy(items, 0, parts, 1, items.length);
    return rule.word() + "=" + Fingerprint.of(parts);
  }

  /** By what an opt-out is known again when the details are gone. */
  private static String suppressions(PersonRecord record, String source, String given) {
    List<String> suppressions = new ArrayList<>();
    suppressions.add(Fingerprint.of("key", source, record.key()));
    record
        .dateOfBirth()
        .ifPresent(
            day -> {
              record.identifiers().stream()
                  .filter(identifier -> !number(identifier).isEmpty())
                  .filter(i -> isNhsNumber(i) && i.verified() || isPayroll(i) || isUpn(i))
                  .map(
                      i ->
                          Fingerprint.of(
                              "number", system(i), number(i), employer(record), day.toString()))
                  .forEach(suppressions::add);
              // The whole given name, for an opt-out of one twin is none of the other.
              emails(record)
                  .map(email -> email.toLowerCase(Locale.ROOT))
                  .map(email -> Fingerprint.of("email", email, day.toString(), Names.folded(given)))
                  .forEach(suppressions::add);
            });
    return suppressions.stream().distinct().sorted().collect(Collectors.joining(" "));
  }

  static Stream<String> emails(PersonRecord record) {
    return record.contacts().stream()
        .filter(contact -> contact.kind() == Contact.Kind.EMAIL)
        .map(contact -> contact.value().strip())
        .filter(email -> EMAIL.matcher(email).matches())
        .map(StagedRecord::lowerCaseDomain);
  }

  /** The part before the at sign is the recipient's business (RFC 5321 2.4). */
  private static String lowerCaseDomain(String email) {
    int at = email.indexOf('@');
    return email.substring(0, at) + email.substring(at).toLowerCase(Locale.ROOT);
  }

  private static String lines(PostalAddress address) {
    return Stream.concat(address.lines().stream(), Stream.of(address.postcode()))
        .map(Names::oneLine)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** Payroll numbers are only unique within one employer. */
  private static String employer(PersonRecord record) {
    return record.affiliations().stream()
        .filter(a -> a.kind().equals(Affiliation.Kinds.EMPLOYEE))
        .flatMap(a -> a.organisation().stream())
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  private static String language(PersonRecord record) {
    return record.affiliations().stream()
        .map(affiliation -> affiliation.attributes().getOrDefault("language", ""))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .map(
            word ->
                word.startsWith("cy") || word.startsWith("welsh")
                    ? "cy"
                    : word.startsWith("en") ? "en" : "")
        .filter(word -> !word.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean isPayroll(Identifier identifier) {
    return PAYROLLS.contains(system(identifier));
  }

  private static boolean isNhsNumber(Identifier identifier) {
    return NHS_NUMBERS.contains(system(identifier));
  }

  private static boolean isUpn(Identifier identifier) {
    return system(identifier).equals("upn");
  }

  private static String system(Identifier identifier) {
    return identifier.system().strip().toLowerCase(Locale.ROOT);
  }

  private static String number(Identifier identifier) {
    return BETWEEN_DIGITS.matcher(identifier.value()).replaceAll("").toUpperCase(Locale.ROOT);
  }
}
