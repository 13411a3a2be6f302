package org.folkmoot.office.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.folkmoot.constitution.Institution;
import org.folkmoot.notice.PostOffice;

/** All notices of an institution, newest first, gathered from what each was about. */
final class GivenNotices {
  private static final int RUNS = 100;

  private final Desk desk;
  private final PostOffice postOffice;

  GivenNotices(Desk desk, PostOffice postOffice) {
    this.desk = desk;
    this.postOffice = postOffice;
  }

  List<PostOffice.Given> of(Institution institution) {
    List<String> about = new ArrayList<>();
    String id = institution.id();
    desk.elections().of(id).ifPresent(on -> on.all().forEach(one -> about.add(one.id())));
    desk.assemblies().of(id).ifPresent(on -> on.all().forEach(one -> about.add(one.id())));
    // The register gives its welcomes as concerning "enrolment-" and the run's number.
    desk.enrolments()
        .of(id)
        .flatMap(on -> on.runs(1).stream().findFirst())
        .ifPresent(
            newest -> {
              long oldest = Math.max(1, newest.number() - RUNS + 1);
              for (long run = newest.number(); run >= oldest; run--) {
                about.add("enrolment-" + run);
              }
            });
    return about.stream()
        .flatMap(concern -> postOffice.given(id, concern).stream())
        .sorted(Comparator.comparing(PostOffice.Given::opened).reversed())
        .toList();
  }
}
