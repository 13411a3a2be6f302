package org.folkmoot.register.internal;

import java.util.Locale;
import org.folkmoot.constitution.Label;

/** Two items that must agree for two records to be of one person (docs/decisions/0008). */
enum LinkRule {
  HOST_MERGE(
      "the host says that these are one person",
      "mae'r system gofnodion yn dweud mai un person yw'r rhain"),
  NHS_NUMBER_AND_BIRTH(
      "verified NHS number and date of birth agree", "mae'r rhif GIG a'r dyddiad geni'n cytuno"),
  UPN_AND_BIRTH(
      "unique pupil number and date of birth agree",
      "mae'r rhif disgybl unigryw a'r dyddiad geni'n cytuno"),
  PAYROLL_AND_SURNAME(
      "payroll number and family name agree", "mae'r rhif cyflogres a'r cyfenw'n cytuno"),
  PAYROLL_AND_BIRTH(
      "payroll number and date of birth agree", "mae'r rhif cyflogres a'r dyddiad geni'n cytuno"),
  EMAIL_AND_BIRTH(
      "email address and date of birth agree", "mae'r cyfeiriad e-bost a'r dyddiad geni'n cytuno");

  private final Label evidence;

  LinkRule(String en, String cy) {
    this.evidence = new Label(en, cy);
  }

  Label evidence() {
    return evidence;
  }

  /**
   * A number is given to one person; an email address and a date of birth can be those of twins, so
   * that the given names must agree too.
   */
  boolean asksForGivenName() {
    return this == EMAIL_AND_BIRTH;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static LinkRule of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
