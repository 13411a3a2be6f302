package org.folkmoot.member.site.internal;

import java.util.function.LongSupplier;
import org.folkmoot.page.Turnstile;

/**
 * What the door limits beside the number of requests.
 *
 * @param unknownLinks links and codes that let nobody in, by network address
 * @param unknownCodes typed codes that let nobody in, of an institution from everywhere together
 * @param mails mails that public forms have sent, by network address
 */
record Limits(Turnstile unknownLinks, Turnstile unknownCodes, Turnstile mails) {
  static Limits of(int unknownLinks, int unknownCodes, int mails, LongSupplier nanos) {
    return new Limits(
        new Turnstile(unknownLinks, nanos),
        new Turnstile(unknownCodes, nanos),
        new Turnstile(mails, nanos));
  }
}
