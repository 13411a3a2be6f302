package org.folkmoot.assembly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.VotingMethod;

/**
 * A meeting of the members.
 *
 * @param when Europe/London
 * @param place where, with how to get in; a web address for an online meeting is part of it
 * @param agenda items in order
 * @param lastDayForNotice by channel, the last day on which notice may be sent
 * @param noticeGiven when notice was given; empty until then
 * @param notice the id of the notice at the post office
 */
public record Assembly(
    String id,
    String title,
    boolean annual,
    ZonedDateTime when,
    String place,
    List<String> agenda,
    Map<VotingMethod, LocalDate> lastDayForNotice,
    Optional<Instant> noticeGiven,
    Optional<String> notice) {
  public Assembly {
    agenda = List.copyOf(agenda);
    lastDayForNotice = Map.copyOf(lastDayForNotice);
  }
}
