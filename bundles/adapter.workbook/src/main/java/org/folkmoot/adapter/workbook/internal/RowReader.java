package org.folkmoot.adapter.workbook.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.folkmoot.adapter.workbook.internal.Table.Row;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;
import org.folkmoot.records.reading.Contacts;
import org.folkmoot.records.reading.Dates;
import org.folkmoot.records.reading.Identifiers;
import org.folkmoot.records.reading.PersonNames;
import org.folkmoot.records.reading.Postcodes;
import org.folkmoot.records.reading.Read;
import org.folkmoot.records.reading.YesNo;

/** Makes a person of a row, and says of every value it cannot use what is wrong with it. */
final class RowReader {
  private static final List<String> EXCEL_ERRORS =
      List.of("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA");
  private static final int LONGEST_VALUE = 1_000;

  private final String file;
  private final Layout layout;
  private final Mapping mapping;
  private final LocalDate today;

  RowReader(String file, Layout layout, Mapping mapping, LocalDate today) {
    this.file = file;
    this.layout = layout;
    this.mapping = mapping;
    this.today = today;
  }

  /**
   * The key of a row's person.
   *
   * @param value the host's own, or one made from what identifies the person
   * @param nameOnly whether it was made from nothing but a name, which two persons may share
   */
  record Key(String value, boolean nameOnly) {}

  /** The key of the row; empty when the row has none or nobody in it. */
  Optional<Key> key(Row row) {
    if (mapping.has(Meaning.KEY)) {
      String key = PersonNames.tidy(first(row, Meaning.KEY).text());
      return key.isEmpty() || isExcelError(key)
          ? Optional.empty()
          : Optional.of(new Key(key, false));
    }
    for (Meaning strong : List.of(Meaning.UPN, Meaning.NHS_NUMBER, Meaning.PAYROLL)) {
      String number = first(row, strong).text().replaceAll("[\\s\\p{Z}-]", "");
      if (!number.isEmpty() && !isExcelError(number)) {
        return Optional.of(derived(strong.word(), number));
      }
    }
    String name =
        first(row, Meaning.GIVEN).text()
            + " "
            + first(row, Meaning.FAMILY).text()
            + " "
            + first(row, Meaning.FULL_NAME).text();
    if (name.isBlank()) {
      return Optional.empty();
    }
    for (Meaning beside : List.of(Meaning.DATE_OF_BIRTH, Meaning.EMAIL, Meaning.POSTCODE)) {
      String value = first(row, beside).text();
      if (!value.isBlank()) {
        return Optional.of(derived(beside.word(), name, value));
      }
    }
    return Optional.of(new Key(derived("name", name).value(), true));
  }

  /** Whether keys are made from other values, because no column holds them. */
  boolean derivesKeys() {
    return !mapping.has(Meaning.KEY);
  }

  /** Whether any column or fixed value says why persons are held. */
  boolean knowsKinds() {
    return mapping.has(Meaning.KIND);
  }

  /** The person of the row, or nothing when the row had to be left out, which is reported. */
  Optional<PersonRecord> person(Row row, Key key, Consumer<BadRow> faults) {
    Optional<PersonName> name = name(row, faults);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Affiliation>> affiliations = affiliations(row, faults);
    if (affiliations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PersonRecord(
            key.value(),
            identifiers(row, faults),
            name.get(),
            read(row, Meaning.DATE_OF_BIRTH, text -> Dates.ofBirth(text, today), faults),
            addresses(row, faults),
            contacts(row, faults),
            affiliations.get(),
            flags(row, faults),
            Optional.empty()));
  }

  private Optional<PersonName> name(Row row, Consumer<BadRow> faults) {
    List<BadRow> found = new ArrayList<>();
    Optional<PersonName> name = Optional.empty();
    if (mapping.has(Meaning.FAMILY) || mapping.has(Meaning.GIVEN)) {
      String given = read(row, Meaning.GIVEN, PersonNames::name, found::add).orElse("");
      String family = read(row, Meaning.FAMILY, PersonNames::name, found::add).orElse("");
      name = nameOf(given, family);
    }
    if (name.isEmpty()) {
      name = read(row, Meaning.FULL_NAME, PersonNames::full, found::add);
    }
    if (name.isPresent()) {
      found.forEach(faults);
      return name;
    }
    BadRow reason =
        found.isEmpty()
            ? lost(
                row,
                new Cell("", nameHeading()),
                "The row has no name.",
                "Write the person's name, or delete the row if it is a total or a remark.")
            : asLost(found.get(0));
    faults.accept(reason);
    return Optional.empty();
  }

  private static Optional<PersonName> nameOf(String given, String family) {
    return given.isEmpty() && family.isEmpty()
        ? Optional.empty()
        : Optional.of(new PersonName(given, family));
  }

