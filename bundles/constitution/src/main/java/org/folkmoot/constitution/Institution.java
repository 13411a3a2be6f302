package org.folkmoot.constitution;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The school, hospital or other public body. One service for each in the installation, with the
 * service property {@code institution} = {@link #id()}.
 */
@ProviderType
public interface Institution {
  /** Lower-case letters, digits and hyphens, at most 31; part of every address and row. */
  String id();

  String name();

  Constitution constitution();

  /** Where members reach the member's door, without a trailing slash. */
  URI publicAddress();

  /** The address mail comes from (RFC 5322 addr-spec). */
  String senderAddress();

  /** Where paper ballots are returned and letters are answered; one line per element. */
  List<String> postalAddress();

  /** Languages offered, the first one first; at least English. */
  List<Locale> languages();
}
