package org.folkmoot.office.internal.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.register.Applications;

/** What people do at the other door, for the tests of the office. */
public final class RegisterTrials {
  private RegisterTrials() {}

  /** Somebody without email applies to join; the id of the application. */
  public static String applyByLetter(RegisterRooms rooms, String institution) {
    Applications applications = rooms.applications().of(institution).orElseThrow();
    return applications.apply(
        new Applications.Application(
            applications.grounds().get(0).kind(),
            "Gwen",
            "Ashworth",
            Optional.of(LocalDate.of(1970, 3, 4)),
            Optional.empty(),
            List.of("12 Mill Lane", "Little Oakham"),
            "LO1 2AH",
            true,
            Locale.UK));
  }
}
