package org.folkmoot.adapter.oneroster.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.records.Affiliation.Kinds;

/** OneRoster's words for roles (1.1 section 4.13.5, 1.2 RoleEnum) as kinds of affiliation. */
final class Roles {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("student", Kinds.PUPIL),
          Map.entry("parent", Kinds.PARENT),
          Map.entry("guardian", Kinds.PARENT),
          Map.entry("relative", Kinds.PARENT),
          Map.entry("teacher", Kinds.EMPLOYEE),
          Map.entry("aide", Kinds.EMPLOYEE),
          Map.entry("administrator", Kinds.EMPLOYEE),
          Map.entry("counselor", Kinds.EMPLOYEE),
          Map.entry("principal", Kinds.EMPLOYEE),
          Map.entry("proctor", Kinds.EMPLOYEE),
          Map.entry("siteadministrator", Kinds.EMPLOYEE),
          Map.entry("systemadministrator", Kinds.EMPLOYEE),
          Map.entry("districtadministrator", Kinds.EMPLOYEE));

  private Roles() {}

  /**
   * One role of a user.
   *
   * @param row where the file says so
   * @param word OneRoster's word
   */
  record Held(
      long row,
      String word,
      Optional<String> organisation,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {
    /** The kind of affiliation; an unknown word passes through. */
    String kind() {
      return KINDS.getOrDefault(word.toLowerCase(Locale.ROOT), word);
    }
  }

  static boolean include(List<Held> roles, String kind) {
    return roles.stream().anyMatch(role -> role.kind().equals(kind));
  }
}
