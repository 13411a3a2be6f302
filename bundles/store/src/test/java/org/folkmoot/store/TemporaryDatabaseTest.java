package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemporaryDatabaseTest {
  @Test
  void holdsAJournalAndLeavesNothingBehind() {
    TemporaryDatabase temporary = TemporaryDatabase.open(Clock.systemUTC());
    try (temporary) {
      temporary.journal().append("oak", "test", "store.tried", Map.of("a", "1"));
      assertThat(temporary.journal().newest("oak", 5)).hasSize(1);
      assertThat(temporary.journal().verify("oak")).isEmpty();
    }
    assertThat(temporary.folder()).doesNotExist();
  }
}
