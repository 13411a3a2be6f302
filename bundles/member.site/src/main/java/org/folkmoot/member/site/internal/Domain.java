package org.folkmoot.member.site.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.Institution;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Problem;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Corrections;
import org.folkmoot.register.MembershipLinks;
import org.folkmoot.register.RegisterOfMembers;

/** The services that the pages ask, as they come and go with their bundles and modules. */
final class Domain {
  final PerInstitution<Institution> institutions = new PerInstitution<>();
  final PerInstitution<RegisterOfMembers> registers = new PerInstitution<>();
  final PerInstitution<Applications> applications = new PerInstitution<>();
  final PerInstitution<Corrections> corrections = new PerInstitution<>();
  final PerInstitution<MembershipLinks> membershipLinks = new PerInstitution<>();
  final PerInstitution<Elections> elections = new PerInstitution<>();
  final PerInstitution<Polls> polls = new PerInstitution<>();
  final PerInstitution<Declarations> declarations = new PerInstitution<>();
  final PerInstitution<Assemblies> assemblies = new PerInstitution<>();
  private final Clock clock;
  private final AtomicReference<PersonalLinks> links = new AtomicReference<>();

  Domain(Clock clock) {
    this.clock = clock;
  }

  void links(PersonalLinks service) {
    links.set(service);
  }

  /** Lets the links go, unless others have taken their place meanwhile. */
  void withoutLinks(PersonalLinks service) {
    links.compareAndSet(service, null);
  }

  /** Whom a personal link lets in; empty when nobody. */
  Optional<PersonalLinks.Holder> holder(String institution, String purpose, String token) {
    PersonalLinks now = links.get();
    if (now == null) {
      throw Problem.SWITCHED_OFF.found();
    }
    return now.holder(institution, purpose, token);
  }

  /** Where an institution's application form is; empty where nobody can apply. */
  String join(Institution institution) {
    return applications
        .of(institution.id())
        .filter(all -> !all.grounds().isEmpty())
        .map(all -> InstitutionPath.href(institution.id(), JoinPages.JOIN))
        .orElse("");
  }

  /** Where an institution answers "Am I a member?"; empty where it does not. */
  String amI(Institution institution) {
    return membershipLinks
        .of(institution.id())
        .map(links -> InstitutionPath.href(institution.id(), MembershipPages.MEMBERSHIP))
        .orElse("");
  }

  ZonedDateTime now() {
    return clock.instant().atZone(DateWords.ZONE);
  }

  LocalDate today() {
    return now().toLocalDate();
  }
}
