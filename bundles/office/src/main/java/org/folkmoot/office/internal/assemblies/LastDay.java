package org.folkmoot.office.internal.assemblies;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.page.Words;

/** The last day on which notice may be sent by a channel. */
public record LastDay(String channel, String name, LocalDate day) {
  static List<LastDay> of(Map<VotingMethod, LocalDate> days, Words words) {
    return new TreeMap<>(days)
        .entrySet().stream()
            .map(
                entry ->
                    new LastDay(
                        entry.getKey().word(),
                        words.say("assemblies.channel." + entry.getKey().word()),
                        entry.getValue()))
            .toList();
  }
}
