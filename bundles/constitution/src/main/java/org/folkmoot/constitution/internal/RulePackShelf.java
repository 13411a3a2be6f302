package org.folkmoot.constitution.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.RulePacks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The built-in packs, and those of the folder. A pack that is refused is left out; the others are
 * not harmed by it. A changed file is read when the configuration changes or at the next start,
 * never in the middle of an election.
 */
@Component(configurationPid = RulePackShelf.PID)
@Designate(ocd = RulePackShelf.Settings.class)
public final class RulePackShelf implements RulePacks {
  static final String PID = "org.folkmoot.constitution";

  /** Where further rule packs are. */
  @ObjectClassDefinition(
      name = "Folkmoot rule packs",
      description = "Where rule packs of your own are, beside those that come with Folkmoot.")
  @interface Settings {
    @AttributeDefinition(
        name = "Folder",
        description = "Every *.json file in it is read as a rule pack; empty means none.")
    String folder() default "";
  }

  private final Map<String, RulePack> packs = new LinkedHashMap<>();

  @Activate
  public RulePackShelf(Settings settings, @Reference RefusedSettings refused) {
    this(settings.folder(), refused);
  }

  RulePackShelf(String folder, RefusedSettings refused) {
    PackReader.builtIn().forEach(pack -> packs.put(pack.id(), pack));
    List<RefusedSetting> faults = new ArrayList<>();
    if (!folder.isBlank()) {
      try {
        for (Path file : files(folder)) {
          take(file).ifPresent(refusal -> faults.add(fault(file.toString(), refusal)));
        }
      } catch (IOException e) {
        faults.add(
            fault(
                folder,
                new Refusal(
                    "the folder of rule packs cannot be read: " + e,
                    "docs/rule-packs.md, rule P6",
                    "Correct the setting folder of " + PID + ", or make the folder readable.")));
      }
    }
    refused.settle(PID, faults);
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private Optional<Refusal> take(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      RulePack pack = PackReader.read(file.getFileName().toString(), in);
      if (packs.putIfAbsent(pack.id(), pack) == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Refusal(
              "rule pack file "
                  + file.getFileName()
                  + ", id: there is a rule pack "
                  + pack.id()
                  + " already",
              "docs/rule-packs.md, rule P6",
              "Give the pack an id of its own."));
    } catch (Refused e) {
      return Optional.of(e.refusal());
    }
  }

  private static RefusedSetting fault(String value, Refusal refusal) {
    return new RefusedSetting(PID, "folder", value, refusal);
  }

  @Override
  public List<RulePack> all() {
    Collection<RulePack> all = packs.values();
    return List.copyOf(all);
  }

  @Override
  public Optional<RulePack> named(String id) {
    return Optional.ofNullable(packs.get(id));
  }
}
