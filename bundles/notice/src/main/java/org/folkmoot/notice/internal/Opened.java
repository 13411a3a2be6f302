package org.folkmoot.notice.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.notice.Fact;

/**
 * A notice as it was opened.
 *
 * @param senderName the institution, as the mail shows it
 * @param sender the address it is sent from
 * @param common the facts for everybody, with those every notice has
 * @param stillRequired what the rules require and each addressee must be given
 */
record Opened(
    String id,
    String institution,
    String senderName,
    String sender,
    Map<String, Fact> common,
    List<RequiredContent> stillRequired) {
  /** The name of the institution; every notice has it. */
  static final String INSTITUTION = "institution";

  /** The name of the addressee, by either word; every notice may use it. */
  static final Set<String> ADDRESSEE = Set.of("member", "name");

  Opened {
    common = Map.copyOf(common);
    stillRequired = List.copyOf(stillRequired);
  }

  byte[] contents() {
    List<String> lines = new ArrayList<>(List.of(senderName, sender));
    for (RequiredContent required : stillRequired) {
      lines.add(required.item());
      lines.add(required.label().en());
      lines.add(required.label().cy());
      lines.add(required.rule());
    }
    return Packed.facts(common, lines);
  }

  static Opened of(String id, String institution, byte[] contents) {
    Packed.Unpacked unpacked = Packed.unpack(contents);
    List<String> lines = unpacked.lines();
    List<RequiredContent> required = new ArrayList<>();
    for (int i = 2; i + 3 < lines.size(); i += 4) {
      required.add(
          new RequiredContent(
              lines.get(i), new Label(lines.get(i + 1), lines.get(i + 2)), lines.get(i + 3)));
    }
    return new Opened(id, institution, lines.get(0), lines.get(1), unpacked.facts(), required);
  }
}
