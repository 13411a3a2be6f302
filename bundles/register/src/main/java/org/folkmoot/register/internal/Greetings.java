package org.folkmoot.register.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Member;

/** Tells new members that they are members, why, and how to leave. */
final class Greetings {
  static final NoticeForm WELCOME = form(NoticeKind.WELCOME, "welcome");
  static final NoticeForm ADMITTED = form(NoticeKind.WELCOME, "admitted");
  static final NoticeForm MOVED = form(NoticeKind.WELCOME, "moved");
  static final NoticeForm INVITATION = form(NoticeKind.INVITATION, "invitation");

  static final ZoneId ZONE = ZoneId.of("Europe/London");

  /** Where a member's own link leads, and what it is for. */
  static final String MEMBERSHIP = "membership";

  private static final Label PERSONAL_DATA =
      new Label(
          "We hold your name, how to reach you, your date of birth if our records have it, and what"
              + " makes you a member. It comes from the records we already keep and is used to run"
              + " the membership and its elections, for nothing else.",
          "Rydym yn cadw eich enw, sut i gysylltu â chi, eich dyddiad geni os yw yn ein cofnodion,"
              + " a'r hyn sy'n eich gwneud yn aelod. Daw o'r cofnodion rydym yn eu cadw eisoes ac"
              + " fe'i defnyddir i gynnal yr aelodaeth a'i hetholiadau, ac at ddim arall.");

  static final Label TOLD_BY_YOU =
      new Label(
          "We hold what you told us when you applied: your name, how to reach you, and your date of"
              + " birth if we asked for it. It is used to run the membership and its elections, for"
              + " nothing else.",
          "Rydym yn cadw'r hyn a ddywedoch wrthym wrth wneud cais: eich enw, sut i gysylltu â chi,"
              + " a'ch dyddiad geni os gofynnwyd amdano. Fe'i defnyddir i gynnal yr aelodaeth a'i"
              + " hetholiadau, ac at ddim arall.");

  private final PostOffice postOffice;
  private final PersonalLinks links;
  private final Institution institution;
  private final Instant at;
  private final LocalDate answerBy;
  private final String concerning;
  private final String actor;
  private final Map<NoticeForm, String> open = new HashMap<>();

  Greetings(
      PostOffice postOffice,
      PersonalLinks links,
      Institution institution,
      long run,
      Instant at,
      LocalDate answerBy,
      String actor) {
    this.postOffice = postOffice;
    this.links = links;
    this.institution = institution;
    this.at = at;
    this.answerBy = answerBy;
    this.concerning = "enrolment-" + run;
    this.actor = actor;
  }

  private static NoticeForm form(NoticeKind kind, String id) {
    return new NoticeForm(kind, id, Greetings.class);
  }

  /**
   * Gives a notice to some persons, in the transaction of the run.
   *
   * @param from the day from which what it says holds
   */
  void give(NoticeForm form, List<Member> members, LocalDate from) {
    String notice =
        open.computeIfAbsent(
            form,
            f ->
                postOffice.open(
                    institution, f, concerning, common(institution, f, answerBy), actor));
    List<PersonalLinks.Granted> granted =
        links.grantAll(
            institution,
            MEMBERSHIP,
            members.stream().map(Member::id).toList(),
            MEMBERSHIP,
            at.atZone(ZONE).plusYears(1).toInstant());
    List<PostOffice.Copy> copies = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Map<String, Fact> facts = new HashMap<>();
      facts.put("member", Fact.text(member.name()));
      facts.put(
          "constituency",
          new Fact.Words(
              institution.constitution().pack().constituencies().get(member.constituency())));
      facts.put("reason", new Fact.Words(member.reason()));
      facts.put("rule", Fact.text(member.rule()));
      facts.put("way-out", new Fact.Link(granted.get(i).address()));
      if (form.equals(MOVED)) {
        facts.put("from", new Fact.Day(from));
      }
      copies.add(new PostOffice.Copy(member.addressee(), facts));
    }
    postOffice.addressAll(notice, copies);
  }

  /** The facts that are the same for everybody. */
  static Map<String, Fact> common(Institution institution, NoticeForm form, LocalDate answerBy) {
    Map<String, Fact> facts = new HashMap<>();
    facts.put("institution", Fact.text(institution.name()));
    facts.put("personal-data", new Fact.Words(form.equals(ADMITTED) ? TOLD_BY_YOU : PERSONAL_DATA));
    facts.put(
        "contact",
        Fact.text(
            Stream.concat(
                    Stream.of(institution.senderAddress()), postal(institution.postalAddress()))
                .collect(Collectors.joining("; "))));
    if (form.kind() == NoticeKind.INVITATION) {
      facts.put("answer-by", new Fact.Day(answerBy));
    }
    return facts;
  }

  private static Stream<String> postal(List<String> lines) {
    return lines.isEmpty() ? Stream.empty() : Stream.of(String.join(", ", lines));
  }
}
