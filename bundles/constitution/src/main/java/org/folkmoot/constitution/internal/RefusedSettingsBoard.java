package org.folkmoot.constitution.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RefusedSettings;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps refused settings in memory: they are found again whenever the settings are read. */
@Component
public final class RefusedSettingsBoard implements RefusedSettings {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedSettings.class);

  private final SortedMap<String, List<RefusedSetting>> bySource = new TreeMap<>();

  @Override
  public synchronized List<RefusedSetting> all() {
    List<RefusedSetting> all = new ArrayList<>();
    bySource.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  @Override
  public synchronized void settle(String source, List<RefusedSetting> refused) {
    List<RefusedSetting> before = bySource.getOrDefault(source, List.of());
    refused.stream()
        .filter(setting -> !before.contains(setting))
        .forEach(setting -> LOG.warn("refused: {}", setting));
    if (refused.isEmpty()) {
      bySource.remove(source);
    } else {
      bySource.put(source, List.copyOf(refused));
    }
  }
}
