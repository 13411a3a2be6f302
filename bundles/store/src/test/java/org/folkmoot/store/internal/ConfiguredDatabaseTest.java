package org.folkmoot.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.store.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredDatabaseTest {
  @TempDir Path folder;

  @Test
  void withoutConfigurationTheDatabaseIsAFileInTheDataFolder() {
    assertThat(engine("", "", "").place()).isEqualTo(folder.resolve("folkmoot.db").toString());
  }

  @Test
  void aPostgresqlUrlIsUsedAndNeverShowsThePassword() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");

    Engine engine =
        engine("jdbc:postgresql://db.school.example:5433/moot", "moot", password.toString());

    assertThat(engine.place()).isEqualTo("jdbc:postgresql://db.school.example:5433/moot");
    assertThat(engine).isInstanceOf(Postgresql.class);
  }

  @Test
  void anotherKindOfUrlIsRefusedWithWhatToWrite() {
    assertThatThrownBy(() -> engine("jdbc:mysql://db/moot", "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:mysql://db/moot")
        .hasMessageContaining("jdbc:postgresql://host:5432/database");
  }

  @Test
  void aPasswordFileThatIsMissingOrEmptyIsNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThatThrownBy(() -> engine("jdbc:postgresql://db/moot", "moot", folder + "/absent"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(folder + "/absent");
    assertThatThrownBy(() -> engine("jdbc:postgresql://db/moot", "moot", empty.toString()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("first line");
  }

  private Engine engine(String url, String user, String passwordFile) {
    return ConfiguredDatabase.engine(url, user, passwordFile, folder);
  }
}
