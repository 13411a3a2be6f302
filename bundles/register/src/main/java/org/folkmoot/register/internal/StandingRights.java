package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.Refused;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.Applications;
import org.folkmoot.register.DataRights;
import org.folkmoot.register.ExplainedRoll;
import org.folkmoot.register.MemberState;
import org.folkmoot.store.Database;
import org.folkmoot.store.Journal;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Access and erasure over the register's own tables and the post office. */
@Component(
    service = DataRights.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StandingRights implements DataRights {
  private static final String RULE = "UK GDPR article 17, right to erasure";

  private final Institution institution;
  private final Database database;
  private final Journal journal;
  private final PostOffice postOffice;
  private final Clock clock;
  private final StandingRegister register;
  private final StandingRoll roll;

  @Activate
  public StandingRights(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference Journal journal,
      @Reference PostOffice postOffice,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.institution = institution;
    this.database = database;
    this.journal = journal;
    this.postOffice = postOffice;
    this.clock = clock;
    this.register = new StandingRegister(institution, database, journal, clock);
    this.roll = new StandingRoll(institution, database);
  }

  @Override
  public Optional<Holding> holding(String person) {
    return database.read(
        handle ->
            roll.person(person)
                .map(
                    found -> {
                      List<Part> parts = new ArrayList<>();
                      for (HeldPart part : HeldPart.values()) {
                        parts.add(
                            new Part(part.word(), part.entries(handle, institution.id(), person)));
                      }
                      parts.add(notices(person));
                      return new Holding(person, clock.instant(), parts);
                    }));
  }

  private Part notices(String person) {
    return new Part(
        "notices",
        postOffice.served(institution.id(), person).stream()
            .map(
                served -> {
                  Map<String, String> entry = new LinkedHashMap<>();
                  entry.put("notice", served.kind().word());
                  entry.put("concerning", served.concerning());
                  entry.put("name", served.service().name());
                  entry.put("channel", served.service().channel());
                  entry.put("state", served.service().state().word());
                  entry.put("at", served.service().at().toString());
                  entry.put("text-sha-256", served.service().textHash().orElse(""));
                  entry.put("explanation", served.service().explanation());
                  return entry;
                })
            .toList());
  }

  @Override
  public Erasure wouldErase(String person) {
    ExplainedRoll.Person found = found(person);
    List<Label> goes = new ArrayList<>();
    goes.add(
        new Label(
            "Name, date of birth, language, email and postal address.",
            "Enw, dyddiad geni, iaith, e-bost a chyfeiriad post."));
    goes.add(
        new Label(
            "What the records say of why they hold the person, and the fingerprints by which"
                + " records are linked.",
            "Yr hyn y mae'r cofnodion yn ei ddweud am pam y maent yn dal y person, a'r olion bysedd"
                + " y cysylltir cofnodion â hwy."));
    goes.add(
        new Label(
            "The name in the proof of service of notices already sent.",
            "Yr enw yn y prawf cyflwyno o hysbysiadau a anfonwyd eisoes."));
    goes.add(
        new Label(
            "Applications and requests for correction.", "Ceisiadau a cheisiadau am gywiro."));
    List<Label> stays = new ArrayList<>();
    stays.add(
        new Label(
            "The history of the membership: states, dates and grounds, under a number that says"
                + " nothing about the person.",
            "Hanes yr aelodaeth: statws, dyddiadau a seiliau, dan rif nad yw'n dweud dim am y"
                + " person."));
    stays.add(
        new Label(
            "The journal's entries, which carry that number and no name.",
            "Cofnodion y dyddlyfr, sydd â'r rhif hwnnw ac heb enw."));
    stays.add(
        new Label(
            "The name on an electoral roll already frozen and on nominations, for as long as the"
                + " election can be questioned.",
            "Yr enw ar restr etholiadol sydd eisoes wedi'i rhewi ac ar enwebiadau, cyhyd ag y gellir"
                + " cwestiynu'r etholiad."));
    if (found.state().filter(state -> state == MemberState.MEMBER).isPresent()) {
      goes.add(
          new Label("The membership: it ends at once.", "Yr aelodaeth: daw i ben ar unwaith."));
    }
    if (!elsewhere(found).isEmpty()) {
      String sources = String.join("\u201d, \u201c", elsewhere(found));
      stays.add(
          new Label(
              "The key of the record and a fingerprint of it, because “"
                  + sources
                  + "” still holds the person: without these the next run would take everything in"
                  + " again. Ask the owner of that system to erase it there.",
              "Allwedd y cofnod ac ôl bys ohono, am fod “"
                  + sources
                  + "” yn dal y person o hyd: heb y rhain byddai'r rhediad nesaf yn cymryd popeth"
                  + " eto. Gofynnwch i berchennog y system honno ei ddileu yno."));
    }
    return new Erasure(goes, stays, elsewhere(found));
  }

  private ExplainedRoll.Person found(String person) {
    ExplainedRoll.Person found =
        roll.person(person)
            .orElseThrow(
                () ->
                    new Refused(
                        "nobody at " + institution.name() + " has this number",
                        RULE,
                        "Find the person on the register and start from their page."));
    if (found.erased()) {
      throw new Refused(
          "name and details of this person were erased already",
          RULE,
          "There is nothing left to do.");
    }
    return found;
  }

  @Override
  public void erase(String person, boolean neverAgain, String actor) {
    Instant at = clock.instant();
    database.write(
        handle -> {
          ExplainedRoll.Person found = found(person);
          boolean respected = neverAgain || !elsewhere(found).isEmpty();
          if (found.state().isPresent()
              && found.state().get() != MemberState.ENDED
              && found.state().get() != MemberState.OPTED_OUT) {
            register.optOut(person, actor);
          } else if (respected) {
            StandingRegister.suppress(
                handle, institution.id(), person, at.atZone(Greetings.ZONE).toLocalDate());
          }
          forgetRequests(handle, person);
          new Erasing(handle, institution.id()).erase(List.of(person), at.toEpochMilli());
          postOffice.forget(institution.id(), person);
          journal.append(
              institution.id(),
              actor,
              "membership.erased",
              Map.of("member", person, "neverAgain", respected ? "yes" : "no"));
          return null;
        });
  }

  /** The sources that hold the person, but for the applications, which go as well. */
  private static List<String> elsewhere(ExplainedRoll.Person found) {
    return found.sources().stream().filter(source -> !source.equals(Applications.SOURCE)).toList();
  }

  /** What the person asked for through the register: applications and corrections. */
  private void forgetRequests(Handle handle, String person) {
    List<String> identities =
        handle
            .createQuery(
                "SELECT record_key FROM register_record WHERE institution = :institution"
                    + " AND person = :person AND source = :source")
            .bind("institution", institution.id())
            .bind("person", person)
            .bind("source", Applications.SOURCE)
            .mapTo(String.class)
            .list();
    for (String identity : identities) {
      Joined.note(handle, institution.id(), identity, false);
      handle
          .createUpdate(
              "DELETE FROM register_application"
                  + " WHERE institution = :institution AND identity = :identity")
          .bind("institution", institution.id())
          .bind("identity", identity)
          .execute();
    }
    handle
        .createUpdate(
            "DELETE FROM register_correction"
                + " WHERE institution = :institution AND person = :person")
        .bind("institution", institution.id())
        .bind("person", person)
        .execute();
  }
}
