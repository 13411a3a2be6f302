package org.folkmoot.carrier.smtp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** How to reach a mail relay. */
@ObjectClassDefinition(
    name = "Folkmoot: mail relay",
    description = "Sends the mail of one institution, or of all, through an SMTP relay.")
public @interface SmtpConfiguration {
  @AttributeDefinition(
      name = "Institution",
      description = "Whose mail it sends: an institution's id, or * for all without an own relay.")
  String institution() default "*";

  @AttributeDefinition(name = "Host", description = "The relay's name or address.")
  String host() default "localhost";

  @AttributeDefinition(
      name = "Port",
      description = "Usually 587 with starttls, 465 with tls, 25 with none.")
  int port() default 587;

  @AttributeDefinition(
      name = "Security",
      description =
          "starttls: refuses to go on without encryption. tls: encrypted from the start. none: only"
              + " for a relay on the same machine or network.",
      options = {
        @Option(label = "STARTTLS, required", value = "starttls"),
        @Option(label = "TLS from the start", value = "tls"),
        @Option(label = "No encryption", value = "none")
      })
  String security() default "starttls";

  @AttributeDefinition(
      name = "User",
      description = "Name to sign in with; empty: no sign-in.",
      required = false)
  String user() default "";

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line is the password, readable by Folkmoot's account only.",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Sessions",
      description = "Connections side by side, 1 to 16; ask the relay's keeper for more than 2.")
  int sessions() default 2;

  @AttributeDefinition(
      name = "Messages per second",
      description = "Over all sessions; 0: no limit. Ask the relay's keeper.")
  double perSecond() default 0;

  @AttributeDefinition(
      name = "Connect time-out, seconds",
      description = "How long to wait for the connection.")
  int connectTimeoutSeconds() default 20;

  @AttributeDefinition(
      name = "Answer time-out, seconds",
      description = "How long to wait for an answer; the message is tried again later.")
  int answerTimeoutSeconds() default 60;

  @AttributeDefinition(
      name = "Return path",
      description = "Where undeliverable mail is reported to; empty: the institution's sender.",
      required = false)
  String returnPath() default "";
}
