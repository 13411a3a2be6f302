package org.folkmoot.notice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.notice.PersonalLinks.Granted;
import org.folkmoot.notice.PersonalLinks.Holder;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.store.TemporaryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredLinksTest {
  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-06-01T09:00:00Z"));
  private final TemporaryDatabase store = TemporaryDatabase.open(clock);
  private final StoredLinks links = new StoredLinks(store.database(), clock);
  private final Institution oak = Institutions.school();
  private final Instant later = clock.instant().plus(Duration.ofDays(3));

  @AfterEach
  void close() {
    store.close();
  }

  private static String token(URI address) {
    return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
  }

  @Test
  void aLinkLetsItsHolderIn() {
    Granted granted = links.grant(oak, "vote", "m1", "e1", later);

    assertThat(granted.address().toString())
        .matches("https://members\\.oak\\.example/i/oak/vote/[a-z2-7]{32}");
    assertThat(links.holder("oak", "vote", token(granted.address())))
        .contains(new Holder(granted.id(), "m1", "e1", later));
  }

  @Test
  void aLinkIsGoodForOneInstitutionAndOnePurpose() {
    String token = token(links.grant(oak, "vote", "m1", "e1", later).address());

    assertThat(links.holder("elm", "vote", token)).isEmpty();
    assertThat(links.holder("oak", "nominate", token)).isEmpty();
    assertThat(links.holder("oak", "vote", "a".repeat(32))).isEmpty();
    assertThat(links.holder("oak", "vote", token.substring(1))).isEmpty();
    assertThat(links.holder("oak", "vote", token + "' OR 1=1")).isEmpty();
  }

  @Test
  void aLinkExpiresByTheServersClock() {
    String token = token(links.grant(oak, "vote", "m1", "e1", later).address());

    clock.advance(Duration.ofDays(3).minusMillis(1));
    assertThat(links.holder("oak", "vote", token)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(links.holder("oak", "vote", token)).isEmpty();
  }

  @Test
  void revokingVoidsEveryLinkOfOneHolderForOnePurposeAndConcern() {
    String first = token(links.grant(oak, "vote", "m1", "e1", later).address());
    String second = token(links.grant(oak, "vote", "m1", "e1", later).address());
    String elsewhere = token(links.grant(oak, "vote", "m1", "e2", later).address());
    String other = token(links.grant(oak, "vote", "m2", "e1", later).address());

    links.revoke("oak", "vote", "m1", "e1");

    assertThat(links.holder("oak", "vote", first)).isEmpty();
    assertThat(links.holder("oak", "vote", second)).isEmpty();
    assertThat(links.holder("oak", "vote", elsewhere)).isPresent();
    assertThat(links.holder("oak", "vote", other)).isPresent();
  }

  @Test
  void aLinkGrantedInATransactionThatFailsDoesNotExist() {
    String[] token = new String[1];

    assertThatThrownBy(
            () ->
                store
                    .database()
                    .write(
                        handle -> {
                          token[0] = token(links.grant(oak, "vote", "m1", "e1", later).address());
                          throw new IllegalStateException("the paper could not be issued");
                        }))
        .hasMessageContaining("paper");

    assertThat(links.holder("oak", "vote", token[0])).isEmpty();
  }

  @Test
  void theDatabaseKnowsOnlyTheHash() {
    String token = token(links.grant(oak, "vote", "m1", "e1", later).address());

    String row =
        store
            .database()
            .read(handle -> handle.createQuery("SELECT * FROM notice_links").mapToMap().one())
            .toString();

    assertThat(row).contains(Hashes.sha256(token)).doesNotContain(token);
  }

  @Test
  void noTwoTokensAreAlike() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      tokens.add(Hashes.randomWord());
    }

    assertThat(tokens).hasSize(10_000).allMatch(Hashes::isWord);
    // Every letter turns up in every place: all 160 bits are random.
    for (int place = 0; place < Hashes.TOKEN_LENGTH; place++) {
      int at = place;
      assertThat(tokens.stream().map(token -> token.charAt(at)).distinct().count()).isEqualTo(32);
    }
  }

  @Test
  void aPurposeIsWordsAndALinkMustOutliveNow() {
    assertThatThrownBy(() -> links.grant(oak, "../vote", "m1", "e1", later))
        .hasMessageContaining("purpose");
    assertThatThrownBy(() -> links.grant(oak, "vote", "m1", "e1", clock.instant()))
        .hasMessageContaining("expire");
  }
}
