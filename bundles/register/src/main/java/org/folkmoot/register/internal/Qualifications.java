package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Constitution;
import org.folkmoot.constitution.Disqualification;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.RulePack;

/** The qualifications of an institution, in the order of its constituencies. */
final class Qualifications {
  private final RulePack pack;
  private final List<Qualification> inOrder;
  private final boolean areaNamed;
  private final Area area;
  private final Set<String> kinds = new HashSet<>();
  private final Set<String> residents = new HashSet<>();
  private final Set<String> kept;
  private final String fingerprint;

  Qualifications(Constitution constitution) {
    this(constitution, RepresentedBy.DEFAULT);
  }

  Qualifications(Constitution constitution, RepresentedBy representedBy) {
    this(
        constitution.pack(),
        constitution.qualifications(),
        constitution.area().named(),
        Area.NONE,
        representedBy.kept());
  }

  private Qualifications(
      RulePack pack, List<Qualification> inOrder, boolean areaNamed, Area area, Set<String> kept) {
    this.kept = kept;
    this.pack = pack;
    this.inOrder = inOrder;
    this.areaNamed = areaNamed;
    this.area = area;
    for (Qualification qualification : inOrder) {
      kinds.addAll(qualification.affiliations());
      if (asksArea(qualification)) {
        residents.addAll(qualification.affiliations());
      }
    }
    this.fingerprint =
        Fingerprint.of(
            pack.id(),
            String.join(",", kept),
            inOrder.stream().map(Qualifications::inWords).collect(Collectors.joining("\n")),
            pack.choice() + " " + pack.moveNotice() + " " + pack.disqualifications(),
            areaNamed + area.version());
  }

  private static String inWords(Qualification q) {
    return q.constituency().word()
        + q.affiliations().stream().sorted().toList()
        + q.minimumAge()
        + "/"
        + q.minimumMonths()
        + "/"
        + q.attendedWithinMonths()
        + "/"
        + q.area()
        + q.excludes().stream().sorted().toList()
        + q.how()
        + q.reason()
        + q.rule();
  }

  /** The same, asking the area as its directory now has it. */
  Qualifications in(Areas areas, Instant at) {
    return residents.isEmpty()
        ? this
        : new Qualifications(pack, inOrder, areaNamed, areas.now(at), kept);
  }

  List<Qualification> inOrder() {
    return inOrder;
  }

  /** Whether a kind of affiliation can make anybody a member. */
  boolean name(String kind) {
    return kinds.contains(kind);
  }

  /** Whether it matters where the holders of an affiliation live, and there is an area to ask. */
  boolean asksArea(Qualification qualification) {
    return qualification.area() && areaNamed;
  }

  Residence residence(String kind, String postcode) {
    return residents.contains(kind) ? area.residence(postcode) : Residence.NOT_ASKED;
  }

  /** Constituencies between which a member may choose. */
  Set<Constituency> choice() {
    return pack.choice();
  }

  Optional<Disqualification> disqualification(String ground) {
    return pack.disqualification(ground);
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
    return rule(qualification.rule());
  }

  String rule(String rule) {
    return rule.startsWith("rule pack") ? rule : "rule pack " + pack.id() + ": " + rule;
  }

  String rule() {
    return "rule pack " + pack.id() + ", qualifications";
  }

  Label label(Constituency constituency) {
    return pack.constituencies().get(constituency);
  }
}
