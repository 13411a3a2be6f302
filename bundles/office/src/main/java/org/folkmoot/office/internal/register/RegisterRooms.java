package org.folkmoot.office.internal.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Task;
import org.folkmoot.page.Words;
import org.folkmoot.register.Applications;
import org.folkmoot.register.Corrections;
import org.folkmoot.register.DataRights;
import org.folkmoot.register.ExplainedRoll;
import org.folkmoot.register.Representation;
import org.folkmoot.register.Reviews;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What the pages of the register ask besides the register itself, by institution. */
@Component(service = RegisterRooms.class)
public final class RegisterRooms {
  private final PerInstitution<Reviews> reviews = new PerInstitution<>();
  private final PerInstitution<Corrections> corrections = new PerInstitution<>();
  private final PerInstitution<Applications> applications = new PerInstitution<>();
  private final PerInstitution<ExplainedRoll> rolls = new PerInstitution<>();
  private final PerInstitution<Representation> representations = new PerInstitution<>();
  private final PerInstitution<DataRights> rights = new PerInstitution<>();

  /** Pairs of records to decide. */
  public PerInstitution<Reviews> reviews() {
    return reviews;
  }

  /** What members say is wrong. */
  public PerInstitution<Corrections> corrections() {
    return corrections;
  }

  /** Those who apply to join. */
  public PerInstitution<Applications> applications() {
    return applications;
  }

  /** Why anybody is a member or not. */
  public PerInstitution<ExplainedRoll> rolls() {
    return rolls;
  }

  /** The membership against everybody. */
  public PerInstitution<Representation> representations() {
    return representations;
  }

  /** Access and erasure. */
  public PerInstitution<DataRights> rights() {
    return rights;
  }

  /** The queues of the register's pages, each with how much waits in it. */
  List<Task> queues(InstitutionPath path, Words words) {
    List<Task> queues = new ArrayList<>();
    String institution = path.institution();
    reviews
        .of(institution)
        .ifPresent(on -> queues.add(queue(path, words, "reviews", on.waiting())));
    corrections
        .of(institution)
        .ifPresent(on -> queues.add(queue(path, words, "corrections", on.waiting())));
    applications
        .of(institution)
        .ifPresent(on -> queues.add(queue(path, words, "applications", on.waiting())));
    return queues;
  }

  /** Those of them in which something waits. */
  public List<Task> waiting(InstitutionPath path, Words words) {
    return queues(path, words).stream().filter(queue -> !queue.done()).toList();
  }

  private static Task queue(InstitutionPath path, Words words, String page, int waiting) {
    return new Task(
        words.say("register.task." + page),
        path.to(page),
        words.say("register.task." + page + ".hint"),
        waiting == 0
            ? words.say("register.task.none")
            : words.plural("register.task.waiting", waiting),
        waiting == 0);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindReviews(Reviews service, Map<String, Object> properties) {
    reviews.bind(service, properties);
  }

  public void unbindReviews(Reviews service, Map<String, Object> properties) {
    reviews.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindCorrections(Corrections service, Map<String, Object> properties) {
    corrections.bind(service, properties);
  }

  public void unbindCorrections(Corrections service, Map<String, Object> properties) {
    corrections.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindApplications(Applications service, Map<String, Object> properties) {
    applications.bind(service, properties);
  }

  public void unbindApplications(Applications service, Map<String, Object> properties) {
    applications.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindRoll(ExplainedRoll service, Map<String, Object> properties) {
    rolls.bind(service, properties);
  }

  public void unbindRoll(ExplainedRoll service, Map<String, Object> properties) {
    rolls.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindRepresentation(Representation service, Map<String, Object> properties) {
    representations.bind(service, properties);
  }

  public void unbindRepresentation(Representation service, Map<String, Object> properties) {
    representations.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindRights(DataRights service, Map<String, Object> properties) {
    rights.bind(service, properties);
  }

  public void unbindRights(DataRights service, Map<String, Object> properties) {
    rights.unbind(service, properties);
  }
}
