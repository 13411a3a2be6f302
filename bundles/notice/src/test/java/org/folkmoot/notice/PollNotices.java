package org.folkmoot.notice;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;

/** A notice of poll to test with. */
public final class PollNotices {
  public static final NoticeForm FORM =
      new NoticeForm(NoticeKind.NOTICE_OF_POLL, "test-poll", PollNotices.class);
  public static final Locale WELSH = Locale.forLanguageTag("cy");

  private PollNotices() {}

  public static Map<String, Fact> facts() {
    Map<String, Fact> facts = new TreeMap<>();
    facts.put(
        "constituency", new Fact.Words(new Label("Parents and pupils", "Rhieni a disgyblion")));
    facts.put("seats", Fact.number(4));
    facts.put("candidates", new Fact.Items(List.of("Nia Ŵyn Prŷs", "Tom O'Hara & <b>Sons</b>")));
    facts.put("methods", new Fact.Words(new Label("e-mail, post", "e-bost, post")));
    facts.put(
        "close-of-poll",
        new Fact.Moment(
            LocalDate.of(2026, 6, 12).atTime(17, 0).atZone(ZoneId.of("Europe/London"))));
    facts.put("replacement", new Fact.Link(URI.create("https://members.oak.example/i/oak/paper")));
    facts.put("returning-officer", Fact.text("Ffion Hughes"));
    return facts;
  }

  public static Addressee to(String reference) {
    return new Addressee(
        reference,
        "Member " + reference,
        Optional.of(reference + "@home.example"),
        List.of("1 High Street", "LO1 2AB"),
        Locale.ENGLISH);
  }

  public static Map<String, Fact> linkOf(String address) {
    return Map.of("link", new Fact.Link(URI.create(address)));
  }

  /** Opens a notice of poll and addresses it, with a link of their own, to as many people. */
  public static String give(
      PostOffice postOffice, PersonalLinks links, Institution institution, int people) {
    String notice = postOffice.open(institution, FORM, "election-1", facts(), "clerk");
    for (int i = 1; i <= people; i++) {
      String reference = "m" + i;
      var link =
          links.grant(
              institution,
              "vote",
              reference,
              "election-1",
              LocalDate.of(2026, 6, 12)
                  .atTime(17, 0)
                  .atZone(ZoneId.of("Europe/London"))
                  .toInstant());
      postOffice.address(notice, to(reference), linkOf(link.address().toString()));
    }
    return notice;
  }
}
