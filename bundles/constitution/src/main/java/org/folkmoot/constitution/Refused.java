package org.folkmoot.constitution;

/**
 * Carries a {@link Refusal} out of a transaction, so that nothing of it is kept. Doors show the
 * refusal; nothing has gone wrong.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  public Refused(String reason, String rule, String remedy) {
    this(new Refusal(reason, rule, remedy));
  }

  public Refusal refusal() {
    return refusal;
  }
}
