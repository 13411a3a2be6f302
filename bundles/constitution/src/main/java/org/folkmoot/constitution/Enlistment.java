package org.folkmoot.constitution;

/** How membership begins for someone who qualifies. */
public enum Enlistment {
  /** At once, with a notice, a reason and a way out. */
  AUTOMATIC,
  /** By an invitation; membership unless the person says no. */
  INVITATION,
  /** Only when the person applies. */
  APPLICATION
}
