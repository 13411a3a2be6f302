package org.folkmoot.register.internal;

import org.folkmoot.constitution.Label;

/** What makes two records wait for a person, in words for whoever decides. */
enum PairGuard {
  LIKELY(
      "Much agrees, but not enough to be sure.",
      "Mae llawer yn cytuno, ond nid digon i fod yn siŵr."),
  TWINS(
      "The date of birth agrees but the given names differ: perhaps twins.",
      "Mae'r dyddiad geni'n cytuno ond mae'r enwau cyntaf yn wahanol: efeilliaid, efallai."),
  RELATIVES(
      "An address, telephone number or email address agrees but the given names differ: perhaps"
          + " one family.",
      "Mae cyfeiriad, rhif ffôn neu gyfeiriad e-bost yn cytuno ond mae'r enwau cyntaf yn wahanol:"
          + " un teulu, efallai."),
  GIVEN_NAMES_DIFFER(
      "Much agrees, but the given names differ: perhaps two people.",
      "Mae llawer yn cytuno, ond mae'r enwau cyntaf yn wahanol: dau berson, efallai."),
  NAMESAKES(
      "The names agree but the dates of birth differ: perhaps namesakes, or a parent and child of"
          + " one name.",
      "Mae'r enwau'n cytuno ond mae'r dyddiadau geni'n wahanol: dau berson o'r un enw, efallai, neu"
          + " riant a phlentyn o'r un enw."),
  BIRTHS_DIFFER(
      "Much agrees, but the dates of birth differ: perhaps one of them was mistyped.",
      "Mae llawer yn cytuno, ond mae'r dyddiadau geni'n wahanol: efallai fod un wedi'i"
          + " gam-deipio."),
  TOO_LITTLE(
      "Too little of names and date of birth is known to be sure.",
      "Mae rhy ychydig o'r enwau a'r dyddiad geni'n hysbys i fod yn siŵr."),
  FEW_RECORDS(
      "Much agrees; too few records are held here to link them without a person looking.",
      "Mae llawer yn cytuno; mae rhy ychydig o gofnodion yma i'w cysylltu heb i berson edrych."),
  BIRTH_NOT_KNOWN(
      "Much agrees, but the date of birth is not known in both: perhaps a parent and child of one"
          + " name.",
      "Mae llawer yn cytuno, ond nid yw'r dyddiad geni'n hysbys yn y ddau: rhiant a phlentyn o'r un"
          + " enw, efallai."),
  COMPANY(
      "The two agree, but one of them is already linked to a record that does not.",
      "Mae'r ddau'n cytuno, ond mae un ohonynt eisoes wedi'i gysylltu â chofnod nad yw'n cytuno."),
  CONTRADICTED(
      "Somebody decided that these are one person, but since then the records have come to"
          + " contradict each other.",
      "Penderfynodd rhywun mai un person yw'r rhain, ond ers hynny mae'r cofnodion wedi dod i"
          + " wrth-ddweud ei gilydd."),
  TAKEN_BACK(
      "A link or decision was taken back, and the pair waits for a new decision.",
      "Tynnwyd cyswllt neu benderfyniad yn ôl, ac mae'r pâr yn aros am benderfyniad newydd.");

  private final Label label;

  PairGuard(String en, String cy) {
    this.label = new Label(en, cy);
  }

  /** Whether it rests on a difference, and not on too little being known. */
  boolean keepsApart() {
    return switch (this) {
      case TWINS,
          RELATIVES,
          GIVEN_NAMES_DIFFER,
          NAMESAKES,
          BIRTHS_DIFFER,
          CONTRADICTED,
          TAKEN_BACK ->
          true;
      case LIKELY, TOO_LITTLE, FEW_RECORDS, BIRTH_NOT_KNOWN, COMPANY -> false;
    };
  }

  Label label() {
    return label;
  }

  static PairGuard of(String name) {
    return name.isEmpty() ? LIKELY : valueOf(name);
  }
}