  /** Empty when the dates contradict each other, so that nobody is a member by mistake. */
  private Optional<List<Affiliation>> affiliations(Row row, Consumer<BadRow> faults) {
    String kinds = readText(row, Meaning.KIND, faults).orElse("");
    Optional<LocalDate> from = read(row, Meaning.FROM, Dates::date, faults);
    Optional<LocalDate> to = read(row, Meaning.TO, Dates::date, faults);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      Cell cell = first(row, Meaning.TO);
      faults.accept(
          lost(
              row,
              cell,
              "The last day is before the first day, " + from.get() + ".",
              "Correct one of the two dates."));
      return Optional.empty();
    }
    Optional<String> of = readText(row, Meaning.RELATED_TO, faults);
    Optional<String> organisation = readText(row, Meaning.ORGANISATION, faults);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Meaning meaning : List.of(Meaning.CLASS, Meaning.YEAR, Meaning.CONTRACT, Meaning.ROLE)) {
      readText(row, meaning, faults).ifPresent(text -> attributes.put(meaning.word(), text));
    }
    List<Affiliation> affiliations = new ArrayList<>();
    for (KindWords.Named named : mapping.kinds().kinds(kinds)) {
      Map<String, String> own = new LinkedHashMap<>(attributes);
      if (!named.word().equals(named.kind())) {
        own.putIfAbsent(Meaning.ROLE.word(), named.word());
      }
      affiliations.add(new Affiliation(named.kind(), of, organisation, from, to, own));
    }
    if (affiliations.isEmpty() && knowsKinds()) {
      faults.accept(
          kept(
              row,
              first(row, Meaning.KIND),
              "Nothing says why this person is on the list.",
              "Write what they are here: pupil, parent, teacher."));
    }
    return Optional.of(affiliations);
  }

  private List<Identifier> identifiers(Row row, Consumer<BadRow> faults) {
    List<Identifier> identifiers = new ArrayList<>();
    read(row, Meaning.UPN, Identifiers::upn, faults)
        .ifPresent(upn -> identifiers.add(new Identifier(Identifiers.UPN, upn, true)));
    // Nothing in a list says that the national service has confirmed an NHS number.
    read(row, Meaning.NHS_NUMBER, Identifiers::nhsNumber, faults)
        .ifPresent(nhs -> identifiers.add(new Identifier(Identifiers.NHS_NUMBER, nhs, false)));
    readText(row, Meaning.PAYROLL, faults)
        .ifPresent(number -> identifiers.add(new Identifier(Identifiers.PAYROLL, number, true)));
    return identifiers;
  }

  private List<PostalAddress> addresses(Row row, Consumer<BadRow> faults) {
    List<String> lines = new ArrayList<>();
    for (Cell cell : all(row, Meaning.ADDRESS)) {
      for (String part : cell.text().split("[\\r\\n]+")) {
        String line = PersonNames.tidy(part);
        if (!line.isEmpty() && usable(row, cell, faults)) {
          lines.add(line);
        }
      }
    }
    String postcode = read(row, Meaning.POSTCODE, Postcodes::postcode, faults).orElse("");
    return lines.isEmpty() && postcode.isEmpty()
        ? List.of()
        : List.of(new PostalAddress(lines, postcode));
  }

  private List<Contact> contacts(Row row, Consumer<BadRow> faults) {
    List<Contact> contacts = new ArrayList<>();
    for (Meaning meaning : List.of(Meaning.EMAIL, Meaning.SECOND_EMAIL)) {
      for (Cell cell : all(row, meaning)) {
        read(row, cell, Contacts::email, faults)
            .map(email -> new Contact(Contact.Kind.EMAIL, email))
            .filter(contact -> !contacts.contains(contact))
            .ifPresent(contacts::add);
      }
    }
    for (Cell cell : all(row, Meaning.TELEPHONE)) {
      read(row, cell, Contacts::telephone, faults)
          .map(number -> new Contact(Contact.Kind.TELEPHONE, number))
          .filter(contact -> !contacts.contains(contact))
          .ifPresent(contacts::add);
    }
    return contacts;
  }

  private Set<Flag> flags(Row row, Consumer<BadRow> faults) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Meaning meaning : Meaning.values()) {
      if (meaning.flag().isPresent()
          && read(row, meaning, text -> protects(meaning, text), faults).orElse(false)) {
        flags.add(meaning.flag().get());
      }
    }
    return flags;
  }

  /** A date in the column for deaths is the date of death, so the person has died. */
  private static Read<Boolean> protects(Meaning meaning, String text) {
    return meaning == Meaning.DECEASED && Dates.date(text).value().isPresent()
        ? Read.of(true)
        : YesNo.protects(text);
  }

  private <T> Optional<T> read(
      Row row, Meaning meaning, Function<String, Read<T>> reader, Consumer<BadRow> faults) {
    return read(row, first(row, meaning), reader, faults);
  }

  private Optional<String> readText(Row row, Meaning meaning, Consumer<BadRow> faults) {
    return read(
        row,
        first(row, meaning),
        text -> {
          String tidy = PersonNames.tidy(text);
          return tidy.isEmpty() ? Read.nothing() : Read.of(tidy);
        },
        faults);
  }

  private <T> Optional<T> read(
      Row row, Cell cell, Function<String, Read<T>> reader, Consumer<BadRow> faults) {
    if (cell.text().isBlank() || !usable(row, cell, faults)) {
      return Optional.empty();
    }
    Read<T> read = reader.apply(cell.text());
    read.fault().ifPresent(fault -> faults.accept(kept(row, cell, fault.problem(), fault.cure())));
    return read.value();
  }

  /** Whether a value may be looked at at all. */
  private boolean usable(Row row, Cell cell, Consumer<BadRow> faults) {
    if (isExcelError(cell.text().strip())) {
      faults.accept(
          kept(
              row,
              cell,
              "Excel shows an error here instead of a value.",
              "Mend the formula in this cell, or type the value over it."));
      return false;
    }
    if (cell.text().length() > LONGEST_VALUE) {
      faults.accept(
          kept(
              row,
              cell,
              "This is longer than " + LONGEST_VALUE + " characters.",
              "Shorten it, and check that the column is mapped to the right field."));
      return false;
    }
    return true;
  }

  /**
   * A cell with the heading it stands under.
   *
   * @param text what stands there
   * @param heading empty for a value that holds for every row
   */
  private record Cell(String text, String heading) {}

  /** The first cell of a meaning that is not empty, else its value for every row. */
  private Cell first(Row row, Meaning meaning) {
    List<Integer> columns = mapping.columns().getOrDefault(meaning, List.of());
    for (int column : columns) {
      if (!row.cell(column).isBlank()) {
        return new Cell(row.cell(column), layout.headings().get(column));
      }
    }
    return new Cell(
        mapping.fixed().getOrDefault(meaning, ""),
        columns.isEmpty() ? "" : layout.headings().get(columns.get(0)));
  }

  private List<Cell> all(Row row, Meaning meaning) {
    return mapping.columns().getOrDefault(meaning, List.of()).stream()
        .map(column -> new Cell(row.cell(column), layout.headings().get(column)))
        .toList();
  }

  private String nameHeading() {
    for (Meaning meaning : List.of(Meaning.FAMILY, Meaning.FULL_NAME, Meaning.GIVEN)) {
      if (mapping.columns().containsKey(meaning)) {
        return layout.headings().get(mapping.columns().get(meaning).get(0));
      }
    }
    return "";
  }

  /** A row left out because it has no key. */
  BadRow withoutKey(Row row) {
    return lost(
        row,
        first(row, Meaning.KEY),
        "The row has no record number, so the person could not be known again next time.",
        "Fill in the record number, or delete the row if it is a total or a remark.");
  }

  /** A row left out because its key is another person's. */
  BadRow keyOfAnother(Row row, PersonRecord another) {
    Cell cell = first(row, Meaning.KEY);
    return lost(
        row,
        derivesKeys() ? new Cell("", nameHeading()) : cell,
        "An earlier row gives the same record number to another person, " + another.name() + ".",
        "Give each person a record number of their own.");
  }

  /** A row left out because nothing but the name tells who it is, and an earlier row has it too. */
  BadRow nameAlone(Row row) {
    return lost(
        row,
        new Cell(first(row, Meaning.FAMILY).text(), nameHeading()),
        "An earlier row has the same name, and nothing tells whether it is the same person.",
        "Add a column with a record number, a date of birth or an email address.");
  }

  private BadRow lost(Row row, Cell cell, String problem, String cure) {
    return new BadRow(file, row.number(), cell.heading(), cell.text(), problem, cure, true);
  }

  private BadRow kept(Row row, Cell cell, String problem, String cure) {
    return new BadRow(file, row.number(), cell.heading(), cell.text(), problem, cure, false);
  }

  private static BadRow asLost(BadRow row) {
    return new BadRow(
        row.file(), row.row(), row.column(), row.value(), row.problem(), row.cure(), true);
  }

  private static boolean isExcelError(String text) {
    return EXCEL_ERRORS.contains(text);
  }

  private static Key derived(String from, String... values) {
    StringBuilder all = new StringBuilder(from);
    for (String value : values) {
      all.append('\n').append(PersonNames.tidy(value).toLowerCase(Locale.ROOT));
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return new Key("made-" + HexFormat.of().formatHex(hash, 0, 10), false);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
