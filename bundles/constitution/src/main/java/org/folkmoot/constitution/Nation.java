package org.folkmoot.constitution;

/** Whose bank holidays count. */
public enum Nation {
  ENGLAND,
  WALES,
  SCOTLAND,
  NORTHERN_IRELAND
}
