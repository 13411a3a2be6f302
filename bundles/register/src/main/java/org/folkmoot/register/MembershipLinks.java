package org.folkmoot.register;

import org.osgi.annotation.versioning.ProviderType;

/**
 * "Am I a member?": sends people on the register a link to their own membership. Service property
 * {@code institution}.
 */
@ProviderType
public interface MembershipLinks {
  /**
   * Sends a link to everyone on the register with this email address, one mail for each person, in
   * their own language; to nobody where there is none. It returns at once and tells nobody which it
   * was. An address is sent at most three mails an hour.
   */
  void request(String email);
}
