package org.folkmoot.election.internal;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.ElectionStep;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.Qualification;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.election.Timetable;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.RegisterOfMembers;

/** The notice of election, one for each constituency that has a contest. */
final class ElectionNotices {
  private static final NoticeForm NOTICE_OF_ELECTION =
      new NoticeForm(NoticeKind.NOTICE_OF_ELECTION, "notice-of-election", ElectionNotices.class);

  private final Institution institution;
  private final PostOffice postOffice;
  private final PersonalLinks links;

  ElectionNotices(Institution institution, PostOffice postOffice, PersonalLinks links) {
    this.institution = institution;
    this.postOffice = postOffice;
    this.links = links;
  }

  /**
   * Gives notice to every member of a constituency with a contest, each with a link to nominate.
   */
  void give(Election election, RegisterOfMembers register, String actor) {
    Map<Constituency, String> notices = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      if (!election.contestsOf(constituency).isEmpty()) {
        notices.put(
            constituency,
            postOffice.open(
                institution,
                NOTICE_OF_ELECTION,
                election.id(),
                facts(election, constituency),
                actor));
      }
    }
    Instant expires =
        election
            .timetable()
            .day(ElectionStep.NOMINATIONS_CLOSE)
            .plusDays(1)
            .atStartOfDay(ElectionsOfInstitution.ZONE)
            .toInstant();
    register.eachMember(
        member -> {
          String notice = notices.get(member.constituency());
          if (notice != null) {
            var link = links.grant(institution, "nominate", member.id(), election.id(), expires);
            postOffice.address(
                notice,
                member.addressee(),
                Map.of(
                    "name",
                    Fact.text(member.name()),
                    "nomination-link",
                    new Fact.Link(link.address())));
          }
        });
  }

  private Map<String, Fact> facts(Election election, Constituency constituency) {
    Timetable timetable = election.timetable();
    List<Contest> contests = election.contestsOf(constituency);
    Label third = institution.constitution().pack().constituencies().get(constituency);
    Label reasons = join(qualifications(constituency), "; ");
    Map<String, Fact> facts = new HashMap<>();
    facts.put("institution", Fact.text(institution.name()));
    facts.put("election", Fact.text(election.title()));
    facts.put("constituency", new Fact.Words(third));
    facts.put("seats", Fact.number(contests.stream().mapToInt(Contest::seats).sum()));
    facts.put(
        "seat-titles", new Fact.Words(join(contests.stream().map(this::title).toList(), ", ")));
    facts.put("who-may-stand", new Fact.Words(reasons));
    facts.put("who-may-vote", new Fact.Words(reasons));
    facts.put(
        "nomination-committee",
        new Fact.Words(new Label("There is no nomination committee.", "Nid oes pwyllgor enwebu.")));
    facts.put("nomination-forms", Fact.text(institution.senderAddress()));
    facts.put("nomination-return", Fact.text(returnAddress()));
    facts.put("nominations-close", new Fact.Day(timetable.day(ElectionStep.NOMINATIONS_CLOSE)));
    facts.put("withdrawals-close", new Fact.Day(timetable.day(ElectionStep.WITHDRAWALS_CLOSE)));
    facts.put("close-of-poll", new Fact.Moment(timetable.close()));
    facts.put("returning-officer", Fact.text(institution.senderAddress()));
    return facts;
  }

  private List<Label> qualifications(Constituency constituency) {
    return institution.constitution().qualifications().stream()
        .filter(qualification -> qualification.constituency() == constituency)
        .map(Qualification::reason)
        .toList();
  }

  private Label title(Contest contest) {
    String number = " (" + contest.seats() + ")";
    Label kind = contest.seatKind();
    return contest.binding()
        ? new Label(kind.en() + number, kind.cy() + number)
        : new Label(
            kind.en() + number + ", advisory ballot", kind.cy() + number + ", pleidlais gynghorol");
  }

  private String returnAddress() {
    return institution.postalAddress().isEmpty()
        ? institution.senderAddress()
        : String.join(", ", institution.postalAddress());
  }

  private static Label join(List<Label> labels, String separator) {
    Function<Function<Label, String>, String> in =
        language -> labels.stream().map(language).distinct().collect(Collectors.joining(separator));
    return new Label(in.apply(Label::en), in.apply(Label::cy));
  }
}
