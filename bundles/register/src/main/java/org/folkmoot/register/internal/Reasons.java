package org.folkmoot.register.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.MemberState;

/** Why somebody is or is not a member: clauses as the person is told them, in both languages. */
final class Reasons {
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter WELSH =
      DateTimeFormatter.ofPattern("d MMMM uuuu", new Locale("cy", "GB"));

  static final Label GONE =
      new Label("the records no longer hold you", "nid yw'r cofnodion yn eich dal mwyach");
  static final Label OPTED_OUT =
      new Label("you asked not to be a member", "gofynasoch am beidio â bod yn aelod");
  static final Label DECEASED =
      new Label(
          "the records say that the member has died",
          "mae'r cofnodion yn dweud bod yr aelod wedi marw");
  static final Label RESTRICTED =
      new Label(
          "the record is restricted, so nothing is done without a person deciding it",
          "mae'r cofnod yn gyfyngedig, felly ni wneir dim heb i berson benderfynu");
  static final Label DIED_BEFORE =
      new Label(
          "the records say that this person has died",
          "mae'r cofnodion yn dweud bod y person hwn wedi marw");
  static final Label OUTSIDE_AREA =
      new Label(
          "the postcode in our records is not in the area we serve",
          "nid yw'r cod post yn ein cofnodion yn yr ardal rydym yn ei gwasanaethu");
  static final Label AREA_NOT_KNOWN =
      new Label(
          "members must live in the area we serve, and the records give no postcode of yours that"
              + " can be read",
          "rhaid i aelodau fyw yn yr ardal rydym yn ei gwasanaethu, ac nid yw'r cofnodion yn rhoi"
              + " cod post darllenadwy i chi");
  static final Label ONE_PERSON =
      new Label(
          "two entries were found to be of one person, who is a member once",
          "canfuwyd bod dau gofnod am yr un person, sy'n aelod unwaith yn unig");
  static final Label NO_AFFILIATION =
      new Label(
          "the records do not say why they hold you",
          "nid yw'r cofnodion yn dweud pam y maent yn eich dal");
  static final Label RECORD_GONE =
      new Label(
          "The source no longer holds this record.",
          "Nid yw'r ffynhonnell yn dal y cofnod hwn mwyach.");

  private Reasons() {}

  static Label underAge(int age) {
    return new Label("you are under " + age + " years old", "rydych o dan " + age + " oed");
  }

  static Label ageNotKnown(int age) {
    return new Label(
        "members must be " + age + " or over, and the records do not give your date of birth",
        "rhaid i aelodau fod yn "
            + age
            + " oed neu'n hŷn, ac nid yw'r cofnodion yn rhoi eich dyddiad geni");
  }

  static Label tooShort(int months, LocalDate until) {
    return new Label(
        "it takes " + months + " months here, which will be complete on " + ENGLISH.format(until),
        "mae angen " + months + " mis yma, a bydd hynny'n gyflawn ar " + WELSH.format(until));
  }

  static Label startNotKnown(int months) {
    return new Label(
        "it takes " + months + " months here, and the records do not say when you began",
        "mae angen " + months + " mis yma, ac nid yw'r cofnodion yn dweud pryd y dechreuoch");
  }

  static Label notYet(LocalDate from) {
    return new Label(
        "what would make you a member begins on " + ENGLISH.format(from),
        "mae'r hyn a fyddai'n eich gwneud yn aelod yn dechrau ar " + WELSH.format(from));
  }

  static Label over(LocalDate to) {
    return new Label(
        "what made you a member ended on " + ENGLISH.format(to),
        "daeth yr hyn a oedd yn eich gwneud yn aelod i ben ar " + WELSH.format(to));
  }

  static Label attendedTooLongAgo(int months, LocalDate last) {
    return new Label(
        "members must have attended in the last "
            + months
            + " months, and the records have you last on "
            + ENGLISH.format(last),
        "rhaid i aelodau fod wedi mynychu yn ystod y "
            + months
            + " mis diwethaf, ac yn ôl y cofnodion "
            + WELSH.format(last)
            + " oedd y tro diwethaf i chi");
  }

  static Label attendanceNotKnown(int months) {
    return new Label(
        "members must have attended in the last "
            + months
            + " months, and the records do not say when you last did",
        "rhaid i aelodau fod wedi mynychu yn ystod y "
            + months
            + " mis diwethaf, ac nid yw'r cofnodion yn dweud pryd y gwnaethoch hynny ddiwethaf");
  }

