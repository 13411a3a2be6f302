package org.folkmoot.declaration.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.folkmoot.ballot.Polls.OpenedContest;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Label;
import org.folkmoot.count.CountResult;
import org.folkmoot.count.Language;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.declaration.Declaration.CandidateVotes;
import org.folkmoot.declaration.Declaration.Result;
import org.jdbi.v3.core.Handle;

/** The tables of opened boxes and declared results of one institution. */
final class DeclarationRows {
  private final String institution;

  DeclarationRows(String institution) {
    this.institution = institution;
  }

  /** The opened papers of a contest. */
  record Box(
      String contest,
      String election,
      String papers,
      Map<String, Long> rejected,
      List<String> reconciliation,
      List<Integer> lots) {
    /** Rejected papers by ground: those found on opening, and those the count found. */
    Map<String, Long> rejected(CountResult count) {
      Map<String, Long> all = new LinkedHashMap<>(rejected);
      count
          .invalid()
          .forEach(
              (ground, papers) -> all.merge(ground.words(Language.ENGLISH), papers, Long::sum));
      return all;
    }
  }

  void box(Handle handle, String election, OpenedContest opened) {
    StringBuilder papers = new StringBuilder();
    try {
      opened.papers().write(papers);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    handle
        .createUpdate(
            "INSERT INTO declaration_boxes (contest, institution, election, papers, rejected,"
                + " reconciliation, lots) VALUES (:contest, :institution, :election, :papers,"
                + " :rejected, :reconciliation, '')")
        .bind("contest", opened.contest())
        .bind("institution", institution)
        .bind("election", election)
        .bind("papers", papers.toString())
        .bind("rejected", write(opened.rejected()))
        .bind("reconciliation", String.join("\n", opened.reconciliation()))
        .execute();
  }

  Optional<Box> box(Handle handle, String contest) {
    return handle
        .createQuery(
            "SELECT * FROM declaration_boxes WHERE institution = :institution"
                + " AND contest = :contest")
        .bind("institution", institution)
        .bind("contest", contest)
        .map((row, context) -> box(row))
        .findOne();
  }

  List<Box> boxes(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT * FROM declaration_boxes WHERE institution = :institution"
                + " AND election = :election ORDER BY contest")
        .bind("institution", institution)
        .bind("election", election)
        .map((row, context) -> box(row))
        .list();
  }

  private static Box box(ResultSet row) throws SQLException {
    return new Box(
        row.getString("contest"),
        row.getString("election"),
        row.getString("papers"),
        read(row.getString("rejected")),
        Arrays.asList(row.getString("reconciliation").split("\n")),
        numbers(row.getString("lots")));
  }

  void lots(Handle handle, String contest, List<Integer> order) {
    handle
        .createUpdate(
            "UPDATE declaration_boxes SET lots = :lots"
                + " WHERE institution = :institution AND contest = :contest")
        .bind("lots", order.stream().map(String::valueOf).collect(Collectors.joining(",")))
        .bind("institution", institution)
        .bind("contest", contest)
        .execute();
  }

