package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;

/** Somebody's own membership by a personal link: whether, where, why, and the way out. */
final class MembershipPages implements Pages {
  private static final String MEMBERSHIP = "membership";

  private final Domain domain;

  MembershipPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals(MEMBERSHIP);
  }

  @Override
  public void serve(Visit visit) throws IOException {
    if (visit.path.rest().size() < 2 || visit.path.rest().size() > 3) {
      throw Problem.NOT_FOUND.found();
    }
    RegisterOfMembers register = domain.registers.on(visit.path);
    String token = visit.path.segment(1);
    Optional<Member> member =
        domain
            .holder(visit.institution.id(), MEMBERSHIP, token)
            .flatMap(holder -> register.member(holder.holder()));
    if (member.isEmpty()) {
      visit.unknownLink(MEMBERSHIP);
      return;
    }
    switch (visit.path.segment(2)) {
      case "" -> {
        visit.mustBeGet();
        visit.send(membership(visit, register, member.get(), token));
      }
      case "leave" -> leave(visit, register, member.get(), token);
      case "left" -> {
        visit.mustBeGet();
        if (member.get().state() == MemberState.OPTED_OUT) {
          visit.send(left(visit, member.get()));
        } else {
          visit.seeOther(MEMBERSHIP, token);
        }
      }
      default -> throw Problem.NOT_FOUND.found();
    }
  }

  private static Page membership(
      Visit visit, RegisterOfMembers register, Member member, String token) {
    Words words = visit.words();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(words.say("member.membership.name"), member.name()));
    rows.add(new Row(words.say("member.membership.third"), visit.third(member.constituency())));
    rows.add(
        new Row(
            words.say("member.membership.state"),
            words.say("member.membership.state." + member.state().word())));
    rows.add(new Row(words.say("member.membership.since"), member.since()));
    rows.add(new Row(words.say("member.membership.why"), sentence(visit.in(member.reason()))));
    rows.add(new Row(words.say("member.membership.rule"), member.rule()));
    List<List<String>> records = new ArrayList<>();
    for (RegisterOfMembers.Explanation explanation : register.explain(member.id())) {
      records.add(
          List.of(explanation.source(), visit.in(explanation.outcome()), explanation.rule()));
    }
    return visit
        .page("membership")
        .with("state", member.state().word())
        .with("rows", rows)
        .with("records", records)
        .with("mayLeave", mayLeave(member))
        .with("leave", visit.path.to(MEMBERSHIP, token, "leave"))
        .with("board", visit.path.to())
        .with("email", visit.institution.senderAddress())
        .with("post", visit.institution.postalAddress());
  }

  /** The rule packs word reasons as the end of a sentence. */
  private static String sentence(String clause) {
    return clause.isEmpty()
        ? clause
        : clause.substring(0, 1).toUpperCase(Locale.UK) + clause.substring(1);
  }

  private static void leave(Visit visit, RegisterOfMembers register, Member member, String token)
      throws IOException {
    if (member.state() == MemberState.OPTED_OUT) {
      visit.seeOther(MEMBERSHIP, token, "left");
      return;
    }
    if (!mayLeave(member)) {
      visit.seeOther(MEMBERSHIP, token);
      return;
    }
    if (!visit.isPost()) {
      visit.send(question(visit, member, token));
      return;
    }
    Form form = visit.form();
    if (!form.chosen("confirm", "yes")) {
      // Scanners of mail send the forms they find, but tick nothing: none may end a membership.
      form.refuse("confirm", visit.words().say("member.leave.confirm.missing"));
      visit.send(question(visit, member, token).form(form));
      return;
    }
    try {
      register.optOut(member.id(), member.id());
    } catch (Refused refused) {
      Refusal why = refused.refusal();
      visit.send(
          question(visit, member, token)
              .status(422)
              .with("refusal", why.reason() + " (" + why.rule() + "). " + why.remedy()));
      return;
    }
    visit.seeOther(MEMBERSHIP, token, "left");
  }

  private static boolean mayLeave(Member member) {
    return switch (member.state()) {
      case ELIGIBLE, INVITED, MEMBER, SUSPENDED -> true;
      case OPTED_OUT, ENDED -> false;
    };
  }

  private static Page question(Visit visit, Member member, String token) {
    return visit
        .page("leave")
        .back(visit.path.to(MEMBERSHIP, token))
        .with("third", visit.third(member.constituency()))
        .with("here", visit.path.to(MEMBERSHIP, token, "leave"))
        .with("refusal", "")
        .with("stay", visit.path.to(MEMBERSHIP, token));
  }

  private static Page left(Visit visit, Member member) {
    return visit
        .page("left")
        .with("since", member.since())
        .with("email", visit.institution.senderAddress())
        .with("board", visit.path.to());
  }
}
