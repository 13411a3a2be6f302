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

  @AttributeDefinition(
      name = "Representation",
      description =
          "By what the membership is compared with everybody who could be a member: constituency,"
              + " age, district (of the postcode), organisation, and attributes that the records"
              + " give, such as year, class or sex. Those of the records are kept for this purpose"
              + " alone.")
  String[] representation() default {"constituency", "age"};

  @AttributeDefinition(
      name = "Former members, days",
      description = "Name and details of former members whom no source holds are erased after.",
      min = "0")
  int retainFormerDays() default 365;

  @AttributeDefinition(
      name = "Records gone, days",
      description = "Records that their source holds no more are deleted after.",
      min = "0")
  int retainGoneDays() default 30;

  @AttributeDefinition(
      name = "Rows to mend, days",
      description = "Rows of a source that could not be used are deleted after.",
      min = "0")
  int retainBadRowsDays() default 90;

  @AttributeDefinition(
      name = "Settled requests, days",
      description = "Settled requests for correction are deleted after.",
      min = "0")
  int retainSettledDays() default 365;

  @AttributeDefinition(
      name = "Link threshold",
      description =
          "From this weight on, in log2 odds, two records are linked without a person looking.")
  double linkThreshold() default 10;

  @AttributeDefinition(
      name = "Review threshold",
      description =
          "From this weight on, in log2 odds, a person is asked whether two records are of one"
              + " person.")
  double reviewThreshold() default -4;
}
