package org.folkmoot.notice.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.folkmoot.constitution.Institution;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Personal links, kept as hashes. */
@Component(service = PersonalLinks.class)
public final class StoredLinks implements PersonalLinks {
  private static final String INSERT =
      "INSERT INTO notice_links"
          + " (id, institution, purpose, holder, concerning, hash, granted, expires)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final Pattern PURPOSE = Pattern.compile("[a-z]+(-[a-z]+)*");

  private final Database database;
  private final Clock clock;

  @Activate
  public StoredLinks(
      @Reference Database database,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.database = database;
    this.clock = clock;
    database.migrate("notice", StoredLinks.class);
  }

  @Override
  public Granted grant(
      Institution institution, String purpose, String holder, String concerning, Instant expires) {
    return grantAll(institution, purpose, List.of(holder), concerning, expires).get(0);
  }

  @Override
  public List<Granted> grantAll(
      Institution institution,
      String purpose,
      List<String> holders,
      String concerning,
      Instant expires) {
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new IllegalArgumentException(
          "link: purpose '" + purpose + "' must be lower-case words, being part of the address");
    }
    Instant now = clock.instant();
    if (!expires.isAfter(now)) {
      throw new IllegalArgumentException(
          "link: it would expire at " + expires + ", which is not after now, " + now);
    }
    String address = institution.publicAddress() + "/i/" + institution.id() + "/" + purpose + "/";
    return database.write(
        handle -> {
          List<Granted> granted = new ArrayList<>();
          try (PreparedBatch insert = handle.prepareBatch(INSERT)) {
            for (String holder : holders) {
              String id = Hashes.randomWord();
              String token = Hashes.randomWord();
              insert.add(
                  id,
                  institution.id(),
                  purpose,
                  holder,
                  concerning,
                  Hashes.sha256(token),
                  now.toEpochMilli(),
                  expires.toEpochMilli());
              granted.add(new Granted(id, URI.create(address + token)));
            }
            if (insert.size() > 0) {
              insert.execute();
            }
          }
          return granted;
        });
  }

  @Override
  public Optional<Holder> holder(String institution, String purpose, String token) {
    if (!Hashes.isWord(token)) {
      return Optional.empty();
    }
    // Looked up by hash: how long the search takes says nothing about any token.
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id AS link_id, holder, concerning, expires FROM notice_links"
                        + " WHERE hash = :hash AND institution = :institution"
                        + " AND purpose = :purpose AND revoked IS NULL AND expires > :now")
                .bind("hash", Hashes.sha256(token))
                .bind("institution", institution)
                .bind("purpose", purpose)
                .bind("now", clock.millis())
                .map(
                    (row, context) ->
                        new Holder(
                            row.getString("link_id"),
                            row.getString("holder"),
                            row.getString("concerning"),
                            Instant.ofEpochMilli(row.getLong("expires"))))
                .findOne());
  }

  @Override
  public void revoke(String institution, String purpose, String holder, String concerning) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE notice_links SET revoked = ? WHERE institution = ? AND purpose = ?"
                    + " AND holder = ? AND concerning = ? AND revoked IS NULL",
                clock.millis(),
                institution,
                purpose,
                holder,
                concerning));
  }
}
