package org.folkmoot.ballot.internal;

import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.document.Pdf;
import org.folkmoot.document.QrCode;
import org.folkmoot.document.Sheets;
import org.folkmoot.election.Candidate;
import org.folkmoot.election.Contest;
import org.folkmoot.election.Election;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.LetterCode;

/**
 * Lays out paper packs: a cover with the address in the window of a DL envelope, what the
 * candidates say, the ballot papers, and the return slip.
 *
 * <p>A ballot paper bears nothing that leads to its voter: no name, no code, and no page number,
 * since packs are printed in a known order.
 */
final class PackPrinter {
  private final Institution institution;
  private final Election election;

  PackPrinter(Institution institution, Election election) {
    this.institution = institution;
    this.election = election;
  }

  /**
   * One pack.
   *
   * @param letter the code that lets in online; none on a tendered pack
   * @param declaration why the voter qualifies, where a declaration of identity is asked
   * @param paperNumber the identifier on the ballot papers, where the rules ask for one
   */
  record PackToPrint(
      Addressee to,
      List<Contest> contests,
      Optional<LetterCode> letter,
      LetterCode slip,
      long number,
      boolean largePrint,
      boolean tendered,
      Optional<Label> declaration,
      Optional<String> paperNumber) {}

  byte[] pdf(List<PackToPrint> packs) {
    StringBuilder body = new StringBuilder(packs.size() * 8000);
    for (PackToPrint pack : packs) {
      body.append(new Leaf(pack).pack());
    }
    return Pdf.of(
        """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head><title>%1$s</title><meta name="subject" content="%1$s"/><style>%2$s</style></head>
        <body>%3$s</body>
        </html>
        """
            .formatted(
                Sheets.escape(election.title()),
                STYLE,
                body.toString().replaceFirst("leaf cover", "leaf cover first")));
  }

  /** The leaves of one pack, in the language of its voter. */
  private final class Leaf {
    private final PackToPrint pack;
    private final PaperWords words;
    private final StringBuilder out = new StringBuilder();

    Leaf(PackToPrint pack) {
      this.pack = pack;
      this.words = PaperWords.in(pack.to().language());
    }

    String pack() {
      out.append("<div class=\"pack")
          .append(pack.largePrint() ? " large" : "")
          .append("\" lang=\"")
          .append(words.locale().getLanguage())
          .append("\">");
      cover();
      statements();
      pack.contests().forEach(this::ballot);
      slip();
      return out.append("</div>").toString();
    }

    private String say(String key, Object... arguments) {
      return Sheets.escape(words.say(key, arguments));
    }

    private String in(Label label) {
      return label.in(words.locale());
    }

    private String lines(List<String> lines) {
      return String.join("<br/>", lines.stream().map(Sheets::escape).toList());
    }

    private static String oneLine(List<String> lines) {
      return Sheets.escape(String.join(", ", lines));
    }

    private void add(String element, String text) {
      out.append('<').append(element).append('>').append(text);
      out.append("</").append(element.split(" ")[0]).append('>');
    }

    private List<String> returnAddress() {
      return institution.postalAddress().isEmpty()
          ? List.of(institution.name(), institution.senderAddress())
          : institution.postalAddress();
    }

    private String close() {
      return words.moment(election.timetable().close());
    }

    private void cover() {
      out.append("<div class=\"leaf cover\"><div class=\"sender\"><b>")
          .append(Sheets.escape(institution.name()))
          .append("</b><br/>")
          .append(say("undelivered"))
          .append(": ")
          .append(oneLine(returnAddress()))
          .append("</div><div class=\"window\">")
          .append(Sheets.escape(pack.to().name()))
          .append("<br/>")
          .append(lines(pack.to().postalAddress()))
          .append("</div>");
      add("h1", say("cover.title") + ": " + Sheets.escape(election.title()));
      add(
          "p",
          say(
              "cover.lead",
              institution.name(),
              in(
                  institution
                      .constitution()
                      .pack()
                      .constituencies()
                      .get(pack.contests().get(0).constituency()))));
      if (pack.tendered()) {
        add("p class=\"frame\"", say("cover.tendered"));
      }
      add("p", "<b>" + say("cover.closes", close()) + "</b>");
      if (pack.letter().isPresent() && offers(VotingMethod.EMAIL)) {
        add("h2", say("ways"));
        add("p", say("ways.first"));
        online(pack.letter().get());
      }
      if (offers(VotingMethod.POST)) {
        add("h3", say("post"));
        add(
            "p",
            say("post.what") + " <b>" + oneLine(returnAddress()) + "</b>. " + say("hand.what"));
      } else {
        add("h3", say("hand"));
        add("p", say("hand.only") + " <b>" + oneLine(returnAddress()) + "</b>");
      }
      add("p", say("help.secret") + " " + say("help", institution.senderAddress()));
      out.append("</div>");
    }

