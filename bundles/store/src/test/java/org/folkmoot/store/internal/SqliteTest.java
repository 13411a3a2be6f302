package org.folkmoot.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTest {
  @ParameterizedTest
  @CsvSource({
    "3.51.2, true",
    "3.9.0, true",
    "3.51, true",
    "2.99.99, true",
    "3.51.3, false",
    "3.51.3.1, false",
    "3.100.0, false",
    "4.0.0, false"
  })
  void versionsThatCanLoseACommitAreTooOld(String version, boolean tooOld) {
    assertThat(Sqlite.isTooOld(version)).isEqualTo(tooOld);
  }
}
