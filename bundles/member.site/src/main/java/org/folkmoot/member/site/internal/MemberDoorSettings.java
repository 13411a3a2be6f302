package org.folkmoot.member.site.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much the member's door takes from one network address. */
@ObjectClassDefinition(
    name = "Folkmoot: the member's door",
    description = "Limits on what one network address may ask, against floods and guessing.")
public @interface MemberDoorSettings {
  String PID = "org.folkmoot.member.site";
  int REQUESTS = 6000;
  int UNKNOWN_LINKS = 30;
  int UNKNOWN_CODES = 300;
  int MAILS = 20;

  @AttributeDefinition(
      name = "Requests a minute from one address",
      description =
          "Loose on purpose: a whole school, or everyone behind one proxy, may share an address."
              + " As many may come at once after a quiet minute.",
      min = "1")
  int requestsPerMinute() default REQUESTS;

  @AttributeDefinition(
      name = "Unknown links a minute from one address",
      description =
          "Beyond it the page that helps with an unknown link is no longer given. Links that are"
              + " known are never refused by this.",
      min = "1")
  int unknownLinksPerMinute() default UNKNOWN_LINKS;

  @AttributeDefinition(
      name = "Unknown codes a minute from everywhere",
      description =
          "Codes of letters that are no letter's, for one institution. Beyond it, and beyond the"
              + " limit on unknown links, the page that helps is no longer given.",
      min = "1")
  int unknownCodesPerMinute() default UNKNOWN_CODES;

  @AttributeDefinition(
      name = "Mails a minute from one address",
      description =
          "How many applications and requests for a membership link one network address may send."
              + " Whatever is set here, one recipient is sent at most three such mails an hour.",
      min = "1")
  int mailsPerMinute() default MAILS;
}
