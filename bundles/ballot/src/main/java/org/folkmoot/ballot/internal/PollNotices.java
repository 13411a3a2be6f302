package org.folkmoot.ballot.internal;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PostOffice;

/** The notice of poll, one for each constituency that has a contested contest. */
final class PollNotices {
  private static final NoticeForm NOTICE_OF_POLL =
      new NoticeForm(NoticeKind.NOTICE_OF_POLL, "notice-of-poll", PollNotices.class);

  private final Institution institution;
  private final PostOffice postOffice;

  PollNotices(Institution institution, PostOffice postOffice) {
    this.institution = institution;
    this.postOffice = postOffice;
  }

  /** Opens the notices; the result names them by constituency. */
  Map<Constituency, String> open(Election election, ElectionKey key, String actor) {
    Map<Constituency, String> notices = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      List<Contest> contested =
          election.contestsOf(constituency).stream().filter(Contest::contested).toList();
      if (!contested.isEmpty()) {
        notices.put(
            constituency,
            postOffice.open(
                institution,
                NOTICE_OF_POLL,
                election.id(),
                facts(election, constituency, contested, key),
                actor));
      }
    }
    return notices;
  }

  void address(String notice, Addressee addressee, String name, URI link) {
    postOffice.address(
        notice, addressee, Map.of("name", Fact.text(name), "voting-link", new Fact.Link(link)));
  }

  private Map<String, Fact> facts(
      Election election, Constituency constituency, List<Contest> contested, ElectionKey key) {
    Map<String, Fact> facts = new HashMap<>();
    facts.put("institution", Fact.text(institution.name()));
    facts.put("election", Fact.text(election.title()));
    facts.put(
        "constituency",
        new Fact.Words(institution.constitution().pack().constituencies().get(constituency)));
    facts.put("seats", Fact.number(contested.stream().mapToInt(Contest::seats).sum()));
    facts.put(
        "candidates",
        new Fact.Items(
            contested.stream()
                .flatMap(contest -> contest.candidates().stream())
                .filter(candidate -> !candidate.withdrawn())
                .map(candidate -> candidate.name())
                .toList()));
    facts.put("methods", new Fact.Words(methods()));
    facts.put("voting-address", Fact.text(institution.publicAddress().toString()));
    facts.put("paper-return", Fact.text(returnAddress()));
    facts.put("close-of-poll", new Fact.Moment(election.timetable().close()));
    facts.put("replacement", Fact.text(institution.senderAddress()));
    facts.put("returning-officer", Fact.text(institution.senderAddress()));
    facts.put("key", Fact.text(key.fingerprint()));
    return facts;
  }

  private Label methods() {
    return new Label(
        institution.constitution().methods().stream()
            .sorted()
            .map(
                method ->
                    switch (method) {
                      case EMAIL -> "online, by your personal link";
                      case POST -> "on paper, which the returning officer gives you";
                      case IN_PERSON -> "in person";
                    })
            .collect(Collectors.joining("; ")),
        institution.constitution().methods().stream()
            .sorted()
            .map(
                method ->
                    switch (method) {
                      case EMAIL -> "ar-lein, drwy eich dolen bersonol";
                      case POST -> "ar bapur, a gewch gan y swyddog canlyniadau";
                      case IN_PERSON -> "yn bersonol";
                    })
            .collect(Collectors.joining("; ")));
  }

  private String returnAddress() {
    return institution.postalAddress().isEmpty()
        ? institution.senderAddress()
        : String.join(", ", institution.postalAddress());
  }
}
