package org.folkmoot.register.linking;

/** Whether twins, namesakes and relatives must be reckoned with. */
public enum Families {
  /** Always: the register's rule. */
  GUARDED,
  /** Unless the records show that they hold nobody's relatives ({@link Weights#families}). */
  AS_LEARNT
}
