package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresqlDatabaseTest extends DatabaseContract {
  private String url;
  private OpenDatabase open;

  @Override
  protected Database emptyDatabase() throws SQLException {
    url = PostgresServer.emptyDatabase();
    open = OpenDatabase.postgresql(url, "postgres", "");
    return open.database();
  }

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void aCommitIsOnDiskBeforeItIsAnsweredWhateverTheServersDefault() {
    open.database()
        .write(
            h ->
                h.execute(
                    "ALTER DATABASE "
                        + url.substring(url.lastIndexOf('/') + 1)
                        + " SET synchronous_commit = off"));
    open.close();
    open = OpenDatabase.postgresql(url, "postgres", "");

    String inForce =
        open.database()
            .write(h -> h.createQuery("SHOW synchronous_commit").mapTo(String.class).one());
    assertThat(inForce).isEqualTo("on");
  }

  @Test
  void aServerThatGoesAwayIsUnavailableAndIsFoundAgain() {
    assertThatThrownBy(
            () ->
                open.database()
                    .write(
                        h -> {
                          h.execute("UPDATE trial_counter SET total = 9");
                          return h.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                        }))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("does not answer or is stopping");

    long total =
        open.database()
            .write(h -> h.createQuery("SELECT total FROM trial_counter").mapTo(Long.class).one());
    assertThat(total).isZero();
  }

  @Test
  void twoNodesTakeTurns() throws Exception {
    try (OpenDatabase second = OpenDatabase.postgresql(url, "postgres", "")) {
      Thread[] nodes = new Thread[2];
      for (int node = 0; node < nodes.length; node++) {
        Database database = node == 0 ? open.database() : second.database();
        nodes[node] =
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    database.write(
                        h -> {
                          long seen =
                              h.createQuery("SELECT total FROM trial_counter")
                                  .mapTo(Long.class)
                                  .one();
                          return h.execute("UPDATE trial_counter SET total = ?", seen + 1);
                        });
                  }
                });
        nodes[node].start();
      }
      for (Thread node : nodes) {
        node.join(60_000);
      }
    }

    long total =
        open.database()
            .read(h -> h.createQuery("SELECT total FROM trial_counter").mapTo(Long.class).one());
    assertThat(total).isEqualTo(200);
  }

  @Test
  void aDatabaseThatIsNotThereSaysWhatToCheck() {
    assertThatThrownBy(() -> OpenDatabase.postgresql(url + "_absent", "postgres", ""))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("org.folkmoot.store");
    assertThatThrownBy(
            () -> OpenDatabase.postgresql("jdbc:postgresql://localhost:1/folkmoot", "x", "secret"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("localhost:1/folkmoot")
        .hasMessageContaining("Check the server and the network")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aUrlThatIsNoneIsRefused() {
    assertThatThrownBy(() -> OpenDatabase.postgresql("postgres at home", "x", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://host:5432/database");
  }
}