  static Label excluded(String kind) {
    return new Label(
        "the records also hold you as \"" + kind + "\", which the rule leaves out",
        "mae'r cofnodion hefyd yn eich dal fel \"" + kind + "\", sydd wedi'i eithrio gan y rheol");
  }

  static Label mayApply(Label reason) {
    return new Label(
        reason.en() + ", and may join by applying",
        reason.cy() + ", a chewch ymuno drwy wneud cais");
  }

  static Label areaNotAsked(Label reason) {
    return new Label(
        reason.en() + ", as the records have it; no area is set, so postcodes are not looked up",
        reason.cy()
            + ", yn ôl y cofnodion; ni phennwyd ardal, felly nid yw codau post yn cael eu gwirio");
  }

  static Label suspended(Optional<Label> ground, Optional<LocalDate> until) {
    Label on = ground.orElse(new Label("a ground the rules named", "sail a enwyd gan y rheolau"));
    return new Label(
        "suspended by us, on the ground of "
            + on.en()
            + until.map(day -> ", until " + ENGLISH.format(day)).orElse(""),
        "wedi'i hatal gennym ni, ar sail "
            + on.cy()
            + until.map(day -> ", tan " + WELSH.format(day)).orElse(""));
  }

  static Label moving(Label to, LocalDate on, Label reason) {
    return new Label(
        "from "
            + ENGLISH.format(on)
            + " you will vote with the members called "
            + to.en()
            + ", because "
            + reason.en(),
        "o "
            + WELSH.format(on)
            + " byddwch yn pleidleisio gyda'r aelodau a elwir yn "
            + to.cy()
            + ", oherwydd "
            + reason.cy());
  }

  static Label noQualification(Collection<String> kinds) {
    String quoted = "\"" + String.join("\", \"", kinds) + "\"";
    return new Label(
        "the records hold you as " + quoted + ", which makes nobody a member",
        "mae'r cofnodion yn eich dal fel " + quoted + ", ac nid yw hynny'n gwneud neb yn aelod");
  }

  /** What is said of a record: where the person stands, and why. */
  static Label outcome(Optional<MemberState> state, Optional<Label> constituency, Label clause) {
    String en = constituency.map(label -> ", " + label.en()).orElse("");
    String cy = constituency.map(label -> ", " + label.cy()).orElse("");
    Label standing =
        state
            .map(
                s ->
                    switch (s) {
                      case MEMBER -> new Label("Member" + en, "Aelod" + cy);
                      case INVITED ->
                          new Label(
                              "Invited to be a member" + en, "Gwahoddwyd i fod yn aelod" + cy);
                      case ELIGIBLE ->
                          new Label("May become a member" + en, "Caiff ddod yn aelod" + cy);
                      case OPTED_OUT, ENDED -> new Label("Not a member", "Nid yn aelod");
                      case SUSPENDED ->
                          new Label("Membership suspended" + en, "Aelodaeth wedi'i hatal" + cy);
                    })
            .orElseGet(() -> new Label("Not a member", "Nid yn aelod"));
    return new Label(
        standing.en() + ": " + clause.en() + ".", standing.cy() + ": " + clause.cy() + ".");
  }

  static Label and(Label sentence, Label further) {
    return new Label(sentence.en() + " " + further.en(), sentence.cy() + " " + further.cy());
  }

  static Label otherRecord(Label evidence) {
    return new Label(
        "Another record of the same person decides; " + evidence.en() + ".",
        "Cofnod arall am yr un person sy'n penderfynu; " + evidence.cy() + ".");
  }

  static Label linked(Label evidence) {
    return new Label(
        "Other records are of the same person; " + evidence.en() + ".",
        "Mae cofnodion eraill am yr un person; " + evidence.cy() + ".");
  }

  static final Label NOTHING_SENT =
      new Label(
          "Nothing is sent, because the records ask for no contact.",
          "Ni anfonir dim, am fod y cofnodion yn gofyn am beidio â chysylltu.");
  static final Label NOT_REACHABLE =
      new Label(
          "Nothing could be sent, because the records give neither an email nor a postal address.",
          "Ni ellid anfon dim, am nad yw'r cofnodion yn rhoi cyfeiriad e-bost na chyfeiriad post.");
}
