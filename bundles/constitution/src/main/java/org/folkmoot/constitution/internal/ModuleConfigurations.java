package org.folkmoot.constitution.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.constitution.Module;
import org.folkmoot.constitution.Modules;
import org.folkmoot.constitution.Refused;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Modules as configurations: what is configured is on. */
@Component(service = Modules.class)
public final class ModuleConfigurations implements Modules {
  /**
   * References to services of the same institution. They match nothing until the configuration
   * names the institution, so that a service can never be wired to another institution's.
   */
  static final List<String> REFERENCES =
      List.of("institution", "register", "elections", "polls", "declarations", "assemblies");

  private final ConfigurationAdmin admin;

  @Activate
  public ModuleConfigurations(@Reference(name = "admin") ConfigurationAdmin admin) {
    this.admin = admin;
  }

  @Override
  public Set<Module> on(String institution) {
    Set<Module> on = EnumSet.noneOf(Module.class);
    for (Module module : Module.values()) {
      if (configuration(institution, module).isPresent()) {
        on.add(module);
      }
    }
    return on;
  }

  @Override
  public void switchOn(String institution, Module module) {
    Set<Module> on = on(institution);
    if (on.contains(module)) {
      return;
    }
    for (Module needed : module.needs()) {
      if (!on.contains(needed)) {
        throw new Refused(
            module.word() + " needs " + needed.word() + ", which is off",
            "what a module needs",
            "Switch " + needed.word() + " on first.");
      }
    }
    try {
      // Location "?" lets the bundles that make up the module share the configuration.
      admin.getFactoryConfiguration(module.pid(), institution, "?").update(properties(institution));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the configuration of " + module.word() + " could not be stored", e);
    }
  }

  private static Dictionary<String, Object> properties(String institution) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("institution", institution);
    for (String reference : REFERENCES) {
      properties.put(reference + ".target", "(institution=" + institution + ")");
    }
    return properties;
  }

  @Override
  public void switchOff(String institution, Module module) {
    for (Module other : on(institution)) {
      if (other.needs().contains(module)) {
        throw new Refused(
            other.word() + " is on and needs " + module.word(),
            "what a module needs",
            "Switch " + other.word() + " off first.");
      }
    }
    configuration(institution, module)
        .ifPresent(
            configuration -> {
              try {
                configuration.delete();
              } catch (IOException e) {
                throw new UncheckedIOException(
                    "the configuration of " + module.word() + " could not be removed", e);
              }
            });
  }

  private Optional<Configuration> configuration(String institution, Module module) {
    try {
      Configuration[] found =
          admin.listConfigurations(
              "(&(service.factoryPid=" + module.pid() + ")(institution=" + institution + "))");
      return found == null ? Optional.empty() : Optional.of(found[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("the configurations cannot be read", e);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("institution: '" + institution + "' is no id", e);
    }
  }
}