  void insert(Handle handle, Declaration declaration) {
    handle
        .createUpdate(
            "INSERT INTO declaration_declared (election, institution, title, declared_at,"
                + " declared_by) VALUES (:election, :institution, :title, :at, :by)")
        .bind("election", declaration.election())
        .bind("institution", institution)
        .bind("title", declaration.title())
        .bind("at", declaration.declaredAt().toEpochMilli())
        .bind("by", declaration.by())
        .execute();
    int position = 0;
    for (Result result : declaration.results()) {
      handle
          .createUpdate(
              "INSERT INTO declaration_results (contest, institution, election, position,"
                  + " constituency, kind_en, kind_cy, seats, binding, contested, counting_rule,"
                  + " electorate, issued, used, valid, rejected) VALUES (:contest, :institution,"
                  + " :election, :position, :constituency, :en, :cy, :seats, :binding, :contested,"
                  + " :rule, :electorate, :issued, :used, :valid, :rejected)")
          .bind("contest", result.contest())
          .bind("institution", institution)
          .bind("election", declaration.election())
          .bind("position", position++)
          .bind("constituency", result.constituency().word())
          .bind("en", result.seatKind().en())
          .bind("cy", result.seatKind().cy())
          .bind("seats", result.seats())
          .bind("binding", result.binding())
          .bind("contested", result.contested())
          .bind("rule", result.countingRule())
          .bind("electorate", result.electorate())
          .bind("issued", result.papersIssued())
          .bind("used", result.papersCast())
          .bind("valid", result.valid())
          .bind("rejected", write(result.rejected()))
          .execute();
      int place = 0;
      for (CandidateVotes votes : result.votes()) {
        handle
            .createUpdate(
                "INSERT INTO declaration_votes (institution, contest, position, candidate, votes,"
                    + " elected_order) VALUES (:institution, :contest, :position, :candidate,"
                    + " :votes, :order)")
            .bind("institution", institution)
            .bind("contest", result.contest())
            .bind("position", place++)
            .bind("candidate", votes.candidate())
            .bind("votes", votes.votes())
            .bind("order", votes.electedOrder().orElse(null))
            .execute();
      }
    }
  }

  List<Declaration> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT election FROM declaration_declared WHERE institution = :institution"
                + " ORDER BY declared_at DESC, election")
        .bind("institution", institution)
        .mapTo(String.class)
        .list()
        .stream()
        .map(election -> declared(handle, election).orElseThrow())
        .toList();
  }

  Optional<Declaration> declared(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT title, declared_at, declared_by FROM declaration_declared"
                + " WHERE institution = :institution AND election = :election")
        .bind("institution", institution)
        .bind("election", election)
        .map(
            (row, context) ->
                new Declaration(
                    election,
                    row.getString("title"),
                    Instant.ofEpochMilli(row.getLong("declared_at")),
                    row.getString("declared_by"),
                    results(handle, election)))
        .findOne();
  }

  private static List<Result> results(Handle handle, String election) {
    return handle
        .createQuery(
            "SELECT * FROM declaration_results WHERE election = :election ORDER BY position")
        .bind("election", election)
        .map(
            (row, context) -> {
              List<CandidateVotes> votes = votes(handle, row.getString("contest"));
              return new Result(
                  row.getString("contest"),
                  Constituency.of(row.getString("constituency")),
                  new Label(row.getString("kind_en"), row.getString("kind_cy")),
                  row.getInt("seats"),
                  row.getBoolean("binding"),
                  row.getBoolean("contested"),
                  row.getString("counting_rule"),
                  row.getLong("electorate"),
                  row.getLong("issued"),
                  row.getLong("used"),
                  row.getLong("valid"),
                  read(row.getString("rejected")),
                  votes.stream()
                      .filter(candidate -> candidate.electedOrder().isPresent())
                      .sorted(Comparator.comparing(c -> c.electedOrder().orElseThrow()))
                      .map(CandidateVotes::candidate)
                      .toList(),
                  votes);
            })
        .list();
  }

  private static List<CandidateVotes> votes(Handle handle, String contest) {
    return handle
        .createQuery("SELECT * FROM declaration_votes WHERE contest = :contest ORDER BY position")
        .bind("contest", contest)
        .map(
            (row, context) -> {
              int order = row.getInt("elected_order");
              boolean elected = !row.wasNull();
              return new CandidateVotes(
                  row.getString("candidate"),
                  row.getString("votes"),
                  elected ? Optional.of(order) : Optional.empty());
            })
        .list();
  }

  private static String write(Map<String, Long> rejected) {
    return rejected.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Long> read(String rejected) {
    Map<String, Long> grounds = new LinkedHashMap<>();
    rejected
        .lines()
        .forEach(
            line ->
                grounds.put(
                    line.substring(0, line.lastIndexOf('=')),
                    Long.valueOf(line.substring(line.lastIndexOf('=') + 1))));
    return grounds;
  }

  private static List<Integer> numbers(String list) {
    return list.isEmpty()
        ? List.of()
        : Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }
}
