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
}
