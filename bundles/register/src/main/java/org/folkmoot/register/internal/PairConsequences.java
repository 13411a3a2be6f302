package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.Reviews.Decision;

/** What a decision does, in sentences, from the register before and after. */
final class PairConsequences {
  private static final Label ONE_VOTE =
      new Label(
          "If an election is under way, only one vote of the two counts; a paper not yet used of"
              + " the entry that ends is refused.",
          "Os oes etholiad ar y gweill, dim ond un bleidlais o'r ddwy sy'n cyfrif; gwrthodir papur"
              + " heb ei ddefnyddio'r cofnod sy'n dod i ben.");
  private static final Label TWO_VOTES =
      new Label(
          "If an election is under way and both are on its roll, both may vote.",
          "Os oes etholiad ar y gweill a'r ddau ar ei gofrestr, caiff y ddau bleidleisio.");
  private static final Label VOTE_WAITS =
      new Label(
          "If an election is under way, only one of the two can vote until this is decided.",
          "Os oes etholiad ar y gweill, dim ond un o'r ddau all bleidleisio nes penderfynu hyn.");
  private static final Label FOR_GOOD =
      new Label(
          "No later run joins the two, whatever agrees. The decision can be taken back.",
          "Ni fydd unrhyw rediad diweddarach yn uno'r ddau, beth bynnag sy'n cytuno. Gellir tynnu'r"
              + " penderfyniad yn ôl.");
  private static final Label TAKEN_BACK =
      new Label(
          "The pair waits for a decision, and no run joins the two before there is one.",
          "Mae'r pâr yn aros am benderfyniad, ac ni fydd unrhyw rediad yn uno'r ddau cyn hynny.");
  private static final Label NOTHING_CHANGES =
      new Label("No membership changes.", "Nid oes unrhyw aelodaeth yn newid.");

  private final Institution institution;
  private final Map<String, Member> before;
  private final Map<String, Member> after;

  PairConsequences(Institution institution, Map<String, Member> before, Map<String, Member> after) {
    this.institution = institution;
    this.before = before;
    this.after = after;
  }

  static Label refused(Refusal refusal) {
    String text = refusal.reason() + " (" + refusal.rule() + "). " + refusal.remedy();
    return new Label("This cannot be decided: " + text, "Ni ellir penderfynu hyn: " + text);
  }

  List<Label> of(Decision decision) {
    List<Label> sentences = new ArrayList<>();
    Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .sorted(Comparator.naturalOrder())
        .forEach(id -> membership(id).ifPresent(sentences::add));
    if (before.equals(after)) {
      sentences.add(NOTHING_CHANGES);
    }
    switch (decision) {
      case ONE_PERSON -> sentences.add(ONE_VOTE);
      case TWO_PERSONS -> {
        sentences.add(TWO_VOTES);
        sentences.add(FOR_GOOD);
      }
      case UNDECIDED -> {
        sentences.add(VOTE_WAITS);
        sentences.add(TAKEN_BACK);
      }
    }
    return sentences;
  }

  private Optional<Label> membership(String id) {
    Optional<Member> then = Optional.ofNullable(before.get(id)).filter(PairConsequences::counts);
    Optional<Member> now = Optional.ofNullable(after.get(id)).filter(PairConsequences::counts);
    if (now.isPresent()) {
      Member member = now.get();
      Label third = third(member);
      String name = member.name();
      String cyWord = word(member, "yn aelod", "wedi'i wahodd", "yn gymwys i fod yn aelod");
      String enWord = word(member, "a member", "invited", "eligible to be a member");
      if (then.isEmpty()) {
        return Optional.of(
            new Label(
                name + " becomes " + enWord + ", " + third.en() + ". " + told(member).en(),
                "Daw " + name + " " + cyWord + ", " + third.cy() + ". " + told(member).cy()));
      }
      if (then.get().constituency() != member.constituency()) {
        return Optional.of(
            new Label(
                name
                    + " moves from "
                    + third(then.get()).en()
                    + " to "
                    + third.en()
                    + ". "
                    + told(member).en(),
                "Mae "
                    + name
                    + " yn symud o "
                    + third(then.get()).cy()
                    + " i "
                    + third.cy()
                    + ". "
                    + told(member).cy()));
      }
      return Optional.of(
          new Label(
              name + " stays " + enWord + ", " + third.en() + ".",
              "Mae " + name + " yn aros " + cyWord + ", " + third.cy() + "."));
    }
    return then.map(
        member ->
            new Label(
                "The entry of "
                    + member.name()
                    + ", "
                    + third(member).en()
                    + ", ends. Nothing is"
                    + " sent about it.",
                "Daw cofnod "
                    + member.name()
                    + ", "
                    + third(member).cy()
                    + ", i ben. Ni anfonir"
                    + " dim amdano."));
  }

  private static boolean counts(Member member) {
    return member.state() == MemberState.MEMBER
        || member.state() == MemberState.INVITED
        || member.state() == MemberState.ELIGIBLE;
  }

  private static String word(Member member, String asMember, String asInvited, String asEligible) {
    return switch (member.state()) {
      case MEMBER -> asMember;
      case INVITED -> asInvited;
      default -> asEligible;
    };
  }

  private static Label told(Member member) {
    if (member.state() == MemberState.ELIGIBLE) {
      return new Label("Nothing is sent.", "Ni anfonir dim.");
    }
    return member.email().isEmpty() && member.postalAddress().isEmpty()
        ? new Label("Nothing can be sent to them.", "Ni ellir anfon dim atynt.")
        : new Label("They are written to.", "Ysgrifennir atynt.");
  }

  private Label third(Member member) {
    return institution.constitution().pack().constituencies().get(member.constituency());
  }
}
