package org.folkmoot.constitution.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Enlistment;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.constitution.VotingMethod;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads rule packs from JSON, strictly: a field that is missing, unknown or given twice refuses the
 * whole file, because a rule that was meant and not read is worse than no pack.
 */
public final class PackReader {
  private static final List<String> BUILT_IN =
      List.of("tripartite", "england-maintained-school", "nhs-foundation-trust");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PackReader() {}

  /** The packs that come with this bundle. */
  public static List<RulePack> builtIn() {
    return BUILT_IN.stream().map(PackReader::builtIn).toList();
  }

  private static RulePack builtIn(String name) {
    String file = "rulepacks/" + name + ".json";
    try (InputStream in = PackReader.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the bundle");
      }
      return read(file, in);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * Reads one pack.
   *
   * @param file its name, for messages
   * @throws Refused with file, path, rule and cure
   */
  public static RulePack read(String file, InputStream in) {
    JsonNode tree;
    try {
      tree = JSON.readTree(in);
    } catch (JacksonException e) {
      throw new Refused(
          "rule pack file "
              + file
              + ", line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          "docs/rule-packs.md, rule P1",
          "Correct the JSON at that line.");
    }
    PackNode top = new PackNode(file, "", tree);
    try {
      RulePack pack = pack(top);
      top.closed();
      return pack;
    } catch (IllegalArgumentException e) {
      // The record's own checks begin with the path of the field.
      throw new Refused(
          "rule pack file " + file + ", " + e.getMessage(),
          "docs/rule-packs.md, rule P2",
          "Correct the pack; docs/rule-packs.md says what each field may hold.");
    }
  }

  private static RulePack pack(PackNode top) {
    return new RulePack(
        top.field("id").text(),
        label(top.field("title")),
        top.field("source").text(),
        top.field("toBeConfirmed").list(PackNode::text),
        top.field("nations").words(Nation.class),
        top.field("constituencies").map(Constituency.class, PackReader::label),
        top.field("qualifications").list(PackReader::qualification),
        top.field("minimumSeats").number(),
        List.copyOf(top.field("remainderOrder").set(item -> item.word(Constituency.class))),
        top.field("seats").list(PackReader::seats),
        top.field("termYears").number(),
        top.field("timetable").map(ElectionStep.class, PackReader::step),
        top.field("closeOfPoll").time(),
        top.field("methodsAllowed").words(VotingMethod.class),
        top.field("methodsRequired").map(VotingMethod.class, PackNode::text),
        top.field("countingRule").text(),
        assembly(top.field("assembly")),
        top.field("required").map(NoticeKind.class, kind -> kind.list(PackReader::content)));
  }

  private static Label label(PackNode node) {
    Label label = new Label(node.field("en").text(), node.field("cy").text());
    node.closed();
    return label;
  }

  private static Qualification qualification(PackNode node) {
    Qualification qualification =
        new Qualification(
            node.field("constituency").word(Constituency.class),
            node.field("affiliations").set(PackNode::text),
            node.field("minimumAge").number(),
            node.field("minimumMonths").number(),
            node.field("how").word(Enlistment.class),
            label(node.field("reason")),
            node.field("rule").text());
    node.closed();
    return qualification;
  }

  private static SeatsOfThird seats(PackNode node) {
    PackNode number = node.field("number");
    SeatsOfThird seats =
        new SeatsOfThird(
            node.field("constituency").word(Constituency.class),
            node.field("kind").word(SeatsOfThird.SeatKind.class),
            number.isText("rest") ? SeatsOfThird.REST : number.number(),
            label(node.field("label")),
            node.field("rule").text());
    node.closed();
    return seats;
  }

  private static RulePack.StepRule step(PackNode node) {
    RulePack.StepRule step =
        new RulePack.StepRule(
            node.field("workingDaysBeforeClose").number(), node.field("rule").text());
    node.closed();
    return step;
  }

  private static RulePack.AssemblyRules assembly(PackNode node) {
    RulePack.AssemblyRules rules =
        new RulePack.AssemblyRules(
            node.field("noticeClearDays").number(),
            node.field("noticeRule").text(),
            node.field("deemedServiceDays").map(VotingMethod.class, PackNode::number),
            node.field("quorum").number(),
            node.field("electsLeader").yesOrNo(),
            node.field("leaderBinding").yesOrNo());
    node.closed();
    return rules;
  }

  private static RequiredContent content(PackNode node) {
    RequiredContent content =
        new RequiredContent(
            node.field("item").text(), label(node.field("label")), node.field("rule").text());
    node.closed();
    return content;
  }
}
