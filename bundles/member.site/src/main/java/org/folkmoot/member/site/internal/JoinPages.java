package org.folkmoot.member.site.internal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.Choice;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.Language;
import org.folkmoot.page.Page;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.page.Words;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Applications.Application;
import org.folkmoot.register.Applications.Fault;
import org.folkmoot.register.Applications.Ground;
import org.folkmoot.register.Applications.Standing;

/**
 * Applying to be a member: the form, the check, and the confirmation by a link in a mail or a code
 * in a letter. Every answer is the same whether or not somebody is known already.
 */
final class JoinPages implements Pages {
  static final String JOIN = "join";
  private static final String CODE = "code";
  private static final String LETTER = "letter";
  private static final String EMAIL = "email";
  private static final Set<Fault> BEFORE_REACH =
      EnumSet.of(Fault.GROUND, Fault.GIVEN_NAME, Fault.FAMILY_NAME, Fault.BIRTH, Fault.AGE);
  private static final List<String> LINES = List.of("line1", "line2", "town");
  private static final List<String> FIELDS =
      List.of(
          "ground",
          "givenName",
          "familyName",
          "birth-day",
          "birth-month",
          "birth-year",
          "by",
          EMAIL,
          "line1",
          "line2",
          "town",
          "postcode",
          "language",
          "declared");

  private final Domain domain;

  JoinPages(Domain domain) {
    this.domain = domain;
  }

  @Override
  public boolean answer(String segment) {
    return segment.equals(JOIN);
  }

  @Override
  public void serve(Visit visit) throws IOException {
    Applications applications = domain.applications.on(visit.path);
    if (applications.grounds().isEmpty()) {
      throw Problem.SWITCHED_OFF.found();
    }
    if (visit.path.matches(JOIN)) {
      new Applying(visit, applications).form();
      return;
    }
    if (!visit.path.matches(JOIN, "*")) {
      throw Problem.NOT_FOUND.found();
    }
    switch (visit.path.segment(1)) {
      case "change" -> new Applying(visit, applications).change();
      case "send" -> new Applying(visit, applications).send();
      case "sent", "posted", "done" -> {
        visit.mustBeGet();
        visit.send(
            visit
                .page("join-" + visit.path.segment(1))
                .with("board", visit.path.to())
                .with(EMAIL, visit.institution.senderAddress())
                .with("post", visit.institution.postalAddress())
                .with(CODE, visit.path.to(JOIN, CODE)));
      }
      case CODE -> code(visit, applications);
      default -> confirm(visit, applications, visit.path.segment(1));
    }
  }

  /** The link in the mail. */
  private static void confirm(Visit visit, Applications applications, String token)
      throws IOException {
    Optional<Standing> standing = applications.standing(token);
    if (standing.isEmpty()) {
      visit.unknownLink(JOIN);
      return;
    }
    if (standing.get() != Standing.UNVERIFIED) {
      visit.seeOther(JOIN, "done");
      return;
    }
    Page page = visit.page("join-confirm").with("here", visit.path.to(JOIN, token));
    if (!visit.isPost()) {
      visit.send(page);
      return;
    }
    Form form = visit.form();
    if (!form.chosen("confirm", "yes")) {
      // Scanners of mail send the forms they find, but tick nothing.
      form.refuse("confirm", visit.words().say("member.join.confirm.missing"));
      visit.send(page.form(form));
      return;
    }
    if (applications.verify(token).isEmpty()) {
      visit.unknownLink(JOIN);
      return;
    }
    visit.seeOther(JOIN, "done");
  }

  /** The code in a letter. */
  private static void code(Visit visit, Applications applications) throws IOException {
    Form form = visit.form();
    Page page = visit.page("join-code").form(form).with("here", visit.path.to(JOIN, CODE));
    if (!visit.isPost()) {
      visit.send(page);
      return;
    }
    String typed = form.line(CODE);
    Words words = visit.words();
    if (typed.isEmpty()) {
      form.refuse(CODE, words.say("member.join.code.missing"));
    } else if (applications.mistyped(typed)) {
      form.refuse(CODE, words.say("member.join.code.mistyped"));
    } else if (applications.verifyCode(typed).isEmpty()) {
      visit.countUnknownCode();
      form.refuse(CODE, words.say("member.join.code.unknown"));
    }
    if (form.isFine()) {
      visit.seeOther(JOIN, "done");
    } else {
      visit.send(page.withoutTwins());
    }
  }

  /** One visit to the form. */
  private static final class Applying {
    private final Visit visit;
    private final Applications applications;
    private final Words words;

    Applying(Visit visit, Applications applications) {
      this.visit = visit;
      this.applications = applications;
      this.words = visit.words();
    }

    void form() throws IOException {
      if (!visit.isPost()) {
        Form form = Form.blank().with("language", visit.language().tag());
        if (applications.grounds().size() == 1) {
          form.with("ground", applications.grounds().get(0).kind());
        }
        visit.send(page(form));
        return;
      }
      Form form = visit.form();
      Application said = read(form);
      visit.send(form.isFine() ? review(form, said) : page(form).withoutTwins());
    }

    void change() throws IOException {
      visit.mustBePost();
      visit.send(page(visit.form()).withoutTwins());
    }

