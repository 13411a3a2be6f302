package org.folkmoot.register.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.RulePack;

/** The qualifications of a rule pack, in the order of its constituencies. */
final class Qualifications {
  private final RulePack pack;
  private final Set<String> kinds = new HashSet<>();
  private final Set<String> kept;
  private final String fingerprint;

  Qualifications(RulePack pack) {
    this(pack, RepresentedBy.DEFAULT);
  }

  Qualifications(RulePack pack, RepresentedBy representedBy) {
    this.pack = pack;
    this.kept = representedBy.kept();
    pack.qualifications().forEach(q -> kinds.addAll(q.affiliations()));
    this.fingerprint =
        Fingerprint.of(
            pack.id(),
            String.join(",", kept),
            pack.qualifications().stream()
                .map(
                    q ->
                        q.constituency().word()
                            + q.affiliations().stream().sorted().toList()
                            + q.minimumAge()
                            + "/"
                            + q.minimumMonths()
                            + q.how()
                            + q.reason()
                            + q.rule())
                .collect(Collectors.joining("\n")));
  }

  List<Qualification> inOrder() {
    return pack.qualifications();
  }

  /** Whether a kind of affiliation can make anybody a member. */
  boolean name(String kind) {
    return kinds.contains(kind);
  }

  /** The attributes of affiliations that are kept, to compare the membership by. */
  Set<String> kept() {
    return kept;
  }

  /** Changes when a rule changes, so that everybody is looked at again. */
  String fingerprint() {
    return fingerprint;
  }

  String rule(Qualification qualification) {
    String rule = qualification.rule();
    return rule.startsWith("rule pack") ? rule : "rule pack " + pack.id() + ": " + rule;
  }

  String rule() {
    return "rule pack " + pack.id() + ", qualifications";
  }

  Label label(Constituency constituency) {
    return pack.constituencies().get(constituency);
  }
}
