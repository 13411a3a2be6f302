package org.folkmoot.ballot.internal;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.folkmoot.ballot.ElectionKey;
import org.folkmoot.ballot.Trustee;
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

/**
 * What voters are sent: the notice of poll, one for each constituency that has a contested contest;
 * a new link; a reminder.
 */
final class PollNotices {
  private static final NoticeForm NOTICE_OF_POLL =
      new NoticeForm(NoticeKind.NOTICE_OF_POLL, "notice-of-poll", PollNotices.class);
  // Both remind a voter of a poll that is open, and owe what the rules ask of that.
  private static final NoticeForm NEW_LINK =
      new NoticeForm(NoticeKind.REMINDER, "new-link", PollNotices.class);
  private static final NoticeForm LINK_REPLACED =
      new NoticeForm(NoticeKind.REMINDER, "link-replaced", PollNotices.class);
  private static final NoticeForm REMINDER =
      new NoticeForm(NoticeKind.REMINDER, "poll-reminder", PollNotices.class);

  private final Institution institution;
  private final PostOffice postOffice;

  PollNotices(Institution institution, PostOffice postOffice) {
    this.institution = institution;
    this.postOffice = postOffice;
  }

  /** Opens the notices; the result names them by constituency. */
  Map<Constituency, String> open(Election election, ElectionKey key, String actor) {
    return open(NOTICE_OF_POLL, election, key, actor);
  }

  /** Opens the reminders, by constituency. */
  Map<Constituency, String> remind(Election election, ElectionKey key, String actor) {
    return open(REMINDER, election, key, actor);
  }

  /** Opens the notice that carries one voter's new link. */
  String newLink(Election election, Constituency constituency, ElectionKey key, String actor) {
    return postOffice.open(
        institution,
        NEW_LINK,
        election.id(),
        facts(election, constituency, contested(election, constituency), key),
        actor);
  }

  /** Tells who holds the shares of the key that the office sent a voter a new link. */
  void tellTrustees(
      Election election,
      Constituency constituency,
      ElectionKey key,
      List<Trustee> trustees,
      String reason,
      String actor) {
    if (trustees.isEmpty()) {
      return;
    }
    Map<String, Fact> facts = facts(election, constituency, contested(election, constituency), key);
    facts.put("reason", Fact.text(reason));
    facts.put("by", Fact.text(actor));
    String notice = postOffice.open(institution, LINK_REPLACED, election.id(), facts, actor);
    for (Trustee trustee : trustees) {
      postOffice.address(
          notice,
          new Addressee(
              "trustee-" + trustee.number(),
              trustee.name(),
              Optional.of(trustee.email()),
              List.of(),
              institution.languages().get(0)),
          Map.of("name", Fact.text(trustee.name())));
    }
  }

  private static List<Contest> contested(Election election, Constituency constituency) {
    return election.contestsOf(constituency).stream().filter(Contest::contested).toList();
  }

  private Map<Constituency, String> open(
      NoticeForm form, Election election, ElectionKey key, String actor) {
    Map<Constituency, String> notices = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      List<Contest> contested = contested(election, constituency);
      if (!contested.isEmpty()) {
        notices.put(
            constituency,
            postOffice.open(
                institution,
                form,
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
    facts.put("lost", new Fact.Link(page("vote/lost")));
    return facts;
  }

  /** A page of the member's door. */
  URI page(String address) {
    return URI.create(institution.publicAddress() + "/i/" + institution.id() + "/" + address);
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
