package org.folkmoot.constitution.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.Qualification.Measure;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.RulePacks;
import org.folkmoot.constitution.ServedArea;
import org.folkmoot.constitution.VotingMethod;

/**
 * Turns the settings of one institution into the institution, or into everything that is wrong with
 * them at once.
 */
public final class InstitutionReading {
  static final String PID = "org.folkmoot.institution";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern NUMBER_OF_QUALIFICATION =
      Pattern.compile("([a-z][a-z-]*)\\.([A-Za-z]+)\\s*[=:]\\s*([0-9]{1,4})");

  /** GSS codes, and the older ones that parts of the directory still use. */
  private static final Pattern AREA_CODE = Pattern.compile("[A-Z0-9]{2,9}");

  private static final Pattern POSTCODES =
      Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]?( [0-9]([A-Z]{2})?)?");
  private static final Integer SEATS = 12;
  private static final String RULE = "docs/rule-packs.md, rule P8";

  private final String source;
  private final Map<String, ?> settings;
  private final List<RefusedSetting> refused = new ArrayList<>();
  private final Institution institution;

  /** Reads the settings as Configuration Admin has them. */
  public InstitutionReading(Map<String, ?> settings, RulePacks packs) {
    this.settings = settings;
    this.source = source(settings);
    String id =
        read(
            "institution",
            text -> {
              if (!ID.matcher(text).matches()) {
                throw new IllegalArgumentException(
                    "begin with a lower-case letter; use lower-case letters, digits and hyphens"
                        + " only, at most 31");
              }
              return text;
            });
    String name = read("name", Function.identity());
    RulePack pack =
        read(
            "rulePack",
            text ->
                packs
                    .named(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "no such rule pack; there are "
                                    + packs.all().stream()
                                        .map(RulePack::id)
                                        .collect(Collectors.joining(", ")))));
    Nation nation = settings.containsKey("nation") ? read("nation", Nation::of) : Nation.ENGLAND;
    Integer seats =
        settings.containsKey("seats") ? read("seats", InstitutionReading::seats) : usual(pack);
    Set<VotingMethod> methods = methods();
    LocalTime close = closeOfPoll(pack);
    URI publicAddress = read("publicAddress", InstitutionReading::webAddress);
    String sender =
        read(
            "senderAddress",
            text -> {
              if (!ADDRESS.matcher(text).matches()) {
                throw new IllegalArgumentException("write one address, such as governors@oak.uk");
              }
              return text;
            });
    List<String> postal = SettingList.of(elements("postalAddress"));
    if (postal.isEmpty()) {
      refuse("postalAddress", "", "paper ballots and letters need somewhere to come back to");
    }
    List<Locale> languages = languages();
    List<Qualification> qualifications = qualifications(pack);
    ServedArea area = area();
    if (!refused.isEmpty()) {
      this.institution = null;
      return;
    }
    Constitution constitution =
        new Constitution(pack, nation, seats, methods, close, qualifications, area);
    pack.languagesRequired()
        .forEach(
            (language, rule) -> {
              if (!languages.contains(Locale.forLanguageTag(language))) {
                refused.add(
                    new RefusedSetting(
                        source,
                        "languages",
                        String.join(", ", elements("languages")),
                        new Refusal(
                            "notices must be given in the language " + language + " too",
                            rule,
                            "Add " + language + " to the languages.")));
              }
            });
    constitution
        .refusalsBySetting()
        .forEach(
            (key, refusals) ->
                refusals.forEach(
                    refusal ->
                        refused.add(
                            new RefusedSetting(
                                source, key, String.join(", ", elements(key)), refusal))));
    this.institution =
        refused.isEmpty()
            ? new ConfiguredInstitution(
                id, name, constitution, publicAddress, sender, postal, languages)
            : null;
  }

  /** What to call these settings in a message. */
  static String source(Map<String, ?> settings) {
    Object id = settings.get("institution");
    return PID + " " + (id == null ? settings.get("service.pid") : id);
  }

  /** Which settings these are, for messages. */
  public String source() {
    return source;
  }

  /** The institution, unless anything is refused. */
  public Optional<Institution> institution() {
    return Optional.ofNullable(institution);
  }

  public List<RefusedSetting> refused() {
    return List.copyOf(refused);
  }

  private <T> T read(String key, Function<String, T> reader) {
    String text = String.join(";", elements(key)).strip();
    if (text.isEmpty()) {
      refuse(key, "", "it is missing");
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      refuse(key, text, e.getMessage());
      return null;
    }
  }

  private void refuse(String key, String value, String cure) {
    refused.add(
        new RefusedSetting(
            source,
            key,
            value,
            new Refusal(
                "the setting "
                    + key
                    + " of an institution "
                    + (value.isEmpty() ? "is missing" : "is wrong"),
                RULE,
                "Correct " + key + ": " + cure + ".")));
  }

  private String[] elements(String key) {
    Object value = settings.get(key);
    if (value == null) {
      return new String[0];
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(String::valueOf).toArray(String[]::new);
    }
    if (value instanceof Iterable<?> several) {
      List<String> elements = new ArrayList<>();
      several.forEach(element -> elements.add(String.valueOf(element)));
      return elements.toArray(String[]::new);
    }
    return new String[] {String.valueOf(value)};
  }

  private Set<VotingMethod> methods() {
    Set<VotingMethod> methods = EnumSet.noneOf(VotingMethod.class);
    for (String word : SettingList.words(elements("methods"))) {
      try {
        methods.add(VotingMethod.of(word));
      } catch (IllegalArgumentException e) {
        refuse("methods", word, e.getMessage());
      }
    }
    return methods;
  }

  private LocalTime closeOfPoll(RulePack pack) {
    if (elements("closeOfPoll").length == 0 || elements("closeOfPoll")[0].isBlank()) {
      return pack == null ? null : pack.closeOfPoll();
    }
    return read(
        "closeOfPoll",
        text -> {
          try {
            return LocalTime.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("write a time of day such as 17:00", e);
          }
        });
  }

  private List<Locale> languages() {
    List<String> words = SettingList.words(elements("languages"));
    List<Locale> languages = new ArrayList<>();
    for (String word : words.isEmpty() ? List.of("en") : words) {
      if (word.equals("en") || word.equals("cy")) {
        languages.add(Locale.forLanguageTag(word));
      } else {
        refuse("languages", word, "en and cy are offered");
      }
    }
    if (!languages.isEmpty() && !languages.contains(Locale.ENGLISH)) {
      languages.add(Locale.ENGLISH);
    }
    return List.copyOf(languages);
  }

  private static Integer usual(RulePack pack) {
    return pack != null && pack.seatsAreTable() ? Integer.valueOf(pack.minimumSeats()) : SEATS;
  }

  /** The pack's qualifications with the numbers this institution has set. */
  private List<Qualification> qualifications(RulePack pack) {
    List<Qualification> qualifications =
        pack == null ? new ArrayList<>() : new ArrayList<>(pack.qualifications());
    for (String entry : SettingList.words(elements("qualifications"))) {
      Matcher parts = NUMBER_OF_QUALIFICATION.matcher(entry);
      if (!parts.matches()) {
        refuse(
            "qualifications",
            entry,
            "write the kind of affiliation, the name of the number and the number, as in"
                + " patient.attendedWithinMonths=24");
      } else if (pack != null) {
        set(qualifications, parts, entry, pack);
      }
    }
    return qualifications;
  }

  private void set(List<Qualification> qualifications, Matcher parts, String entry, RulePack pack) {
    String kind = parts.group(1);
    boolean known = false;
    for (int i = 0; i < qualifications.size(); i++) {
      Qualification qualification = qualifications.get(i);
      if (!qualification.affiliations().contains(kind)) {
        continue;
      }
      known = true;
      try {
        Measure measure = Measure.of(parts.group(2));
        qualifications.set(i, qualification.with(measure, Integer.parseInt(parts.group(3))));
      } catch (IllegalArgumentException e) {
        refused.add(
            new RefusedSetting(
                source,
                "qualifications",
                entry,
                new Refusal(
                    "the rule pack does not allow " + entry + ": " + e.getMessage(),
                    "rule pack " + pack.id() + ", qualifications[" + i + "]",
                    "Take it out, or set it within what the pack allows.")));
      }
    }
    if (!known) {
      refuse("qualifications", entry, "the rule pack has no qualification of a " + kind);
    }
  }

  private ServedArea area() {
    List<String> codes = SettingList.words(elements("areaCodes"));
    List<String> postcodes =
        SettingList.words(elements("areaPostcodes")).stream()
            .map(text -> text.toUpperCase(Locale.ROOT).replaceAll("\\s+", " "))
            .toList();
    String file = String.join("", elements("areaFile")).strip();
    for (String code : codes) {
      if (!AREA_CODE.matcher(code).matches()) {
        refuse("areaCodes", code, "write codes as the directory has them, such as E09000007");
      }
    }
    for (String postcode : postcodes) {
      if (!POSTCODES.matcher(postcode).matches()) {
        refuse("areaPostcodes", postcode, "write LD1, LD1 5 or LD1 5AB");
      }
    }
    if (file.isEmpty() && !codes.isEmpty()) {
      refuse(
          "areaFile", "", "area codes are looked up in the ONS Postcode Directory; name its file");
      return ServedArea.NONE;
    }
    if (!file.isEmpty() && codes.isEmpty()) {
      refuse("areaCodes", "", "say which areas of the postcode directory are served");
      return ServedArea.NONE;
    }
    return new ServedArea(
        file.isEmpty() ? Optional.empty() : Optional.of(file),
        Set.copyOf(codes),
        Set.copyOf(postcodes));
  }

  private static Integer seats(String text) {
    try {
      Integer seats = Integer.valueOf(text);
      if (seats > 0) {
        return seats;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("write a whole number", e);
    }
    throw new IllegalArgumentException("write a number above zero");
  }

  private static URI webAddress(String text) {
    try {
      URI address = new URI(text.replaceAll("/+$", ""));
      if (address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getQuery() == null
          && address.getFragment() == null
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("write an address such as https://members.oak.uk", e);
    }
    throw new IllegalArgumentException("write an address such as https://members.oak.uk");
  }

  private record ConfiguredInstitution(
      String id,
      String name,
      Constitution constitution,
      URI publicAddress,
      String senderAddress,
      List<String> postalAddress,
      List<Locale> languages)
      implements Institution {}
}
