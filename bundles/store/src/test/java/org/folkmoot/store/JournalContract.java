package org.folkmoot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.store.chain.JournalFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The journal of tables {@code store_journal} and {@code store_journal_head}, on either database.
 */
abstract class JournalContract {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private Database database;
  private Journal journal;

  protected abstract OpenDatabase openEmpty() throws Exception;

  @BeforeEach
  void writeSomeEntries() throws Exception {
    OpenDatabase open = openEmpty();
    database = open.database();
    journal = open.journal(Clock.fixed(NOW, ZoneOffset.UTC));
    journal.append("oak", "office:ann", "election.created", Map.of("title", "Gŵyl", "b", "\"\n"));
    journal.append("ash", "office:bob", "election.created", Map.of());
    journal.append("oak", "office:ann", "election.opened", Map.of("papers", "312"));
    journal.append("oak", "clock", "election.closed", Map.of("votes", "199"));
  }

  @Test
  void anUntouchedJournalIsSound() {
    assertThat(journal.verify("oak")).isEmpty();
    assertThat(journal.verify("ash")).isEmpty();
    assertThat(journal.verify("elm")).isEmpty();
    assertThat(journal.head("elm")).isEqualTo("0".repeat(64));
  }

  @Test
  void anExportedJournalIsSoundOutsideAndHasTheHeadsOfTheEntries() throws Exception {
    String first = journal.newest("oak", 3).get(2).hash();
    StringBuilder file = new StringBuilder();
    journal.export("oak", file);
    JournalFile.Checked checked =
        JournalFile.check(
            new BufferedReader(new StringReader(file.toString())),
            Set.of(first, journal.head("oak")),
            link -> {});
    assertThat(checked.fault()).isEmpty();
    assertThat(checked.unknownHeads()).isEmpty();
    assertThat(checked.entries()).isEqualTo(3);
    assertThat(checked.head()).isEqualTo(journal.head("oak"));
    StringBuilder none = new StringBuilder();
    journal.export("elm", none);
    assertThat(none.toString())
        .isEqualTo("folkmoot-journal v1 elm\nhead 0 " + "0".repeat(64) + "\n");
  }

  @Test
  void entriesComeBackNewestFirstNumberedWithinTheirInstitution() {
    List<JournalEntry> newest = journal.newest("oak", 2);

    assertThat(newest).extracting(JournalEntry::number).containsExactly(3L, 2L);
    assertThat(newest.get(0).hash()).isEqualTo(journal.head("oak"));
    JournalEntry first = journal.newest("oak", 3).get(2);
    assertThat(first)
        .usingRecursiveComparison()
        .ignoringFields("hash")
        .isEqualTo(
            new JournalEntry(
                "oak",
                1,
                NOW,
                "office:ann",
                "election.created",
                new TreeMap<>(Map.of("title", "Gŵyl", "b", "\"\n")),
                ""));
    assertThat(journal.newest("ash", 9)).extracting(JournalEntry::number).containsExactly(1L);
  }

  /** Outsiders check by the description alone; so does this, with no code of the journal. */
  @Test
  void theHashIsWhatTheDescriptionSays() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (String part :
        List.of(
            "folkmoot-journal-1",
            "0".repeat(64),
            "oak",
            "1",
            Long.toString(NOW.toEpochMilli()),
            "office:ann",
            "election.created",
            "{\"b\":\"\\\"\\n\",\"title\":\"Gŵyl\"}")) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      sha256.update(bytes);
    }

    assertThat(journal.newest("oak", 3).get(2).hash())
        .isEqualTo(HexFormat.of().formatHex(sha256.digest()));
  }

  @Test
  void anAlteredEntryIsFound() {
    for (String column : List.of("actor", "act", "facts")) {
      tamper("UPDATE store_journal SET " + column + " = 'x' WHERE number = 2");
    }

    assertThat(journal.verify("oak")).singleElement().asString().startsWith("Entry 2 (x)");
  }

  @Test
  void anEntryWithAnotherTimeIsFound() {
    tamper("UPDATE store_journal SET at = at + 1 WHERE institution = 'oak' AND number = 1");

    assertThat(journal.verify("oak")).singleElement().asString().startsWith("Entry 1 ");
    assertThat(journal.verify("ash")).isEmpty();
  }

  @Test
  void anEntryRewrittenWithAHashOfItsOwnIsFound() {
    tamper("UPDATE store_journal SET hash = '" + "a".repeat(64) + "' WHERE number = 2");

    assertThat(journal.verify("oak"))
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).startsWith("Entry 3 "));
  }

  @Test
  void aRemovedEntryIsFound() {
    tamper("DELETE FROM store_journal WHERE number = 2");

    assertThat(journal.verify("oak")).containsExactly("Entry 2 is missing.");
  }

  @Test
  void theRemovalOfTheOldestAndOfTheNewestEntriesIsFound() {
    tamper("DELETE FROM store_journal WHERE institution = 'oak' AND number <> 2");

    assertThat(journal.verify("oak")).containsExactly("Entry 1 is missing.", "Entry 3 is missing.");
  }

  @Test
  void theRemovalOfEverythingIsFound() {
    tamper("DELETE FROM store_journal WHERE institution = 'oak'");

    assertThat(journal.verify("oak")).containsExactly("Entries 1 to 3 are missing.");
  }

  @Test
  void reorderedEntriesAreFound() {
    tamper("UPDATE store_journal SET number = 99 WHERE institution = 'oak' AND number = 2");
    tamper("UPDATE store_journal SET number = 2 WHERE institution = 'oak' AND number = 3");
    tamper("UPDATE store_journal SET number = 3 WHERE institution = 'oak' AND number = 99");

    assertThat(journal.verify("oak"))
        .anySatisfy(fault -> assertThat(fault).startsWith("Entry 2 "))
        .anySatisfy(fault -> assertThat(fault).startsWith("Entry 3 "));
  }

  @Test
  void anEntryMovedToAnotherInstitutionIsFound() {
    tamper("UPDATE store_journal SET institution = 'elm' WHERE institution = 'ash'");

    assertThat(journal.verify("ash")).containsExactly("Entry 1 is missing.");
    assertThat(journal.verify("elm")).isNotEmpty();
  }

  @Test
  void anEntryIsKeptOnlyIfTheActIsKept() {
    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      journal.append("oak", "office:ann", "election.undone", Map.of());
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");

    assertThat(journal.newest("oak", 9)).hasSize(3);
    assertThat(journal.verify("oak")).isEmpty();
  }

  @Test
  void anEntryWithoutActorOrActIsRefused() {
    assertThatThrownBy(() -> journal.append("oak", " ", "election.created", Map.of()))
        .hasMessageContaining("actor");
    assertThatThrownBy(() -> journal.append("oak", "ann", "created it", Map.of()))
        .hasMessageContaining("created it");
  }

  private void tamper(String sql) {
    assertThat(database.<Integer>write(h -> h.execute(sql))).as(sql).isPositive();
  }
}
