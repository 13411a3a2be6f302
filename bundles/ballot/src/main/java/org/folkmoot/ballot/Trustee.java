package org.folkmoot.ballot;

/**
 * Somebody who holds one share of an election's key.
 *
 * @param number of the share, from 1
 * @param email where reissued links and the journal's head are told
 */
public record Trustee(int number, String name, String email) {
  public Trustee {
    if (number < 1 || name.isBlank()) {
      throw new IllegalArgumentException("trustee: a share's number and a name");
    }
    if (!email.matches("[^\\s@]+@[^\\s@]+")) {
      throw new IllegalArgumentException("trustee: an email address, not \"" + email + "\"");
    }
  }
}
