package org.folkmoot.register.linking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** People who do not exist, with duplicates that have errors, families, and the truth. */
final class InventedPeople {
  private static final String[] ONSETS = {
    "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t",
    "th", "v", "w"
  };
  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ee", "ou", "y"};
  private static final String[] CODAS = {"n", "r", "s", "t", "ll", "ck", "m", "rd", "ng", ""};
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** One record and whose it is. */
  record Row(int person, Map<Item, String> values) {}

  private final SplittableRandom chance;
  private final List<String> givenNames;
  private final List<String> surnames;
  private final List<String> streets;
  private final List<String> towns;
  private final List<Row> rows = new ArrayList<>();
  private double errors = 0.15;
  private double missing = 0.03;
  private int people;

  InventedPeople(long seed) {
    chance = new SplittableRandom(seed);
    givenNames = words(600, 2);
    surnames = words(20_000, 2);
    streets = words(3_000, 2);
    towns = words(400, 3);
  }

  /** How likely an item of a duplicate is mistyped. */
  InventedPeople withErrors(double share) {
    errors = share;
    return this;
  }

  private List<String> words(int count, int syllables) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder word = new StringBuilder();
      for (int syllable = 0; syllable < syllables; syllable++) {
        word.append(any(ONSETS)).append(any(VOWELS)).append(any(CODAS));
      }
      words.add(word.toString());
    }
    return words;
  }

  private String any(String[] from) {
    return from[chance.nextInt(from.length)];
  }

  /** Some names are common, most are rare. */
  private String name(List<String> from) {
    double skewed = Math.pow(chance.nextDouble(), 2.5);
    return from.get((int) (skewed * from.size()));
  }

  private String birth(int earliest, int latest) {
    return "%04d%02d%02d"
        .formatted(
            chance.nextInt(earliest, latest + 1), chance.nextInt(1, 13), chance.nextInt(1, 29));
  }

  private Map<Item, String> household() {
    Map<Item, String> home = new EnumMap<>(Item.class);
    home.put(Item.SURNAME, name(surnames));
    home.put(Item.HOUSE_NUMBER, String.valueOf(chance.nextInt(1, 200)));
    home.put(Item.ADDRESS_LINE_1, name(streets) + " street");
    home.put(Item.ADDRESS_LINE_2, name(streets) + " " + name(towns));
    int town = chance.nextInt(towns.size());
    home.put(Item.SUBURB, towns.get(town));
    home.put(Item.POSTCODE, String.valueOf(2_000 + town * 13 + chance.nextInt(12)));
    home.put(Item.STATE, town % 5 == 0 ? "north" : town % 5 == 1 ? "west" : "south");
    return home;
  }

  private Map<Item, String> person(Map<Item, String> home, int earliest, int latest) {
    Map<Item, String> person = new EnumMap<>(home);
    person.put(Item.GIVEN_NAME, name(givenNames));
    person.put(Item.DATE_OF_BIRTH, birth(earliest, latest));
    person.put(Item.TELEPHONE, "07" + chance.nextInt(100_000_000, 999_999_999));
    person.put(
        Item.EMAIL,
        person.get(Item.GIVEN_NAME) + chance.nextInt(1_000) + "@" + home.get(Item.SURNAME) + ".org");
    return person;
  }

  /** People who live alone. */
  InventedPeople singles(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(new Row(people++, person(household(), 1920, 2005)));
    }
    return this;
  }

  /** Two parents, two children of different age and twins under each roof, email in common. */
  InventedPeople families(int count) {
    for (int i = 0; i < count; i++) {
      Map<Item, String> home = household();
      List<Map<Item, String>> family = new ArrayList<>();
      family.add(person(home, 1950, 1970));
      family.add(person(home, 1950, 1970));
      family.add(person(home, 1985, 1995));
      family.add(person(home, 1996, 2005));
      family.add(person(home, 2006, 2012));
      Map<Item, String> twin = new EnumMap<>(family.get(4));
      while (twin.get(Item.GIVEN_NAME).equals(family.get(4).get(Item.GIVEN_NAME))) {
        twin.put(Item.GIVEN_NAME, name(givenNames));
      }
      family.add(twin);
      for (Map<Item, String> member : family) {
        member.put(Item.EMAIL, family.get(0).get(Item.EMAIL));
        member.put(Item.TELEPHONE, family.get(0).get(Item.TELEPHONE));
        rows.add(new Row(people++, member));
      }
    }
    return this;
  }

  /** Duplicates of some of the records, and the records shuffled. */
  InventedPeople duplicates(int count) {
    int originals = rows.size();
    for (int i = 0; i < count; i++) {
      Row original = rows.get(chance.nextInt(originals));
      rows.add(new Row(original.person(), mistyped(original.values())));
    }
    return this;
  }

  /** One duplicate of every record. */
  InventedPeople duplicateOfEach() {
    List.copyOf(rows).forEach(row -> rows.add(new Row(row.person(), mistyped(row.values()))));
    return this;
  }

  private Map<Item, String> mistyped(Map<Item, String> original) {
    Map<Item, String> copy = new EnumMap<>(original);
    for (Map.Entry<Item, String> value : copy.entrySet()) {
      double fate = chance.nextDouble();
      if (fate < missing) {
        value.setValue("");
      } else if (fate < missing + errors) {
        value.setValue(slip(value.getKey(), value.getValue()));
      }
    }
    if (chance.nextDouble() < errors / 5) {
      String given = copy.get(Item.GIVEN_NAME);
      copy.put(Item.GIVEN_NAME, copy.get(Item.SURNAME));
      copy.put(Item.SURNAME, given);
    }
    return copy;
  }

  private String slip(Item item, String value) {
    if (value.length() < 2) {
      return value;
    }
    StringBuilder typed = new StringBuilder(value);
    int place = chance.nextInt(value.length() - 1);
    boolean figures = Character.isDigit(value.charAt(place));
    char other =
        figures
            ? (char) ('0' + chance.nextInt(10))
            : LETTERS.charAt(chance.nextInt(LETTERS.length()));
    switch (item == Item.DATE_OF_BIRTH ? 0 : chance.nextInt(4)) {
      case 0 -> typed.setCharAt(place, other);
      case 1 -> typed.deleteCharAt(place);
      case 2 -> typed.insert(place, other);
      default -> {
        typed.setCharAt(place, value.charAt(place + 1));
        typed.setCharAt(place + 1, value.charAt(place));
      }
    }
    return typed.toString();
  }

  List<Row> rows() {
    return rows;
  }

  Corpus corpus(Item... items) {
    Corpus corpus = Corpus.of(items);
    rows.forEach(row -> corpus.add(values(row, items)));
    return corpus;
  }

  /** The first records as one file, the rest as another. */
  Corpus twoFiles(int first, Item... items) {
    Corpus corpus = Corpus.of(items);
    for (int i = 0; i < rows.size(); i++) {
      if (i == first) {
        corpus.split();
      }
      corpus.add(values(rows.get(i), items));
    }
    return corpus;
  }

  static String[] values(Row row, Item... items) {
    String[] values = new String[items.length];
    for (int i = 0; i < items.length; i++) {
      values[i] = row.values().get(items[i]);
    }
    return values;
  }

  /** How many pairs are of one person. */
  long truePairs() {
    Map<Integer, Long> times = new HashMap<>();
    rows.forEach(row -> times.merge(row.person(), 1L, Long::sum));
    return times.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  boolean same(ScoredPair pair) {
    return rows.get(pair.left()).person() == rows.get(pair.right()).person();
  }
}