    private boolean offers(VotingMethod method) {
      return institution.constitution().methods().contains(method);
    }

    private void online(LetterCode code) {
      String page = institution.publicAddress() + "/i/" + institution.id() + "/vote/";
      add("h3", say("online"));
      out.append("<table class=\"online\"><tr><td>")
          .append(say("online.what", (page + "code").replaceFirst("^https?://", "")))
          .append("<div class=\"code\">")
          .append(code)
          .append("</div></td><td class=\"square\">")
          .append(square(page + code.plain(), say("online"), "28mm"))
          .append("</td></tr></table>");
    }

    private String square(String text, String alternative, String side) {
      return "<img alt=\""
          + alternative
          + "\" style=\"width:"
          + side
          + ";height:"
          + side
          + "\" src=\""
          + QrCode.of(text).pngAddress(4)
          + "\"/>";
    }

    private void statements() {
      out.append("<div class=\"leaf\">");
      add("h1", say("statements.title"));
      for (Contest contest : pack.contests()) {
        add("h2", Sheets.escape(in(contest.seatKind())));
        for (Candidate candidate : contest.candidates()) {
          out.append("<div class=\"statement\">");
          add(
              "h3",
              Sheets.escape(candidate.name())
                  + (candidate.withdrawn() ? " (" + say("ballot.withdrawn") + ")" : ""));
          List<String> said =
              candidate.statement().strip().lines().filter(line -> !line.isBlank()).toList();
          said.forEach(line -> add("p", Sheets.escape(line)));
          if (said.isEmpty()) {
            add("p", say("statements.none"));
          }
          if (!candidate.interests().isBlank()) {
            add(
                "p",
                say("statements.interests") + " " + Sheets.escape(candidate.interests().strip()));
          }
          out.append("</div>");
        }
      }
      out.append("</div>");
    }

    private void ballot(Contest contest) {
      out.append("<div class=\"leaf ballot\">");
      out.append("<p class=\"of\">")
          .append(Sheets.escape(institution.name()))
          .append("<br/>")
          .append(Sheets.escape(election.title()))
          .append("</p>");
      add("h1", say("ballot.title"));
      add("h2", Sheets.escape(in(contest.seatKind())));
      add(
          "p",
          (contest.seats() == 1 ? say("ballot.seats.one") : say("ballot.seats", contest.seats()))
              + (contest.binding() ? "" : " " + say("ballot.advisory")));
      add(
          "p",
          "<b>"
              + (contest.ranked()
                  ? say("ballot.rank")
                  : contest.seats() == 1
                      ? say("ballot.choose.one")
                      : say("ballot.choose", contest.seats()))
              + "</b>");
      out.append("<table class=\"candidates\"><thead><tr><th></th><th class=\"mark\">")
          .append(say("ballot.mark"))
          .append("</th></tr></thead><tbody>");
      for (Candidate candidate : contest.candidates()) {
        out.append("<tr><td class=\"name\">").append(Sheets.escape(candidate.name()));
        if (candidate.withdrawn()) {
          out.append(" (").append(say("ballot.withdrawn")).append(")</td><td></td></tr>");
        } else {
          out.append("</td><td class=\"mark\"><div class=\"square\">&#160;</div></td></tr>");
        }
      }
      out.append("</tbody></table>");
      add("p", say("ballot.clean"));
      add("p", say("ballot.return", close()));
      add("p", say("ballot.to") + " " + oneLine(returnAddress()));
      pack.paperNumber()
          .ifPresent(
              number -> add("p class=\"of\"", say("ballot.number") + " " + Sheets.escape(number)));
      out.append("</div>");
    }

