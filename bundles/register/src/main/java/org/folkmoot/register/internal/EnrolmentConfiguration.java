package org.folkmoot.register.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the module Enrolment, one configuration for each institution. */
@ObjectClassDefinition(
    name = "Folkmoot: enrolment",
    description =
        "Makes members of an institution from its records. One configuration for each institution:"
            + " etc/org.folkmoot.enrolment-<institution>.cfg")
public @interface EnrolmentConfiguration {
  String PID = "org.folkmoot.enrolment";

  @AttributeDefinition(
      name = "Institution",
      description = "The institution's id, as in its own configuration.")
  String institution();

  @AttributeDefinition(
      name = "Institution service",
      description = "(institution=<id>), the institution whose members these are.")
  String institution_target() default "(institution=)";

  @AttributeDefinition(
      name = "Largest fall, per cent",
      description =
          "A run is refused when a source holds fewer persons than last time by more than this.",
      min = "0",
      max = "100")
  int largestFallPercent() default 25;

  @AttributeDefinition(
      name = "Smallest fall, rows",
      description = "A fall by no more than this many persons is never refused, save to nothing.",
      min = "0")
  int smallestFallRows() default 20;

  @AttributeDefinition(
      name = "Invitation, days",
      description =
          "Days an invited person has to say no, where the rule pack enlists by invitation.",
      min = "1")
  int invitationDays() default 28;

  @AttributeDefinition(
      name = "Schedule, minutes",
      description =
          "How often the standing sources are read; 0 means only by hand. For one source:"
              + " scheduleMinutes.<source> = 5",
      min = "0")
  int scheduleMinutes() default 0;
}
