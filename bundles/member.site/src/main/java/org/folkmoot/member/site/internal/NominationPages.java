package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.Nomination;
import org.folkmoot.election.Nomination.NominationPaper;
import org.folkmoot.notice.PersonalLinks.Holder;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Words;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;

/** Standing for election by a personal link. */
final class NominationPages implements Pages {
  private static final String NOMINATE = "nominate";
  private static final int STATEMENT_WORDS = 250;
  private static final int NAME_CHARACTERS = 100;
  private static final int INTERESTS_CHARACTERS = 2000;

  private final Domain domain;

  NominationPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals(NOMINATE);
  }

  @Override
  public void serve(Visit visit) throws IOException {
    boolean done = visit.path.matches(NOMINATE, "*", "done");
    if (!done && !visit.path.matches(NOMINATE, "*")) {
      throw Problem.NOT_FOUND.found();
    }
    Elections elections = domain.elections.on(visit.path);
    String token = visit.path.segment(1);
    Optional<Holder> holder = domain.holder(visit.institution.id(), NOMINATE, token);
    Optional<Election> election = holder.flatMap(known -> elections.election(known.concerning()));
    Optional<Member> member =
        holder
            .flatMap(known -> domain.registers.on(visit.path).member(known.holder()))
            .filter(known -> known.state() == MemberState.MEMBER);
    if (election.isEmpty() || member.isEmpty()) {
      visit.unknownLink(NOMINATE);
      return;
    }
    Candidacy candidacy = new Candidacy(visit, elections, token, election.get(), member.get());
    if (done) {
      visit.mustBeGet();
    }
    candidacy.serve(done);
  }

  /** One member's visit. */
  private final class Candidacy {
    private final Visit visit;
    private final Elections elections;
    private final String token;
    private final Election election;
    private final Member member;
    private final List<Contest> contests;
    private final Words words;

    Candidacy(Visit visit, Elections elections, String token, Election election, Member member) {
      this.visit = visit;
      this.elections = elections;
      this.token = token;
      this.election = election;
      this.member = member;
      this.contests = election.contestsOf(member.constituency());
      this.words = visit.words();
    }

    void serve(boolean done) throws IOException {
      Optional<Nomination> standing = standing();
      if (standing.isPresent()) {
        if (visit.isPost()) {
          visit.seeOther(NOMINATE, token, "done"); // sent twice
        } else {
          visit.send(received(standing.get()));
        }
      } else if (closed()) {
        visit.send(page("nominations-closed").status(visit.isPost() ? 422 : 200));
      } else if (visit.isPost()) {
        nominate();
      } else if (done) {
        visit.seeOther(NOMINATE, token);
      } else {
        visit.send(paper(blank()));
      }
    }

    /** The member's nomination that counts, or else the last one, with what became of it. */
    private Optional<Nomination> standing() {
      return elections.nominations(election.id()).stream()
          .filter(nomination -> nomination.paper().member().equals(Optional.of(member.id())))
          .filter(
              nomination ->
                  nomination.state() == Nomination.State.RECEIVED
                      || nomination.state() == Nomination.State.ACCEPTED
                      || (nomination.state() == Nomination.State.REFUSED && closed()))
          .reduce((first, second) -> second);
    }

    private boolean closed() {
      return election.state() != Election.State.NOMINATIONS
          || domain.today().isAfter(election.timetable().day(ElectionStep.NOMINATIONS_CLOSE));
    }

    private Form blank() {
      Form form = Form.blank().with("nameOnPaper", member.name());
      return contests.size() == 1 ? form.with("contest", contests.get(0).id()) : form;
    }

    private void nominate() throws IOException {
      Form form = visit.form();
      Optional<Contest> contest =
          contests.size() == 1
              ? Optional.of(contests.get(0))
              : contests.stream().filter(one -> form.chosen("contest", one.id())).findFirst();
      if (contest.isEmpty()) {
        form.refuse("contest", words.say("member.nominate.error.contest"));
      }
      check(form);
      if (!form.isFine()) {
        visit.send(paper(form));
        return;
      }
      try {
        elections.nominate(
            contest.orElseThrow().id(),
            new NominationPaper(
                Optional.of(member.id()),
                form.line("nameOnPaper"),
                form.text("statement"),
                form.text("interests"),
                form.line("signedBy")),
            member.id());
      } catch (Refused refused) {
        Refusal why = refused.refusal();
        form.refuse("nameOnPaper", why.reason() + " (" + why.rule() + "). " + why.remedy());
        visit.send(paper(form));
        return;
      }
      visit.seeOther(NOMINATE, token, "done");
    }

    private void check(Form form) {
      if (form.line("nameOnPaper").isEmpty()) {
        form.refuse("nameOnPaper", words.say("member.nominate.error.name"));
      } else if (form.line("nameOnPaper").length() > NAME_CHARACTERS) {
        form.refuse("nameOnPaper", words.say("member.nominate.error.name-long", NAME_CHARACTERS));
      }
      int length = form.text("statement").isEmpty() ? 0 : words(form.text("statement"));
      if (length > STATEMENT_WORDS) {
        form.refuse(
            "statement",
            words.say(
                "member.nominate.error.statement",
                length,
                STATEMENT_WORDS,
                length - STATEMENT_WORDS));
      }
      if (form.text("interests").isEmpty()) {
        form.refuse("interests", words.say("member.nominate.error.interests"));
      } else if (form.text("interests").length() > INTERESTS_CHARACTERS) {
        form.refuse(
            "interests", words.say("member.nominate.error.interests-long", INTERESTS_CHARACTERS));
      }
      if (form.line("signedBy").isEmpty()) {
        form.refuse("signedBy", words.say("member.nominate.error.signature"));
      } else if (form.line("signedBy").length() > NAME_CHARACTERS) {
        form.refuse("signedBy", words.say("member.nominate.error.name-long", NAME_CHARACTERS));
      }
    }

    private static int words(String text) {
      return text.split("\\s+").length;
    }

    private Page paper(Form form) {
      return page("nominate")
          .form(form)
          .with(
              "contests",
              contests.stream()
                  .map(
                      contest ->
                          new Choice(
                              contest.id(),
                              visit.in(contest.seatKind()),
                              words.plural("member.seats", contest.seats())))
                  .toList())
          .with("here", visit.path.to(NOMINATE, token))
          .with("words", STATEMENT_WORDS)
          .with("email", visit.institution.senderAddress());
    }

    private Page received(Nomination nomination) {
      return page("nominated")
          .with("state", nomination.state().name().toLowerCase(Locale.ROOT))
          .with("reason", nomination.reason())
          .with("name", nomination.paper().nameOnPaper())
          .with("statement", ContestView.paragraphs(nomination.paper().statement()))
          .with("interests", nomination.paper().interests())
          .with("received", nomination.received())
          .with("withdrawals", election.timetable().day(ElectionStep.WITHDRAWALS_CLOSE))
          .with("stated", election.timetable().day(ElectionStep.STATEMENT_OF_CANDIDATES))
          .with(
              "contest",
              election
                  .contest(nomination.contest())
                  .map(contest -> visit.in(contest.seatKind()))
                  .orElse(""))
          .with("email", visit.institution.senderAddress());
    }

    private Page page(String template) {
      return visit
          .page(template)
          .with("election", election.title())
          .with("third", visit.third(member.constituency()))
          .with("closes", election.timetable().day(ElectionStep.NOMINATIONS_CLOSE))
          .with("electionPage", visit.path.to("elections", election.id()));
    }
  }
}