    void send() throws IOException {
      visit.mustBePost();
      Form form = visit.form();
      Application said = read(form);
      if (!form.isFine()) {
        visit.send(page(form).withoutTwins());
        return;
      }
      visit.countMail();
      try {
        applications.apply(said);
      } catch (Refused refused) {
        Refusal why = refused.refusal();
        form.refuse("ground", why.reason() + " (" + why.rule() + "). " + why.remedy());
        visit.send(page(form).withoutTwins());
        return;
      }
      visit.seeOther(JOIN, said.email().isPresent() ? "sent" : "posted");
    }

    /** What the form says, with everything that is wrong said beside its field. */
    private Application read(Form form) {
      boolean byMail = form.chosen("by", EMAIL);
      Application said =
          new Application(
              form.line("ground"),
              form.line("givenName"),
              form.line("familyName"),
              form.date("birth"),
              byMail ? Optional.of(form.line(EMAIL)) : Optional.empty(),
              LINES.stream().map(form::line).filter(line -> !line.isEmpty()).toList(),
              form.line("postcode"),
              form.chosen("declared", "yes"),
              language(form));
      Set<Fault> faults = applications.faults(said);
      faults.stream().filter(BEFORE_REACH::contains).forEach(fault -> refuse(form, fault, said));
      if (!byMail && !form.chosen("by", LETTER)) {
        form.refuse("by", words.say("member.join.error.by"));
      }
      faults.stream()
          .filter(fault -> !BEFORE_REACH.contains(fault))
          .forEach(fault -> refuse(form, fault, said));
      return said;
    }

    private Locale language(Form form) {
      return visit.institution.languages().stream()
          .filter(locale -> form.chosen("language", locale.getLanguage()))
          .findFirst()
          .orElse(visit.language().locale());
    }

    private void refuse(Form form, Fault fault, Application said) {
      String key = "member.join.error." + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
      String field =
          switch (fault) {
            case GROUND -> "ground";
            case GIVEN_NAME -> "givenName";
            case FAMILY_NAME -> "familyName";
            case BIRTH, AGE -> "birth";
            case EMAIL -> EMAIL;
            case ADDRESS -> "line1";
            case POSTCODE, AREA -> "postcode";
            case DECLARATION -> "declared";
          };
      form.refuse(
          field,
          fault == Fault.AGE
              ? words.say(key, ground(said.ground()).map(Ground::minimumAge).orElse(0))
              : words.say(key));
    }

    private Optional<Ground> ground(String kind) {
      return applications.grounds().stream().filter(one -> one.kind().equals(kind)).findFirst();
    }

    private Page page(Form form) {
      List<Ground> grounds = applications.grounds();
      List<Language> languages =
          visit.institution.languages().stream()
              .flatMap(locale -> Language.tagged(locale.getLanguage()).stream())
              .toList();
      return visit
          .publicPage("join")
          .form(form)
          .with("here", visit.path.to(JOIN))
          .with(
              "grounds",
              grounds.stream()
                  .map(
                      ground ->
                          new Choice(
                              ground.kind(),
                              MembershipPages.sentence(visit.in(ground.clause())),
                              visit.third(ground.constituency())))
                  .toList())
          .with("asksAge", grounds.stream().anyMatch(ground -> ground.minimumAge() > 0))
          .with("someAge", grounds.stream().anyMatch(ground -> ground.minimumAge() == 0))
          .with(
              "ways",
              List.of(
                  new Choice(EMAIL, words.say("member.join.by.email")),
                  new Choice(LETTER, words.say("member.join.by.letter"))))
          .with(
              "languages",
              languages.stream().map(one -> new Choice(one.tag(), one.ownName())).toList())
          .with(
              "declaration",
              ground(form.line("ground"))
                  .or(() -> grounds.stream().findFirst())
                  .map(ground -> visit.in(ground.declaration()))
                  .orElse(""))
          .with("amI", visit.path.to(MembershipPages.MEMBERSHIP))
          .with("code", visit.path.to(JOIN, CODE))
          .with("sender", visit.institution.senderAddress())
          .with("post", visit.institution.postalAddress());
    }

    private Page review(Form form, Application said) {
      List<Row> rows = new ArrayList<>();
      ground(said.ground())
          .ifPresent(
              ground ->
                  rows.add(row("ground", MembershipPages.sentence(visit.in(ground.clause())))));
      rows.add(row("name", said.givenName() + " " + said.familyName()));
      birth(said)
          .ifPresent(day -> rows.add(row("birth", DateWords.shortDay(day, visit.language()))));
      rows.add(
          row(
              "by",
              said.email()
                  .map(email -> words.say("member.join.check.email", email))
                  .orElseGet(() -> words.say("member.join.check.letter"))));
      rows.add(
          row(
              "address",
              Stream.concat(said.addressLines().stream(), Stream.of(said.postcode())).toList()));
      Language.tagged(said.language().getLanguage())
          .ifPresent(language -> rows.add(row("language", language.ownName())));
      List<Row> hidden = new ArrayList<>();
      for (String field : FIELDS) {
        if (!form.value(field).isEmpty()) {
          hidden.add(new Row(field, form.value(field)));
        }
      }
      return visit
          .page("join-check")
          .with("rows", rows)
          .with("hidden", hidden)
          .with("send", visit.path.to(JOIN, "send"))
          .with("change", visit.path.to(JOIN, "change"))
          .withoutTwins();
    }

    private Optional<LocalDate> birth(Application said) {
      return ground(said.ground())
          .filter(ground -> ground.minimumAge() > 0)
          .flatMap(ground -> said.dateOfBirth());
    }

    private Row row(String key, Object value) {
      return new Row(words.say("member.join.row." + key), value);
    }
  }
}
