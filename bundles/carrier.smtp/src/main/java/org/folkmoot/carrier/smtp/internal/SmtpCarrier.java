package org.folkmoot.carrier.smtp.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.folkmoot.notice.Carrier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Carries mail to one relay. */
@Component(
    service = Carrier.class,
    configurationPid = "org.folkmoot.carrier.smtp",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "channel=email")
@Designate(ocd = SmtpConfiguration.class, factory = true)
public final class SmtpCarrier implements Carrier {
  private final Relay relay;
  private final Clock clock;
  private final Optional<SSLSocketFactory> trusted;
  private final Set<SmtpSession> open = ConcurrentHashMap.newKeySet();

  @Activate
  public SmtpCarrier(
      SmtpConfiguration configuration,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this(Relay.of(configuration), clock, Optional.empty());
  }

  SmtpCarrier(Relay relay, Clock clock, Optional<SSLSocketFactory> trusted) {
    this.relay = relay;
    this.clock = clock;
    this.trusted = trusted;
  }

  @Override
  public Session open() throws CarrierDown {
    SmtpSession session = new SmtpSession(relay, clock, trusted, open::remove);
    session.connect();
    open.add(session);
    return session;
  }

  @Override
  public int sessions() {
    return relay.sessions();
  }

  @Override
  public Optional<Double> perSecond() {
    return relay.perSecond();
  }

  @Deactivate
  void close() {
    open.forEach(SmtpSession::cut);
  }
}
