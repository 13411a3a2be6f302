package org.folkmoot.app.demo;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.app.demo.Browser.View;
import org.jsoup.nodes.Element;

/** A member who follows a link from a mail. */
public final class Voter {
  private Voter() {}

  /**
   * Votes: start page, paper, check, confirm.
   *
   * @param choices names in order of preference; none means an abstention
   * @return the reference number
   */
  public static String vote(URI link, List<String> choices) throws StepFailed {
    Browser browser = new Browser(link);
    View start = Browser.well(browser.get(link.toString()));
    Element begin = start.document().selectFirst("a[href$=/paper]");
    if (begin == null) {
      throw new StepFailed("the start page leads to no ballot paper: " + start.summary());
    }
    View paper = Browser.well(browser.get(begin.absUrl("href")));
    View check = Browser.well(browser.submit(paper, "/check", marks(paper, choices)));
    View done = Browser.well(browser.submit(check, "/cast", Map.of()));
    return done.text("#reference");
  }

  private static Map<String, Object> marks(View paper, List<String> choices) throws StepFailed {
    Map<String, Object> fields = new HashMap<>();
    Element abstain = paper.document().selectFirst("input[name^=abstain-]");
    if (abstain == null) {
      throw new StepFailed("the ballot paper has no contest: " + paper.summary());
    }
    String contest = abstain.attr("name").substring("abstain-".length());
    if (choices.isEmpty()) {
      return Map.of("abstain-" + contest, "yes");
    }
    Map<String, String> ranks = new HashMap<>();
    paper
        .document()
        .select("input[name^=rank-" + contest + "-]")
        .forEach(input -> ranks.put(name(paper, input), input.attr("name")));
    if (!ranks.isEmpty()) {
      for (int i = 0; i < choices.size(); i++) {
        fields.put(field(ranks, choices.get(i)), Integer.toString(i + 1));
      }
      return fields;
    }
    Map<String, String> boxes = new HashMap<>();
    var inputs = paper.document().select("input[name=choose-" + contest + "]");
    inputs.forEach(input -> boxes.put(name(paper, input), input.attr("value")));
    int seats = Integer.parseInt(paper.text("#seats-" + contest).replaceAll("\\D", ""));
    List<String> chosen = choices.subList(0, Math.min(seats, choices.size()));
    java.util.ArrayList<String> values = new java.util.ArrayList<>();
    for (String name : chosen) {
      values.add(field(boxes, name));
    }
    fields.put("choose-" + contest, values);
    return fields;
  }

  private static String name(View paper, Element input) {
    Element label = paper.document().selectFirst("label[for=" + input.id() + "]");
    return label == null ? "" : label.text();
  }

  private static String field(Map<String, String> fields, String name) throws StepFailed {
    // A field's label may say more than the name: "Your number for Ann Able".
    return fields.entrySet().stream()
        .filter(f -> f.getKey().equals(name) || f.getKey().endsWith(" for " + name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new StepFailed(
                    "\"" + name + "\" is not on the paper, which has " + fields.keySet()));
  }

  /** Hands in a nomination by the link in the notice of election. */
  public static void nominate(URI link, String name, String statement) throws StepFailed {
    Browser browser = new Browser(link);
    View form = Browser.well(browser.get(link.toString()));
    Browser.well(
        browser.submit(
            form,
            link.getPath(),
            Map.of(
                "nameOnPaper", name,
                "statement", statement,
                "interests", "None",
                "signedBy", name)));
  }
}
