package org.folkmoot.constitution.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Disqualification;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Enlistment;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.constitution.Qualification.Bounds;
import org.folkmoot.constitution.Qualification.Measure;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.constitution.SeatsOfThird;
import org.folkmoot.constitution.VotingMethod;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads rule packs from JSON, strictly: a field that is missing, unknown or given twice refuses the
 * whole file, because a rule that was meant and not read is worse than no pack.
 */
public final class PackReader {
  private static final List<String> BUILT_IN =
      List.of(
          "tripartite",
          "england-maintained-school",
          "wales-maintained-school",
          "academy-trust",
          "nhs-foundation-trust");

  /** What a number of a qualification is, and between what an institution may set it. */
  private record Number(int usual, Optional<Bounds> bounds) {}

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
    return builtIn(name, PackReader::read);
  }

  private static <T> T builtIn(String name, BiFunction<String, InputStream, T> reader) {
    String file = "rulepacks/" + name + ".json";
    try (InputStream in = PackReader.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the bundle");
      }
      return reader.apply(file, in);
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
    PackNode top = tree(file, in);
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

  private static PackNode tree(String file, InputStream in) {
    try {
      return new PackNode(file, "", JSON.readTree(in));
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
        top.field("choice").words(Constituency.class),
        moveNotice(top.field("moveNotice")),
        top.field("disqualifications").list(PackReader::disqualification),
        top.field("minimumSeats").number(),
        List.copyOf(top.field("remainderOrder").set(item -> item.word(Constituency.class))),
        top.field("seats").list(PackReader::seats),
        top.field("termYears").number(),
        top.field("timetable").map(ElectionStep.class, PackReader::step),
        top.field("closeOfPoll").time(),
        top.field("methodsAllowed").words(VotingMethod.class),
        top.field("methodsRequired").map(VotingMethod.class, PackNode::text),
        top.field("languagesRequired").texts(),
        top.field("countingRule").text(),
        papers(top.field("papers")),
        assembly(top.field("assembly")),
        required(top.field("required")));
  }

  private static Label label(PackNode node) {
    Label label = new Label(node.field("en").text(), node.field("cy").text());
    node.closed();
    return label;
  }

  private static Qualification qualification(PackNode node) {
    Map<Measure, Number> numbers = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      numbers.put(measure, number(node.field(measure.word())));
    }
    Map<Measure, Bounds> local = new EnumMap<>(Measure.class);
    numbers.forEach((measure, number) -> number.bounds().ifPresent(b -> local.put(measure, b)));
    Qualification qualification =
        new Qualification(
            node.field("constituency").word(Constituency.class),
            node.field("affiliations").set(PackNode::text),
            numbers.get(Measure.MINIMUM_AGE).usual(),
            numbers.get(Measure.MINIMUM_MONTHS).usual(),
            numbers.get(Measure.ATTENDED_WITHIN_MONTHS).usual(),
            node.field("area").yesOrNo(),
            node.field("excludes").set(PackNode::text),
            local,
            node.field("how").word(Enlistment.class),
            label(node.field("reason")),
            node.field("rule").text());
    node.closed();
    return qualification;
  }

  /** A number is fixed, or an object with what is usual and between what it may be set. */
  private static Number number(PackNode node) {
    if (!node.isObject()) {
      return new Number(node.number(), Optional.empty());
    }
    Number number =
        new Number(
            node.field("usual").number(),
            Optional.of(new Bounds(node.field("least").number(), node.field("most").number())));
    node.closed();
    return number;
  }

  private static RulePack.MoveNotice moveNotice(PackNode node) {
    RulePack.MoveNotice notice =
        new RulePack.MoveNotice(node.field("workingDays").number(), node.field("rule").text());
    node.closed();
    return notice;
  }

  private static Disqualification disqualification(PackNode node) {
    Disqualification disqualification =
        new Disqualification(
            node.field("id").text(), label(node.field("label")), node.field("rule").text());
    node.closed();
    return disqualification;
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

  private static RulePack.PaperRules papers(PackNode node) {
    RulePack.PaperRules papers =
        new RulePack.PaperRules(
            node.field("identifier").yesOrNo(),
            node.field("declarationOfIdentity").words(Constituency.class),
            node.field("rule").text());
    node.closed();
    return papers;
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

  /** Said in full, or like a pack that says it in full, and more. */
  private static Map<NoticeKind, List<RequiredContent>> required(PackNode node) {
    if (!node.has("like")) {
      return contents(node);
    }
    PackNode like = node.field("like");
    String model = like.text();
    if (!BUILT_IN.contains(model)) {
      throw like.refused(
          "there is no built-in pack '" + model + "'", "rule P5", "Name tripartite.");
    }
    PackNode full = builtIn(model, PackReader::tree).field("required");
    if (full.has("like")) {
      throw like.refused(
          "the pack '" + model + "' is itself like another", "rule P5", "Name tripartite.");
    }
    String rule = node.field("rule").text();
    Map<NoticeKind, List<RequiredContent>> more = contents(node.field("more"));
    node.closed();
    Map<NoticeKind, List<RequiredContent>> required = new EnumMap<>(NoticeKind.class);
    contents(full)
        .forEach(
            (kind, inherited) -> {
              Map<String, RequiredContent> items = new LinkedHashMap<>();
              inherited.forEach(
                  item ->
                      items.put(item.item(), new RequiredContent(item.item(), item.label(), rule)));
              more.getOrDefault(kind, List.of()).forEach(item -> items.put(item.item(), item));
              required.put(kind, List.copyOf(items.values()));
            });
    return required;
  }

  private static Map<NoticeKind, List<RequiredContent>> contents(PackNode node) {
    return node.map(NoticeKind.class, kind -> kind.list(PackReader::content));
  }

  private static RequiredContent content(PackNode node) {
    RequiredContent content =
        new RequiredContent(
            node.field("item").text(), label(node.field("label")), node.field("rule").text());
    node.closed();
    return content;
  }
}
