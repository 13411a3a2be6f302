package org.folkmoot.carrier.smtp.internal;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.folkmoot.carrier.smtp.internal.CrookedRelay.Mischief;
import org.folkmoot.carrier.smtp.internal.Relay.Security;
import org.folkmoot.notice.Carrier;
import org.folkmoot.notice.CarrierContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of carriers, with a real mail server behind a relay that misbehaves. */
class SmtpCarrierContractTest extends CarrierContract {
  private GreenMail greenMail;
  private CrookedRelay relay;

  @BeforeEach
  void start() throws IOException {
    greenMail = Relays.greenMail();
    relay = new CrookedRelay(greenMail.getSmtp().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    greenMail.stop();
  }

  @Override
  protected Carrier carrier() {
    return new SmtpCarrier(
        Relays.at(relay.port(), 3, Security.NONE, java.time.Duration.ofSeconds(10)),
        Clock.systemUTC(),
        Optional.empty());
  }

  @Override
  protected void next(Fault fault) {
    switch (fault) {
      case NOT_NOW -> relay.once("RCPT", new Mischief.Say("450 4.2.0 greylisted, try later"));
      case NEVER -> relay.once("RCPT", new Mischief.Say("550 5.1.1 no such user"));
      case LOST -> relay.once(".", new Mischief.HangUp());
      case AWAY -> relay.away(true);
    }
  }

  @Override
  protected void back() {
    relay.away(false);
  }

  @Override
  protected List<Arrived> arrived() {
    return Relays.arrived(greenMail);
  }
}
