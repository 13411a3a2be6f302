package org.folkmoot.constitution.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings of one institution. What has no sensible value for everybody has none here and must
 * be said.
 */
@ObjectClassDefinition(
    name = "Folkmoot institution",
    description = "A school, hospital or other public body, and the rules it has adopted.")
@interface InstitutionSettings {
  @AttributeDefinition(
      name = "Short name",
      description =
          "Part of every web address and kept for good: lower-case letters, digits and hyphens,"
              + " beginning with a letter, at most 31.")
  String institution();

  @AttributeDefinition(name = "Name", description = "What members call it.")
  String name();

  @AttributeDefinition(
      name = "Rule pack",
      description =
          "tripartite, england-maintained-school, wales-maintained-school, academy-trust,"
              + " nhs-foundation-trust, or one of your own.")
  String rulePack();

  @AttributeDefinition(
      name = "Nation",
      description = "Whose bank holidays count: england, wales, scotland or northern-ireland.")
  String nation() default "england";

  @AttributeDefinition(
      name = "Seats",
      description = "Seats of the governing body in all; the three thirds share them.")
  int seats() default 12;

  @AttributeDefinition(
      name = "Methods of voting",
      description =
          "Offered to every voter: email, post, in-person. In a .cfg file separate them by"
              + " commas.")
  String[] methods();

  @AttributeDefinition(
      name = "Close of poll",
      description = "Local time such as 17:00; empty means the rule pack's own.")
  String closeOfPoll() default "";

  @AttributeDefinition(
      name = "Public address",
      description =
          "Where members reach their pages, such as https://members.oak.sch.uk; it stands in"
              + " every personal link.")
  String publicAddress();

  @AttributeDefinition(name = "Sender's address", description = "The address mail comes from.")
  String senderAddress();

  @AttributeDefinition(
      name = "Postal address",
      description =
          "Where paper ballots and letters go, line by line. In a .cfg file separate the lines by"
              + " semicolons.")
  String[] postalAddress();

  @AttributeDefinition(
      name = "Languages",
      description = "en and cy; the first one is shown first. English is always offered.")
  String[] languages() default {"en"};

  @AttributeDefinition(
      name = "Numbers of qualifications",
      description =
          "Ages and months that the rule pack leaves open, by kind of affiliation, such as"
              + " patient.attendedWithinMonths=24. In a .cfg file separate them by commas.")
  String[] qualifications() default {};

  @AttributeDefinition(
      name = "Postcode directory",
      description =
          "File of the ONS Postcode Directory (.csv), by which area codes are looked up; empty"
              + " where no area codes are set.")
  String areaFile() default "";

  @AttributeDefinition(
      name = "Area codes",
      description =
          "Codes of the local authorities, wards, divisions, parishes or counties served, as in"
              + " the directory. In a .cfg file separate them by commas.")
  String[] areaCodes() default {};

  @AttributeDefinition(
      name = "Area postcodes",
      description =
          "Postcodes served, or their beginnings: LD1, LD1 5, LD1 5AB. In a .cfg file separate"
              + " them by commas. Needs no directory.")
  String[] areaPostcodes() default {};
}
