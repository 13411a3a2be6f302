package org.folkmoot.assembly.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.VotingMethod;
import org.jdbi.v3.core.Handle;

/** The tables of one institution's assemblies. */
final class AssemblyRows {
  private final String institution;
  private final Function<LocalDate, Map<VotingMethod, LocalDate>> lastDays;

  AssemblyRows(String institution, Function<LocalDate, Map<VotingMethod, LocalDate>> lastDays) {
    this.institution = institution;
    this.lastDays = lastDays;
  }

  void insert(Handle handle, Assembly assembly) {
    handle
        .createUpdate(
            "INSERT INTO assembly_assemblies (id, institution, title, annual, held_at, place)"
                + " VALUES (:id, :institution, :title, :annual, :at, :place)")
        .bind("id", assembly.id())
        .bind("institution", institution)
        .bind("title", assembly.title())
        .bind("annual", assembly.annual())
        .bind("at", assembly.when().toInstant().toEpochMilli())
        .bind("place", assembly.place())
        .execute();
    int position = 0;
    for (String item : assembly.agenda()) {
      handle
          .createUpdate(
              "INSERT INTO assembly_business (institution, assembly, position, item)"
                  + " VALUES (:institution, :assembly, :position, :item)")
          .bind("institution", institution)
          .bind("assembly", assembly.id())
          .bind("position", position++)
          .bind("item", item)
          .execute();
    }
  }

  List<Assembly> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT id FROM assembly_assemblies WHERE institution = :institution"
                + " ORDER BY held_at DESC, id")
        .bind("institution", institution)
        .mapTo(String.class)
        .list()
        .stream()
        .map(id -> assembly(handle, id).orElseThrow())
        .toList();
  }

  Optional<Assembly> assembly(Handle handle, String id) {
    return handle
        .createQuery(
            "SELECT * FROM assembly_assemblies WHERE institution = :institution AND id = :id")
        .bind("institution", institution)
        .bind("id", id)
        .map(
            (row, context) -> {
              ZonedDateTime when =
                  Instant.ofEpochMilli(row.getLong("held_at")).atZone(AssembliesOfInstitution.ZONE);
              Optional<String> notice = Optional.ofNullable(row.getString("notice"));
              long givenAt = row.getLong("notice_given_at");
              return new Assembly(
                  id,
                  row.getString("title"),
                  row.getBoolean("annual"),
                  when,
                  row.getString("place"),
                  agenda(handle, id),
                  lastDays.apply(when.toLocalDate()),
                  notice.map(given -> Instant.ofEpochMilli(givenAt)),
                  notice);
            })
        .findOne();
  }

  private static List<String> agenda(Handle handle, String assembly) {
    return handle
        .createQuery(
            "SELECT item FROM assembly_business WHERE assembly = :assembly ORDER BY position")
        .bind("assembly", assembly)
        .mapTo(String.class)
        .list();
  }

  void noticeGiven(Handle handle, String assembly, String notice, Instant at) {
    handle
        .createUpdate(
            "UPDATE assembly_assemblies SET notice = :notice, notice_given_at = :at"
                + " WHERE institution = :institution AND id = :id")
        .bind("notice", notice)
        .bind("at", at.toEpochMilli())
        .bind("institution", institution)
        .bind("id", assembly)
        .execute();
  }
}
