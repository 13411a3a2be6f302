package org.folkmoot.office.internal.register;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.register.internal.ApplicationsOfInstitution;
import org.folkmoot.register.internal.CorrectionsOfInstitution;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.ReviewsOfInstitution;
import org.folkmoot.register.internal.StandingRepresentation;
import org.folkmoot.register.internal.StandingRights;
import org.folkmoot.register.internal.StandingRoll;
import org.folkmoot.store.TemporaryDatabase;

/** The pages of the register with the real rooms behind them, of one institution at a time. */
public final class TrialRegisterPages {
  private final Map<String, Object> properties;
  private final RegisterRooms rooms;
  private final StandingRoll roll;
  private final StandingRepresentation representation;
  private final StandingRights rights;
  private final CorrectionsOfInstitution corrections;
  private final ApplicationsOfInstitution applications;
  private final ReviewsOfInstitution reviews;

  private TrialRegisterPages(
      Institution institution,
      TemporaryDatabase store,
      TemporaryPostOffice post,
      Clock clock,
      Enroller enroller,
      RegisterRooms rooms) {
    this.properties = Map.of("institution", institution.id());
    this.rooms = rooms;
    this.roll = new StandingRoll(institution, store.database());
    this.representation =
        new StandingRepresentation(
            institution, store.database(), clock, List.of("constituency", "age", "district"));
    this.rights =
        new StandingRights(
            institution, store.database(), store.journal(), post.postOffice(), clock);
    this.corrections =
        new CorrectionsOfInstitution(
            institution, store.database(), store.journal(), post.postOffice(), post.links(), clock);
    this.applications =
        new ApplicationsOfInstitution(
            institution,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock,
            Optional.empty());
    applications.bindEnrolment(enroller, properties);
    this.reviews =
        new ReviewsOfInstitution(
            institution,
            store.database(),
            store.journal(),
            post.postOffice(),
            post.links(),
            clock,
            EnrolmentLimits.DEFAULT);
  }

  public static List<OfficePage> of(Desk desk, RegisterRooms rooms, PostOffice postOffice) {
    return List.of(
        new MembersPage(desk, rooms),
        new PersonPage(desk, rooms, postOffice),
        new HeldDataPage(desk, rooms),
        new StandingPage(desk),
        new ReviewsPage(desk, rooms),
        new CorrectionsPage(desk, rooms),
        new ApplicationsPage(desk, rooms),
        new ChangesPage(desk, rooms),
        new RepresentationPage(desk, rooms));
  }

  public static TrialRegisterPages open(
      Institution institution,
      TemporaryDatabase store,
      TemporaryPostOffice post,
      Clock clock,
      Enroller enroller,
      RegisterRooms rooms) {
    TrialRegisterPages opened =
        new TrialRegisterPages(institution, store, post, clock, enroller, rooms);
    rooms.bindRoll(opened.roll, opened.properties);
    rooms.bindRepresentation(opened.representation, opened.properties);
    rooms.bindRights(opened.rights, opened.properties);
    rooms.bindCorrections(opened.corrections, opened.properties);
    rooms.bindApplications(opened.applications, opened.properties);
    rooms.bindReviews(opened.reviews, opened.properties);
    return opened;
  }

  public void close() {
    rooms.unbindRoll(roll, properties);
    rooms.unbindRepresentation(representation, properties);
    rooms.unbindRights(rights, properties);
    rooms.unbindCorrections(corrections, properties);
    rooms.unbindApplications(applications, properties);
    rooms.unbindReviews(reviews, properties);
    applications.close();
  }
}
