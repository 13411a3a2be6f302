package org.folkmoot.member.site.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.page.Form;
import org.folkmoot.page.Words;

/**
 * The marks of a pack between three shapes: the fields of the paper, the marks by contest, and the
 * hidden fields in which the review page carries them.
 */
final class MarkedPaper {
  private static final String HIDDEN = "marks-";
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
  private static final Pattern CARRIED = Pattern.compile("(\\d{1,4}(,\\d{1,4})*)?");

  private final List<Contest> contests;
  private final Form form;
  private final Words words;

  MarkedPaper(List<Contest> contests, Form form, Words words) {
    this.contests = contests;
    this.form = form;
    this.words = words;
  }

  static String rank(Contest contest, Candidate candidate) {
    return "rank-" + contest.id() + "-" + candidate.number();
  }

  static String choose(Contest contest) {
    return "choose-" + contest.id();
  }

  static String abstain(Contest contest) {
    return "abstain-" + contest.id();
  }

  /**
   * The marks in the paper's fields, contest by contest. What is wrong is said at the fields of the
   * form, and then the marks are not to be used.
   */
  Map<String, List<Integer>> read() {
    Map<String, List<Integer>> marks = new LinkedHashMap<>();
    for (Contest contest : contests) {
      marks.put(contest.id(), contest.ranked() ? ranking(contest) : choice(contest));
    }
    return marks;
  }

  private List<Integer> ranking(Contest contest) {
    TreeMap<Integer, List<Candidate>> byRank = new TreeMap<>();
    Map<String, String> faults = new HashMap<>();
    boolean marked = false;
    int standing = standing(contest).size();
    for (Candidate candidate : contest.candidates()) {
      String field = rank(contest, candidate);
      String typed = form.text(field).replaceFirst("\\.$", "");
      if (typed.isEmpty()) {
        continue;
      }
      marked = true;
      if (candidate.withdrawn()) {
        faults.put(field, words.say("member.error.withdrawn", candidate.name()));
      } else if (!WHOLE.matcher(typed).matches()) {
        faults.put(field, words.say("member.error.number", candidate.name()));
      } else if (Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > standing) {
        faults.put(field, words.say("member.error.range", candidate.name(), standing));
      } else {
        byRank.computeIfAbsent(Integer.parseInt(typed), n -> new ArrayList<>()).add(candidate);
      }
    }
    if (form.chosen(abstain(contest), "yes")) {
      if (marked) {
        form.refuse(abstain(contest), words.say("member.error.abstain-ranked"));
      }
      return List.of();
    }
    if (!marked) {
      form.refuse(
          standing(contest).stream()
              .findFirst()
              .map(first -> rank(contest, first))
              .orElse(abstain(contest)),
          words.say("member.error.blank-ranked", title(contest)));
      return List.of();
    }
    duplicates(contest, byRank, faults);
    if (faults.isEmpty()) {
      gap(contest, byRank, faults);
    }
    for (Candidate candidate : contest.candidates()) {
      // In the order of the paper, so that the summary reads as the eye goes down.
      String field = rank(contest, candidate);
      if (faults.containsKey(field)) {
        form.refuse(field, faults.get(field));
      }
    }
    return byRank.values().stream().map(one -> one.get(0).number()).toList();
  }

  private void duplicates(
      Contest contest, TreeMap<Integer, List<Candidate>> byRank, Map<String, String> faults) {
    for (Map.Entry<Integer, List<Candidate>> entry : byRank.entrySet()) {
      List<Candidate> same = entry.getValue();
      if (same.size() > 1) {
        String names = and(same.stream().map(Candidate::name).toList());
        // Said once, at the second of them; where a third has it too the eye finds it there.
        faults.put(
            rank(contest, same.get(1)), words.say("member.error.duplicate", entry.getKey(), names));
      }
    }
  }

  private void gap(
      Contest contest, TreeMap<Integer, List<Candidate>> byRank, Map<String, String> faults) {
    int expected = 1;
    for (Map.Entry<Integer, List<Candidate>> entry : byRank.entrySet()) {
      if (entry.getKey() != expected) {
        Candidate candidate = entry.getValue().get(0);
        faults.put(
            rank(contest, candidate),
            words.say("member.error.gap", candidate.name(), entry.getKey(), expected));
        return;
      }
      expected++;
    }
  }

  private List<Integer> choice(Contest contest) {
    String field = choose(contest);
    List<String> chosen = form.values(field).stream().filter(one -> !one.isBlank()).toList();
    boolean none = form.chosen(abstain(contest), "yes") || chosen.equals(List.of("none"));
    List<Integer> numbers = new ArrayList<>();
    for (Candidate candidate : standing(contest)) {
      if (chosen.contains(Integer.toString(candidate.number()))) {
        numbers.add(candidate.number());
      }
    }
    if (none) {
      if (!numbers.isEmpty()) {
        form.refuse(
            contest.seats() == 1 ? field : abstain(contest),
            words.say("member.error.abstain-chosen"));
      }
      return List.of();
    }
    if (numbers.size() < chosen.size()) {
      form.refuse(field, words.say("member.error.unknown", title(contest)));
    } else if (numbers.isEmpty()) {
      form.refuse(field, words.say("member.error.blank-chosen", title(contest)));
    } else if (numbers.size() > contest.seats()) {
      form.refuse(field, words.plural("member.error.too-many", contest.seats(), numbers.size()));
    }
    return numbers;
  }

  private static List<Candidate> standing(Contest contest) {
    return contest.candidates().stream().filter(candidate -> !candidate.withdrawn()).toList();
  }

  private String title(Contest contest) {
    return contest.seatKind().in(words.language().locale());
  }

  private String and(List<String> names) {
    int last = names.size() - 1;
    return names.subList(0, last).stream().collect(Collectors.joining(", "))
        + " "
        + words.say("member.and", names.get(last));
  }

  /** Writes marks into the fields of the paper, to be changed. */
  void fill(Map<String, List<Integer>> marks) {
    for (Contest contest : contests) {
      List<Integer> marked = marks.get(contest.id());
      if (marked == null) {
        continue;
      }
      if (marked.isEmpty()) {
        form.with(abstain(contest), "yes");
        form.with(choose(contest), "none");
      } else if (contest.ranked()) {
        for (int i = 0; i < marked.size(); i++) {
          form.with("rank-" + contest.id() + "-" + marked.get(i), Integer.toString(i + 1));
        }
      } else {
        form.with(choose(contest), marked.stream().map(String::valueOf).toArray(String[]::new));
      }
    }
  }

  static String hiddenField(String contest) {
    return HIDDEN + contest;
  }

  static String hiddenValue(List<Integer> marks) {
    return marks.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** The marks that hidden fields carry; empty when they are not as the review page wrote them. */
  static Optional<Map<String, List<Integer>>> carried(List<String> fields, Form form) {
    Map<String, List<Integer>> marks = new LinkedHashMap<>();
    for (String field : fields) {
      if (!field.startsWith(HIDDEN)) {
        continue;
      }
      List<String> values = form.values(field);
      if (values.size() != 1 || !CARRIED.matcher(values.get(0)).matches()) {
        return Optional.empty();
      }
      String value = values.get(0);
      marks.put(
          field.substring(HIDDEN.length()),
          value.isEmpty()
              ? List.of()
              : Pattern.compile(",").splitAsStream(value).map(Integer::valueOf).toList());
    }
    return Optional.of(marks);
  }
}
