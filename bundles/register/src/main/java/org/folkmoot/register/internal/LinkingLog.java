package org.folkmoot.register.internal;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What one run joins and parts, in its order, for good. */
final class LinkingLog {
  static final String LINK = "link";
  static final String PART = "part";

  private final Handle handle;
  private final String institution;
  private final long run;
  private final List<Act> acts = new ArrayList<>();
  private long number;

  LinkingLog(Handle handle, String institution, long run) {
    this.handle = handle;
    this.institution = institution;
    this.run = run;
  }

  /**
   * One act.
   *
   * @param record the record that is joined to, or leaves, a person
   * @param former the entry the record had, where it ends by the act
   * @param other the record it was found to be like
   */
  private record Act(
      long record, String act, String person, String former, Long other, String evidence) {}

  void linked(long record, String person, String former, long other, String evidence) {
    acts.add(new Act(record, LINK, person, former, other, evidence));
  }

  void parted(long record, String person, Long other, String evidence) {
    acts.add(new Act(record, PART, person, null, other, evidence));
  }

  /** Writes what was noted since the last writing. */
  void write() {
    try (PreparedBatch insert =
        handle.prepareBatch(
            "INSERT INTO register_link (institution, run, number, record, act, person, former,"
                + " other_record, evidence) VALUES (:institution, :run, :number, :record, :act,"
                + " :person, :former, :other, :evidence)")) {
      for (Act act : acts) {
        insert
            .bind("institution", institution)
            .bind("run", run)
            .bind("number", ++number)
            .bind("record", act.record())
            .bind("act", act.act())
            .bind("person", act.person())
            .bind("former", act.former())
            .bind("other", act.other())
            .bind("evidence", act.evidence())
            .add();
      }
      if (insert.size() > 0) {
        insert.execute();
      }
    }
    acts.clear();
  }
}
