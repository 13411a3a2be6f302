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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.RulePacks;
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
        settings.containsKey("seats") ? read("seats", InstitutionReading::seats) : SEATS;
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
    if (!refused.isEmpty()) {
      this.institution = null;
      return;
    }
    Constitution constitution = new Constitution(pack, nation, seats, methods, close);
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
