package org.folkmoot.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Links that let one person in for one purpose. A token has 128 random bits or more; only its
 * SHA-256 is stored. Expiry is judged by the server's clock.
 */
@ProviderType
public interface PersonalLinks {
  /**
   * Grants a link, in the caller's transaction.
   *
   * @param purpose a word that is also its place in the address: vote, nominate, membership
   * @param holder the caller's id of the person
   * @param concerning what it is for, such as an election's id
   */
  Granted grant(
      Institution institution, String purpose, String holder, String concerning, Instant expires);

  /** Grants a link to each of many holders, in their order. */
  default List<Granted> grantAll(
      Institution institution,
      String purpose,
      List<String> holders,
      String concerning,
      Instant expires) {
    return holders.stream()
        .map(holder -> grant(institution, purpose, holder, concerning, expires))
        .toList();
  }

  /** Whom a token lets in; empty when unknown, revoked or expired. Never changes anything. */
  Optional<Holder> holder(String institution, String purpose, String token);

  /** Voids every link of a holder for a purpose and concern. */
  void revoke(String institution, String purpose, String holder, String concerning);

  /** A link as granted; the token is known only now. */
  record Granted(String id, URI address) {}

  /** Whom a link lets in. */
  record Holder(String linkId, String holder, String concerning, Instant expires) {}
}