    private void slip() {
      out.append("<div class=\"leaf\">");
      add("p class=\"of\"", Sheets.escape(institution.name() + ", " + election.title()));
      add("h1", say("slip.title") + (pack.tendered() ? " " + say("slip.tendered") : ""));
      add("p", say("slip.what"));
      add("p", say("slip.number") + " <b>" + pack.number() + "</b>");
      out.append("<div class=\"frame\"><table class=\"online\"><tr><td>")
          .append(say("slip.office"))
          .append("<div class=\"code\">")
          .append(pack.slip())
          .append("</div></td><td class=\"square\">")
          .append(square(pack.slip().plain(), say("slip.number") + " " + pack.number(), "38mm"))
          .append("</td></tr></table></div>");
      add("p", lines(returnAddress()));
      pack.declaration().ifPresent(this::declaration);
      out.append("</div>");
    }

    private void declaration(Label reason) {
      add("h2", say("declaration.title"));
      add("p", say("declaration.i", pack.to().name()));
      add(
          "ul",
          "<li>"
              + say("declaration.am")
              + "</li><li>"
              + say("declaration.once")
              + "</li><li>"
              + say(
                  "declaration.qualify",
                  in(
                      institution
                          .constitution()
                          .pack()
                          .constituencies()
                          .get(pack.contests().get(0).constituency())),
                  in(reason))
              + "</li>");
      out.append("<table class=\"sign\"><tr><td>")
          .append(say("declaration.sign"))
          .append("</td><td class=\"line\"></td><td>")
          .append(say("declaration.date"))
          .append("</td><td class=\"line\"></td></tr></table>");
      add("p", say("declaration.caution"));
    }
  }

  /** DL window: 20 mm from the left, 55 mm from the top of a sheet folded in three. */
  private static final String STYLE =
      """
      @page { size: A4; margin: 16mm 20mm 14mm 20mm; }
      body { font-family: Sheet; font-size: 14pt; line-height: 1.3; color: #000; margin: 0; }
      .leaf { page-break-before: always; }
      .first { page-break-before: auto; }
      .large { font-size: 18pt; }
      .large .cover { line-height: 1.2; }
      .large .cover p { margin-bottom: 1mm; }
      .large .cover h2 { margin-top: 2mm; }
      .sender { font-size: 11pt; line-height: 1.3; height: 36mm; width: 100mm; }
      .window { font-size: 12pt; line-height: 1.25; height: 44mm; width: 88mm; overflow: hidden; }
      .large .window { height: 40mm; }
      h1 { font-size: 1.45em; line-height: 1.2; margin: 0 0 2.5mm 0; }
      h2 { font-size: 1.2em; line-height: 1.2; margin: 4mm 0 1.5mm 0; page-break-after: avoid; }
      h3 { font-size: 1em; margin: 2.5mm 0 0.5mm 0; page-break-after: avoid; }
      p, ul { margin: 0 0 2.2mm 0; }
      ul { padding-left: 7mm; }
      table { border-collapse: collapse; width: 100%; }
      td, th { text-align: left; vertical-align: top; padding: 0; }
      .online td { padding-right: 4mm; }
      .online td.square { width: 40mm; padding: 0; text-align: right; }
      .code { font-family: 'Sheet Mono'; font-size: 1.05em; margin: 2mm 0; white-space: nowrap; }
      .frame { border: 1pt solid #000; padding: 4mm; margin: 0 1mm 4mm 1mm; }
      .statement { page-break-inside: avoid; }
      .of { font-size: 0.85em; }
      .candidates { -fs-table-paginate: paginate; margin: 3mm 0 5mm 0; }
      .candidates tr { page-break-inside: avoid; }
      .candidates { border-collapse: separate; border-spacing: 0; border-top: 1.2pt solid #000; }
      .candidates td { border-bottom: 1.2pt solid #000; padding: 3mm 0; vertical-align: middle; }
      .candidates .name { font-size: 1.15em; font-weight: bold; }
      .candidates .mark { width: 34mm; text-align: center; }
      .candidates div.square { width: 14mm; height: 12mm; border: 1.5pt solid #000; margin: 0 auto; }
      .sign td { padding: 8mm 3mm 3mm 0; }
      .sign td.line { border-bottom: 1pt solid #000; width: 35%; }
      """;
}
