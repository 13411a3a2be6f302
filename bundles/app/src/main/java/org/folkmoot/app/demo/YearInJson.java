package org.folkmoot.app.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The year in one line of JSON, for programs. */
record YearInJson(
    Map<String, Integer> members,
    int notices,
    int papers,
    int votes,
    List<Contest> contests,
    AssemblyCalled assembly) {

  record Contest(String constituency, String rule, List<String> elected) {}

  record AssemblyCalled(String lastNoticeDay, int served, String date) {}

  static String of(
      Map<String, Integer> members,
      int notices,
      int papers,
      int votes,
      List<Contest> contests,
      String lastNoticeDay,
      int served,
      LocalDate date) {
    return new JsonMapper()
        .writeValueAsString(
            new YearInJson(
                members,
                notices,
                papers,
                votes,
                contests,
                new AssemblyCalled(lastNoticeDay, served, date.toString())));
  }
}
