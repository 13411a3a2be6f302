package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Language;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Corrections;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.MembershipLinks;
import org.folkmoot.register.RegisterOfMembers;

/** Somebody's own membership by a personal link: whether, where, why, and the way out. */
final class MembershipPages implements Pages {
  static final String MEMBERSHIP = "membership";
  private static final String EMAIL = "email";
  private static final String WISH = "wish";
  private static final int LONGEST_WISH = 2_000;
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
  private static final int LONGEST_EMAIL = 254;

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
    if (visit.path.matches(MEMBERSHIP)) {
      ask(visit);
      return;
    }
    if (visit.path.matches(MEMBERSHIP, "sent")) {
      visit.mustBeGet();
      domain.membershipLinks.on(visit.path);
      visit.send(
          reachable(visit.page("membership-sent"), visit)
              .with("join", domain.join(visit.institution)));
      return;
    }
    if (visit.path.rest().size() > 3) {
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
      case "correct" -> correct(visit, member.get(), token);
      case "corrected" -> {
        visit.mustBeGet();
        visit.send(
            visit
                .page("corrected")
                .with("requests", requests(visit, member.get()))
                .with("membership", visit.path.to(MEMBERSHIP, token)));
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

  /** "Am I a member?": every address is answered alike, and only mail tells. */
  private void ask(Visit visit) throws IOException {
    MembershipLinks links = domain.membershipLinks.on(visit.path);
    Form form = visit.isPost() ? visit.form() : Form.blank();
    Page page =
        visit
            .publicPage("membership-ask")
            .form(form)
            .with("here", visit.path.to(MEMBERSHIP))
            .with("join", domain.join(visit.institution));
    if (!visit.isPost()) {
      visit.send(reachable(page, visit));
      return;
    }
    String email = form.line(EMAIL);
    if (email.length() > LONGEST_EMAIL || !ADDRESS.matcher(email).matches()) {
      form.refuse(EMAIL, visit.words().say("member.ask.error"));
      visit.send(reachable(page, visit).withoutTwins());
      return;
    }
    visit.countMail();
    links.request(email);
    visit.seeOther(MEMBERSHIP, "sent");
  }

  private static Page reachable(Page page, Visit visit) {
    return page.with("sender", visit.institution.senderAddress())
        .with("post", visit.institution.postalAddress())
        .with("board", visit.path.to());
  }

  private void correct(Visit visit, Member member, String token) throws IOException {
    Corrections corrections = domain.corrections.on(visit.path);
    Form form = visit.isPost() ? visit.form() : Form.blank();
    if (visit.isPost()) {
      String wish = form.text(WISH);
      if (wish.isEmpty()) {
        form.refuse(WISH, visit.words().say("member.correct.error.empty"));
      } else if (wish.length() > LONGEST_WISH) {
        form.refuse(
            WISH, visit.words().say("member.correct.error.long", wish.length(), LONGEST_WISH));
      } else {
        try {
          corrections.ask(member.id(), wish);
          visit.seeOther(MEMBERSHIP, token, "corrected");
          return;
        } catch (Refused refused) {
          form.refuse(WISH, said(refused.refusal()));
        }
      }
    }
    Page page =
        reachable(visit.page("correct"), visit)
            .form(form)
            .back(visit.path.to(MEMBERSHIP, token))
            .with("here", visit.path.to(MEMBERSHIP, token, "correct"))
            .with("limit", LONGEST_WISH)
            .with("requests", requests(visit, member));
    visit.send(visit.isPost() ? page.withoutTwins() : page);
  }

  private static String said(Refusal why) {
    return why.reason() + " (" + why.rule() + "). " + why.remedy();
  }

  /** What the member asked for and what was answered, newest first. */
  private List<List<Row>> requests(Visit visit, Member member) {
    Words words = visit.words();
    List<List<Row>> requests = new ArrayList<>();
    for (Corrections.Correction one : domain.corrections.on(visit.path).of(member.id())) {
      List<Row> rows = new ArrayList<>();
      rows.add(new Row(words.say("member.correct.asked"), one.asked().atZone(DateWords.ZONE)));
      rows.add(new Row(words.say("member.correct.wish"), one.text().lines().toList()));
      if (!one.sources().isEmpty()) {
        rows.add(
            new Row(
                words.say("member.correct.owner"),
                one.sources().stream().map(source -> source(visit, source)).toList()));
      }
      rows.add(
          new Row(
              words.say("member.correct.answer"),
              one.settled().isPresent()
                  ? one.answer().lines().toList()
                  : words.say("member.correct.waits")));
      requests.add(rows);
    }
    return requests;
  }

  private static String source(Visit visit, String source) {
    return source.equals(Applications.SOURCE)
        ? visit.words().say("member.membership.source.joined")
        : source;
  }

  private Page membership(Visit visit, RegisterOfMembers register, Member member, String token) {
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
    List<Row> held = new ArrayList<>();
    held.add(
        new Row(
            words.say("member.membership.email"),
            member.email().orElseGet(() -> words.say("member.membership.none"))));
    held.add(
        new Row(
            words.say("member.membership.post"),
            member.postalAddress().isEmpty()
                ? words.say("member.membership.none")
                : member.postalAddress()));
    Language.tagged(member.language().getLanguage())
        .ifPresent(
            language ->
                held.add(new Row(words.say("member.membership.language"), language.ownName())));
    List<List<String>> records = new ArrayList<>();
    for (RegisterOfMembers.Explanation explanation : register.explain(member.id())) {
      records.add(
          List.of(
              source(visit, explanation.source()),
              visit.in(explanation.outcome()),
              explanation.rule()));
    }
    return visit
        .page("membership")
        .with("state", member.state().word())
        .with("rows", rows)
        .with("records", records)
        .with("held", held)
        .with("sent", sent(member))
        .with(
            "correct",
            domain.corrections.of(visit.institution.id()).isPresent()
                ? visit.path.to(MEMBERSHIP, token, "correct")
                : "")
        .with("mayLeave", mayLeave(member))
        .with("leave", visit.path.to(MEMBERSHIP, token, "leave"))
        .with("board", visit.path.to())
        .with("email", visit.institution.senderAddress())
        .with("post", visit.institution.postalAddress());
  }

  /** How the member is written to. */
  private static String sent(Member member) {
    boolean written =
        switch (member.state()) {
          case MEMBER, INVITED -> true;
          case ELIGIBLE, SUSPENDED, OPTED_OUT, ENDED -> false;
        };
    return !written
        ? "nothing"
        : member.email().isPresent() ? "email" : member.postalAddress().isEmpty() ? "none" : "post";
  }

  /** The rule packs word reasons as the end of a sentence. */
  static String sentence(String clause) {
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
      visit.send(
          question(visit, member, token).status(422).with("refusal", said(refused.refusal())));
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
