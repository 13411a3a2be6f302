package org.folkmoot.register.linking.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.register.linking.Item;

/** Which column of a file holds which item. */
final class Headings {
  private static final Map<String, Item> KNOWN = new HashMap<>();

  static {
    know(
        Item.GIVEN_NAME,
        "given_name given_names givenname first_name first_names firstname forename forenames"
            + " fname preferred_name preferred_given_name legal_forename");
    know(
        Item.SURNAME,
        "surname last_name lastname family_name familyname lname legal_surname"
            + " preferred_family_name");
    know(Item.MIDDLE_NAME, "middle_name middle_names middlename");
    know(
        Item.DATE_OF_BIRTH,
        "date_of_birth dob birth_date birthdate d_o_b dateofbirth date_birth born birthday");
    know(Item.SEX, "sex gender");
    know(
        Item.HOUSE_NUMBER,
        "street_number house_number house_no street_no number houseno house_name_number"
            + " house_name_or_number house");
    know(
        Item.ADDRESS_LINE_1,
        "address_1 address1 address_line_1 addressline1 address_line1 addr1 addr_1 address street"
            + " street_name street_address street_1 line_1 first_address_line");
    know(
        Item.ADDRESS_LINE_2,
        "address_2 address2 address_line_2 addressline2 address_line2 addr2 addr_2 locality"
            + " street_2 line_2 second_address_line");
    know(Item.SUBURB, "suburb city town post_town posttown village");
    know(Item.POSTCODE, "postcode post_code postal_code zip zipcode zip_code pcd pcds");
    know(Item.STATE, "state county province region");
    know(
        Item.TELEPHONE,
        "telephone phone tel mobile mobile_phone phone_number telephone_number home_phone cell"
            + " mobile_number contact_number sms");
    know(Item.EMAIL, "email e_mail email_address mail emailaddress");
    know(
        Item.IDENTIFIER,
        "identifier nhs_number nhs_no nhsnumber nhs upn unique_pupil_number ni_number nino"
            + " national_insurance_number soc_sec_id ssn social_security_number payroll_number"
            + " employee_number staff_number pupil_number hospital_number patient_number mrn"
            + " national_id uln");
  }

  private static final List<Item> IDENTIFIERS =
      List.of(Item.IDENTIFIER, Item.SECOND_IDENTIFIER, Item.THIRD_IDENTIFIER);

  private final List<String> columns;
  private final Map<Item, Integer> places = new EnumMap<>(Item.class);
  private final List<String> ignored = new ArrayList<>();
  private final int id;

  private static void know(Item item, String words) {
    for (String word : words.split(" ")) {
      KNOWN.put(word, item);
    }
  }

  /**
   * Recognises columns.
   *
   * @param told columns said on the command line, by item
   * @param idColumn the column of the record's id; empty for the first
   */
  Headings(String file, List<String> columns, Map<Item, String> told, String idColumn) {
    this.columns = List.copyOf(columns);
    this.id = idColumn.isEmpty() ? 0 : find(file, idColumn, "--id");
    told.forEach((item, column) -> places.put(item, find(file, column, "--columns")));
    for (int i = 0; i < columns.size(); i++) {
      if (i == id || places.containsValue(i)) {
        continue;
      }
      Optional<Item> item = recognised(columns.get(i));
      if (item.isPresent()) {
        places.put(item.get(), i);
      } else {
        ignored.add(columns.get(i));
      }
    }
  }

  /** The item of a column; none if it is not known or another column has the item already. */
  private Optional<Item> recognised(String column) {
    Item item = KNOWN.get(word(column));
    if (item == Item.IDENTIFIER) {
      return IDENTIFIERS.stream().filter(any -> !places.containsKey(any)).findFirst();
    }
    return Optional.ofNullable(item).filter(known -> !places.containsKey(known));
  }

  private int find(String file, String column, String option) {
    for (int i = 0; i < columns.size(); i++) {
      if (word(columns.get(i)).equals(word(column))) {
        return i;
      }
    }
    throw new WrongCall(
        "%s: %s has no column \"%s\"; it has %s"
            .formatted(option, file, column, String.join(", ", columns)));
  }

  /** The item that a word of the command line means. */
  static Item item(String said) {
    String word = word(said);
    for (Item item : Item.values()) {
      if (item.name().toLowerCase(Locale.ROOT).equals(word)) {
        return item;
      }
    }
    Item item = KNOWN.get(word);
    if (item == null) {
      throw new WrongCall(
          "--columns: there is no item \"%s\"; the items are %s"
              .formatted(said, String.join(", ", names())));
    }
    return item;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Item item : Item.values()) {
      names.add(item.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** A heading as it is compared: lower case, any run of other characters one underline. */
  static String word(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "_")
        .replaceAll("^_|_$", "");
  }

  int id() {
    return id;
  }

  int width() {
    return columns.size();
  }

  String column(int place) {
    return columns.get(place);
  }

  Map<Item, Integer> places() {
    return places;
  }

  List<String> ignored() {
    return ignored;
  }
}
