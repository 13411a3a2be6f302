package org.folkmoot.register.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Applications.Ground;
import org.folkmoot.register.Member;

/** What is said to people who apply, ask for their link, or asked for a correction. */
final class JoiningNotices {
  static final NoticeForm CONFIRM = form(NoticeKind.INVITATION, "join");
  static final NoticeForm YOUR_LINK = form(NoticeKind.WELCOME, "your-link");
  static final NoticeForm HELD = form(NoticeKind.WELCOME, "application-held");
  static final NoticeForm REFUSED = form(NoticeKind.WELCOME, "application-refused");
  static final NoticeForm ANSWER = form(NoticeKind.WELCOME, "correction-answer");

  /** What a link in a mail to confirm an application is for. */
  static final String JOIN = "join";

  /** What a membership link that somebody asked for concerns, apart from those of notices. */
  static final String REQUESTED = "membership-requested";

  private static final int LINK_DAYS = 7;
  private static final int REQUESTED_HOURS = 24;

  private static final Label NOTHING_TO_DO =
      new Label(
          "If you did not apply, or have changed your mind, do nothing: without your confirmation"
              + " you do not become a member, and what was said is forgotten after 30 days.",
          "Os na wnaethoch gais, neu os ydych wedi newid eich meddwl, peidiwch â gwneud dim: heb"
              + " eich cadarnhad ni fyddwch yn dod yn aelod, ac anghofir yr hyn a ddywedwyd ar ôl"
              + " 30 diwrnod.");
  private static final Label NOTHING_TO_LEAVE =
      new Label(
          "You have not become a member by this application, so there is nothing to leave.",
          "Nid ydych wedi dod yn aelod drwy'r cais hwn, felly nid oes dim i'w adael.");

  private final Institution institution;
  private final PostOffice postOffice;
  private final PersonalLinks links;

  JoiningNotices(Institution institution, PostOffice postOffice, PersonalLinks links) {
    this.institution = institution;
    this.postOffice = postOffice;
    this.links = links;
  }

  private static NoticeForm form(NoticeKind kind, String id) {
    return new NoticeForm(kind, id, JoiningNotices.class);
  }

  /** The mail with the link by which an application is confirmed. */
  void confirm(Applied application, Ground ground, Instant at) {
    Instant expires = at.atZone(Greetings.ZONE).plusDays(LINK_DAYS).toInstant();
    PersonalLinks.Granted link = links.grant(institution, JOIN, application.id(), JOIN, expires);
    Map<String, Fact> common =
        Greetings.common(institution, CONFIRM, expires.atZone(Greetings.ZONE).toLocalDate());
    common.put("personal-data", new Fact.Words(Greetings.TOLD_BY_YOU));
    common.put("way-out", new Fact.Words(NOTHING_TO_DO));
    String notice =
        postOffice.open(institution, CONFIRM, concerning(application), common, "joining");
    Map<String, Fact> personal = about(ground);
    personal.put("confirm-link", new Fact.Link(link.address()));
    postOffice.address(notice, addressee(application), personal);
  }

  /** A verified application has made nobody a new member; the office looks at it. */
  void held(Applied application, Ground ground) {
    Map<String, Fact> common = Greetings.common(institution, HELD, null);
    common.put("personal-data", new Fact.Words(Greetings.TOLD_BY_YOU));
    common.put("way-out", new Fact.Words(NOTHING_TO_LEAVE));
    String notice = postOffice.open(institution, HELD, concerning(application), common, "joining");
    postOffice.address(notice, addressee(application), about(ground));
  }

  void refused(Applied application, Ground ground, String why, String actor) {
    Map<String, Fact> common = Greetings.common(institution, REFUSED, null);
    common.put("personal-data", new Fact.Words(Greetings.TOLD_BY_YOU));
    common.put("way-out", new Fact.Words(NOTHING_TO_LEAVE));
    String notice = postOffice.open(institution, REFUSED, concerning(application), common, actor);
    Map<String, Fact> personal = about(ground);
    personal.put("answer", Fact.text(why));
    postOffice.address(notice, addressee(application), personal);
  }

  /** A link to somebody's own membership, to the address on the register. */
  void yourLink(Member member, Instant at) {
    Map<String, Fact> personal =
        about(member, at.atZone(Greetings.ZONE).plusHours(REQUESTED_HOURS).toInstant());
    String notice =
        postOffice.open(
            institution,
            YOUR_LINK,
            REQUESTED,
            Greetings.common(institution, YOUR_LINK, null),
            "joining");
    postOffice.address(notice, member.addressee(), personal);
  }

  void answer(Member member, String correction, String wish, String answer, Instant at, String by) {
    Map<String, Fact> personal = about(member, at.atZone(Greetings.ZONE).plusDays(30).toInstant());
    personal.put("wish", Fact.text(wish));
    personal.put("answer", Fact.text(answer));
    String notice =
        postOffice.open(
            institution,
            ANSWER,
            "correction-" + correction,
            Greetings.common(institution, ANSWER, null),
            by);
    postOffice.address(notice, member.addressee(), personal);
  }

  private Map<String, Fact> about(Member member, Instant expires) {
    PersonalLinks.Granted link =
        links.grant(institution, Greetings.MEMBERSHIP, member.id(), REQUESTED, expires);
    Map<String, Fact> facts = new HashMap<>();
    facts.put("constituency", new Fact.Words(label(member.constituency())));
    facts.put("reason", new Fact.Words(member.reason()));
    facts.put("rule", Fact.text(member.rule()));
    facts.put("way-out", new Fact.Link(link.address()));
    return facts;
  }

  private Map<String, Fact> about(Ground ground) {
    Map<String, Fact> facts = new HashMap<>();
    facts.put("constituency", new Fact.Words(label(ground.constituency())));
    facts.put("reason", new Fact.Words(ground.clause()));
    return facts;
  }

  private Label label(Constituency constituency) {
    return institution.constitution().pack().constituencies().get(constituency);
  }

  private static String concerning(Applied application) {
    return "application-" + application.id();
  }

  /** Without the postal address: who gave no email is reached by the office's letter alone. */
  private Addressee addressee(Applied application) {
    return new Addressee(
        application.id(),
        application.name(),
        Optional.of(application.email().orElseThrow()),
        List.of(),
        Deciding.language(institution, application.language()));
  }
}
