package org.folkmoot.notice.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.Service;
import org.folkmoot.notice.Service.State;
import org.folkmoot.notice.internal.Notices.SetNotice;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The post office of the installation: checks notices, and hands them to the outbox. */
@Component(service = PostOffice.class)
public final class PostRoom implements PostOffice {
  // Stricter than RFC 5322: what no school's records hold and mail relays disagree about is left
  // out. Nothing that passes can begin a header or name a second recipient.
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
  private static final int LONGEST_EMAIL = 254; // RFC 5321 4.5.3.1.3, less the brackets
  private static final String EMAIL_CHANNEL = "email";
  private static final String PRINT_CHANNEL = "print";

  private final Database database;
  private final Journal journal;
  private final Clock clock;
  private final Outbox outbox;

  @Activate
  public PostRoom(
      @Reference Database database,
      @Reference Journal journal,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      @Reference Outbox outbox) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.outbox = outbox;
  }

  @Override
  public String open(
      Institution institution,
      NoticeForm form,
      String concerning,
      Map<String, Fact> facts,
      String actor) {
    Map<String, Wording> wordings = wordings(institution, form);
    Map<String, Wording> footers = footers(institution);
    Map<String, Fact> common = withInstitution(institution, facts);
    List<RequiredContent> stillRequired =
        refuseIncomplete(institution, form, wordings, footers, common);
    refuseUnknown(wordings, footers, common);
    Opened opened =
        new Opened(
            Hashes.randomWord(),
            institution.id(),
            institution.name(),
            institution.senderAddress(),
            common,
            stillRequired);
    SetNotice set = Notices.set(opened, wordings, footers);
    database.write(
        handle -> {
          outbox.notices().keep(set, form, concerning, actor, clock.instant(), wordings, footers);
          journal.append(
              institution.id(),
              actor,
              "notice.opened",
              Map.of(
                  "notice", opened.id(),
                  "kind", form.kind().word(),
                  "form", form.id(),
                  "concerning", concerning,
                  "wording", Hashes.sha256(String.join("\n", sources(wordings)))));
          return null;
        });
    return opened.id();
  }

  private static List<String> sources(Map<String, Wording> wordings) {
    return wordings.values().stream().map(Wording::source).toList();
  }

  private static Map<String, Wording> wordings(Institution institution, NoticeForm form) {
    Map<String, Wording> wordings = new LinkedHashMap<>();
    for (Locale language : institution.languages()) {
      wordings.put(language.getLanguage(), Wording.of(form, language));
    }
    return wordings;
  }

  private static Map<String, Wording> footers(Institution institution) {
    Map<String, Wording> footers = new TreeMap<>();
    for (Locale language : institution.languages()) {
      footers.put(language.getLanguage(), Wording.footer(language));
    }
    return footers;
  }

  /** The facts of a notice, with those of the institution that every notice has. */
  private static Map<String, Fact> withInstitution(
      Institution institution, Map<String, Fact> facts) {
    Map<String, Fact> all = new TreeMap<>();
    all.put(Opened.INSTITUTION, Fact.text(institution.name()));
    all.put("sender-address", Fact.text(institution.senderAddress()));
    all.put("postal-address", Fact.text(String.join(", ", institution.postalAddress())));
    all.put("public-address", Fact.text(institution.publicAddress() + "/"));
    all.putAll(facts);
    return all;
  }

  /** Refuses what the rule pack forbids to give; says what each addressee must still be given. */
  private static List<RequiredContent> refuseIncomplete(
      Institution institution,
      NoticeForm form,
      Map<String, Wording> wordings,
      Map<String, Wording> footers,
      Map<String, Fact> common) {
    List<String> missing = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    List<RequiredContent> stillRequired = new ArrayList<>();
    for (RequiredContent required :
        institution.constitution().pack().required().getOrDefault(form.kind(), List.of())) {
      String item = required.item();
      String fault = "";
      for (var entry : wordings.entrySet()) {
        boolean worded =
            entry.getValue().names().contains(item)
                || footers.get(entry.getKey()).names().contains(item);
        if (!worded) {
          fault = "is not in the wording " + entry.getValue().place();
        }
      }
      Fact fact = common.get(item);
      if (fault.isEmpty() && fact == null && isPersonal(wordings, item)) {
        stillRequired.add(required);
      } else if (fault.isEmpty() && fact == null) {
        fault = "is not given";
      } else if (fault.isEmpty() && Facts.isEmpty(fact)) {
        fault = "is empty";
      }
      if (!fault.isEmpty()) {
        missing.add(required.label().en() + " (" + item + ") " + fault);
        rules.add(required.rule());
      }
    }
    if (!missing.isEmpty()) {
      throw new Refused(
          form.kind().word() + " lacks what it must contain: " + String.join("; ", missing),
          String.join("; ", rules.stream().distinct().toList()),
          "Give each fact and put {its-name} into the wording of every language; a fact that"
              + " differs for each person is named in the wording's line Personal:.");
    }
    return stillRequired;
  }

  private static boolean isPersonal(Map<String, Wording> wordings, String name) {
    return Opened.ADDRESSEE.contains(name)
        || wordings.values().stream().anyMatch(wording -> wording.isPersonal(name));
  }

  /** A slip in a placeholder is found when a notice is opened, not at the thousandth letter. */
  private static void refuseUnknown(
      Map<String, Wording> wordings, Map<String, Wording> footers, Map<String, Fact> common) {
    List<Wording> all = new ArrayList<>(wordings.values());
    all.addAll(footers.values());
    for (Wording wording : all) {
      for (String name : wording.names()) {
        if (!common.containsKey(name) && !isPersonal(wordings, name)) {
          throw new IllegalArgumentException(
              "wording "
                  + wording.place()
                  + " uses {"
                  + name
                  + "}, which is no fact of this notice. Give it when the notice is opened; if it"
                  + " differs for each person, name it in the wording's line Personal:");
        }
      }
    }
  }

  @Override
  public void address(String notice, Addressee addressee, Map<String, Fact> personal) {
    addressAll(notice, List.of(new Copy(addressee, personal)));
  }

  @Override
  public void addressAll(String notice, List<Copy> copies) {
    SetNotice set =
        outbox
            .notices()
            .find(notice)
            .orElseThrow(() -> new IllegalArgumentException("no notice " + notice + " is open"));
    List<Messages.New> messages = copies.stream().map(copy -> message(notice, set, copy)).toList();
    boolean anyIsNew = outbox.messages().queue(messages, clock.instant()) > 0;
    if (anyIsNew && messages.stream().anyMatch(message -> message.state() == State.QUEUED)) {
      database.afterCommit(outbox::wake);
    }
  }

  private Messages.New message(String notice, SetNotice set, Copy copy) {
    Addressee addressee = copy.addressee();
    Opened opened = set.opened();
    Map<String, Fact> facts = withMember(addressee, copy.personal());
    Typeset typeset = set.in(addressee.language());
    refuseIncomplete(opened, facts);
    for (String name : typeset.open()) {
      if (!facts.containsKey(name)) {
        throw new IllegalArgumentException(
            "notice "
                + notice
                + ": the personal fact {"
                + name
                + "} is not given for "
                + addressee.reference());
      }
    }
    typeset.subject(facts);
    Reach reach = reach(opened.institution(), addressee);
    String id = Hashes.randomWord();
    byte[] sealed =
        reach.state() == State.QUEUED
            ? outbox
                .seal()
                .seal(
                    Messages.place(opened.institution(), id),
                    Packed.facts(facts, Outbox.lines(addressee)))
            : null;
    return new Messages.New(
        id,
        opened.institution(),
        notice,
        addressee.reference(),
        oneLine(addressee.name()),
        set.language(addressee.language()).getLanguage(),
        reach.channel(),
        reach.state(),
        reach.explanation(),
        sealed);
  }

  private static void refuseIncomplete(Opened opened, Map<String, Fact> facts) {
    for (RequiredContent required : opened.stillRequired()) {
      Fact fact = facts.get(required.item());
      if (fact == null || Facts.isEmpty(fact)) {
        throw new Refused(
            "the notice to this person lacks what it must contain: "
                + required.label().en()
                + " ("
                + required.item()
                + ") is "
                + (fact == null ? "not given" : "empty"),
            required.rule(),
            "Give this fact with each addressee.");
      }
    }
  }

  private static Map<String, Fact> withMember(Addressee addressee, Map<String, Fact> personal) {
    Map<String, Fact> facts = new TreeMap<>();
    Opened.ADDRESSEE.forEach(name -> facts.put(name, Fact.text(oneLine(addressee.name()))));
    facts.putAll(personal);
    return facts;
  }

  private record Reach(String channel, State state, String explanation) {}

  private Reach reach(String institution, Addressee addressee) {
    String email = addressee.email().orElse("").strip();
    if (isEmail(email)) {
      return new Reach(EMAIL_CHANNEL, State.QUEUED, "");
    }
    if (!addressee.postalAddress().isEmpty() && outbox.carries(institution, PRINT_CHANNEL)) {
      return new Reach(PRINT_CHANNEL, State.QUEUED, "");
    }
    String why =
        email.isEmpty() ? "no e-mail address is known" : "the e-mail address is not a valid one";
    return new Reach("", State.UNREACHABLE, why + "; give this person the notice on paper");
  }

  static boolean isEmail(String email) {
    return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches();
  }

  /** A name from somebody's records, for a header and an envelope. */
  private static String oneLine(String name) {
    StringBuilder line = new StringBuilder();
    name.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString().strip().replaceAll(" +", " ");
  }

  @Override
  public Letter preview(
      Institution institution, NoticeForm form, Map<String, Fact> facts, Addressee addressee) {
    Map<String, Fact> all = withMember(addressee, withInstitution(institution, facts));
    Map<String, Wording> wordings = wordings(institution, form);
    Map<String, Wording> footers = footers(institution);
    Opened opened =
        new Opened(
            "preview",
            institution.id(),
            institution.name(),
            institution.senderAddress(),
            all,
            List.of());
    Typeset typeset = Notices.set(opened, wordings, footers).in(addressee.language());
    var open = new TreeSet<>(typeset.open());
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("preview of " + form.id() + ": no facts for " + open);
    }
    return typeset.letter(Map.of());
  }

  @Override
  public List<Given> given(String institution, String concerning) {
    return outbox.notices().given(institution, concerning);
  }

  @Override
  public List<Service> proof(String notice) {
    return outbox.messages().proof(notice);
  }

  @Override
  public List<Served> served(String institution, String reference) {
    return outbox.messages().served(institution, reference);
  }

  @Override
  public void forget(String institution, String reference) {
    outbox.messages().forget(institution, reference);
  }

  @Override
  public Progress progress(String institution) {
    return outbox.messages().progress(institution);
  }
}
