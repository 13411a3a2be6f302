package org.folkmoot.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of Oak Primary School, made up: an export of pupils with their parents, one of staff,
 * one of neighbours who volunteer. One teacher is a parent too, and stands in two exports.
 */
public final class ExampleSchool {
  private static final List<String> GIVEN =
      List.of(
          "Aled", "Amina", "Anwen", "Bethan", "Callum", "Carys", "Chidi", "Daniel", "Dilys",
          "Elena", "Farah", "Gareth", "Grace", "Hassan", "Ifan", "Imogen", "Jamal", "Joanna",
          "Kwame", "Leila", "Lowri", "Marek", "Megan", "Nia", "Olu", "Owain", "Priya", "Rhian",
          "Samira", "Tomos");
  private static final List<String> FAMILY =
      List.of(
          "Adeyemi",
          "Baker",
          "Bevan",
          "Carter",
          "Davies",
          "Ellis",
          "Evans",
          "Fox",
          "Griffiths",
          "Hughes",
          "Iqbal",
          "Jenkins",
          "Khan",
          "Lewis",
          "Morgan",
          "Nowak",
          "Owen",
          "Patel",
          "Price",
          "Rees",
          "Shah",
          "Thomas",
          "Walker",
          "Young");

  /** A file for uploading. */
  public record Export(String source, String file, byte[] content) {}

  /** A person as an export has them. */
  public record Person(String given, String family, String email) {
    String name() {
      return given + " " + family;
    }
  }

  private final List<Person> parents = new ArrayList<>();
  private final List<Person> staff = new ArrayList<>();
  private final List<Person> neighbours = new ArrayList<>();

  /** The school with so many parents, staff and neighbours. */
  public ExampleSchool(int parentCount, int staffCount, int neighbourCount) {
    fill(parents, parentCount, 0, "parent");
    fill(staff, staffCount, 7, "staff");
    fill(neighbours, neighbourCount, 13, "neighbour");
  }

  private static void fill(List<Person> list, int count, int shift, String word) {
    for (int i = 0; i < count; i++) {
      list.add(
          new Person(
              GIVEN.get((i + shift) % GIVEN.size()),
              // 29 has no factor in common with 24, so names repeat only after all pairs are used.
              FAMILY.get((i / GIVEN.size() + i * 29 + shift) % FAMILY.size()),
              word + (i + 1) + "@oak.example"));
    }
  }

  public List<Person> parents() {
    return parents;
  }

  public List<Person> staff() {
    return staff;
  }

  public List<Person> neighbours() {
    return neighbours;
  }

  /** The management system's export: each pupil with one parent, and a faulty row. */
  public Export pupils() {
    StringBuilder csv =
        new StringBuilder(
            "Record,Forename,Surname,Date of birth,Kind,Related to,Class,Email,Postcode\r\n");
    for (int i = 0; i < parents.size(); i++) {
      Person parent = parents.get(i);
      csv.append(
          "S%d,%s,%s,%s,Pupil,,Year %d,,%s\r\n"
              .formatted(
                  i + 1,
                  GIVEN.get((i * 7 + 3) % GIVEN.size()),
                  parent.family(),
                  "20%02d-0%d-1%d".formatted(16 + i % 6, 1 + i % 9, i % 10),
                  1 + i % 6,
                  postcode(i)));
      csv.append(
          "P%d,%s,%s,%s,Parent,S%d,,%s,%s\r\n"
              .formatted(
                  i + 1,
                  parent.given(),
                  parent.family(),
                  born(1975, i),
                  i + 1,
                  parent.email(),
                  postcode(i)));
    }
    csv.append("P9999,,,31/02/1980,Parent,S1,,nobody,OX1 1AA\r\n");
    return new Export(
        "pupils", "pupils-and-parents.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The payroll's export. The last line is the first parent, who teaches here. */
  public Export payroll(boolean withTeachingParent) {
    StringBuilder csv =
        new StringBuilder("Payroll number,Forename,Surname,Date of birth,Kind,From,Email\r\n");
    for (int i = 0; i < staff.size(); i++) {
      Person person = staff.get(i);
      csv.append(
          "W%d,%s,%s,%s,%s,2019-09-01,%s\r\n"
              .formatted(
                  i + 1,
                  person.given(),
                  person.family(),
                  born(1968, i),
                  i % 3 == 0 ? "Teaching Assistant" : "Teacher",
                  person.email()));
    }
    if (withTeachingParent) {
      Person both = parents.get(0);
      csv.append(
          "W900,%s,%s,%s,Teacher,2021-09-01,%s\r\n"
              .formatted(both.given(), both.family(), born(1975, 0), both.email()));
    }
    return new Export("payroll", "staff.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The list of volunteers from the neighbourhood. */
  public Export volunteers() {
    StringBuilder csv =
        new StringBuilder("Number,Forename,Surname,Date of birth,Kind,Email,Postcode\r\n");
    for (int i = 0; i < neighbours.size(); i++) {
      Person person = neighbours.get(i);
      csv.append(
          "N%d,%s,%s,%s,Volunteer,%s,OX1 %dAB\r\n"
              .formatted(
                  i + 1,
                  person.given(),
                  person.family(),
                  born(1950, i),
                  person.email(),
                  1 + i % 9));
    }
    return new Export(
        "volunteers", "volunteers.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** One for each family, so that two of one name do not seem to share a home. */
  private static String postcode(int i) {
    String letters = "ABDEFGHJLNPQRSTUWXYZ";
    return "OX1 "
        + (1 + i % 9)
        + letters.charAt(i / 9 % letters.length())
        + letters.charAt(i / (9 * letters.length()) % letters.length());
  }

  private static String born(int year, int i) {
    return "%d-%02d-%02d".formatted(year + i % 20, 1 + i % 12, 1 + i % 28);
  }
}
