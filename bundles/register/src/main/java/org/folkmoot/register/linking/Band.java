package org.folkmoot.register.linking;

/** What is done with a pair of records. */
public enum Band {
  /** Taken as one person's. */
  LINK,
  /** A person decides. */
  REVIEW,
  /** Taken as two people's. */
  SEPARATE
}
