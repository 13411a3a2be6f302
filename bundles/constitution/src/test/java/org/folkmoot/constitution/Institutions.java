package org.folkmoot.constitution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.internal.InstitutionReading;
import org.folkmoot.constitution.internal.PackReader;

/** Ready institutions for the tests of every room, read as an installation would read them. */
public final class Institutions {
  private static final List<RulePack> BUILT_IN = PackReader.builtIn();

  private Institutions() {}

  /** The packs that come with the constitution, without the framework. */
  public static RulePacks packs() {
    return new RulePacks() {
      @Override
      public List<RulePack> all() {
        return BUILT_IN;
      }

      @Override
      public Optional<RulePack> named(String id) {
        return BUILT_IN.stream().filter(pack -> pack.id().equals(id)).findFirst();
      }
    };
  }

  public static RulePack pack(String id) {
    return packs().named(id).orElseThrow(() -> new IllegalArgumentException("no pack " + id));
  }

  /** Oak School: tripartite, 12 seats, all methods of voting, English and Welsh. */
  public static Institution school() {
    return of("tripartite");
  }

  /** An institution under a pack, with settings that the pack allows. */
  public static Institution of(String packId) {
    return of(packId, Map.of());
  }

  /**
   * The same with some settings changed, as {@code etc/org.folkmoot.institution-*.cfg} has them.
   */
  public static Institution of(String packId, Map<String, String> changed) {
    Map<String, String> settings = settings(packId);
    settings.putAll(changed);
    InstitutionReading reading = new InstitutionReading(settings, packs());
    return reading
        .institution()
        .orElseThrow(() -> new IllegalArgumentException(reading.refused().toString()));
  }

  /** Lawful settings under a pack, to be changed at will. */
  public static Map<String, String> settings(String packId) {
    Map<String, String> settings = new HashMap<>();
    settings.put("institution", "oak");
    settings.put("name", "Oak School");
    settings.put("rulePack", packId);
    RulePack pack = pack(packId);
    settings.put("nation", pack.nations().iterator().next().word());
    settings.put("seats", Integer.toString(pack.seatsAreTable() ? pack.minimumSeats() : 12));
    settings.put(
        "methods",
        packId.equals("nhs-foundation-trust") ? "email, post" : "email, post, in-person");
    settings.put("publicAddress", "https://members.oak.example");
    settings.put("senderAddress", "governors@oak.example");
    settings.put("postalAddress", "Oak School; 1 Acorn Lane; Little Oakham; LO1 2AK");
    settings.put("languages", "en, cy");
    return settings;
  }
}
