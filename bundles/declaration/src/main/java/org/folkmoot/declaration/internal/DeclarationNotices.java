package org.folkmoot.declaration.internal;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.count.CountingRules;
import org.folkmoot.declaration.Declaration;
import org.folkmoot.declaration.Declaration.Result;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.register.RegisterOfMembers;

/** The notice of the result, one for each constituency. */
final class DeclarationNotices {
  private static final NoticeForm DECLARATION =
      new NoticeForm(NoticeKind.DECLARATION, "declaration", DeclarationNotices.class);

  private final Institution institution;
  private final PostOffice postOffice;

  DeclarationNotices(Institution institution, PostOffice postOffice) {
    this.institution = institution;
    this.postOffice = postOffice;
  }

  void give(Declaration declaration, RegisterOfMembers register, String actor) {
    Map<Constituency, String> notices = new EnumMap<>(Constituency.class);
    for (Constituency constituency : Constituency.values()) {
      List<Result> results =
          declaration.results().stream()
              .filter(result -> result.constituency() == constituency)
              .toList();
      if (!results.isEmpty()) {
        notices.put(
            constituency,
            postOffice.open(
                institution,
                DECLARATION,
                declaration.election(),
                facts(declaration, constituency, results),
                actor));
      }
    }
    register.eachMember(
        member -> {
          String notice = notices.get(member.constituency());
          if (notice != null) {
            postOffice.address(
                notice, member.addressee(), Map.of("name", Fact.text(member.name())));
          }
        });
  }

  private Map<String, Fact> facts(
      Declaration declaration, Constituency constituency, List<Result> results) {
    long issued = results.stream().mapToLong(Result::papersIssued).max().orElse(0);
    long cast = results.stream().mapToLong(Result::papersCast).max().orElse(0);
    double percent = issued == 0 ? 0 : Math.round(1000.0 * cast / issued) / 10.0;
    long rejected =
        results.stream()
            .flatMap(result -> result.rejected().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    boolean binding = results.stream().allMatch(Result::binding);
    URI page =
        URI.create(
            institution.publicAddress()
                + "/i/"
                + institution.id()
                + "/elections/"
                + declaration.election());
    Map<String, Fact> facts = new HashMap<>();
    facts.put("institution", Fact.text(institution.name()));
    facts.put("election", Fact.text(declaration.title()));
    facts.put(
        "constituency",
        new Fact.Words(institution.constitution().pack().constituencies().get(constituency)));
    facts.put("seats", Fact.number(results.stream().mapToInt(Result::seats).sum()));
    facts.put(
        "elected", new Fact.Items(orNobody(results.stream().flatMap(r -> r.elected().stream()))));
    facts.put(
        "force",
        new Fact.Words(
            binding
                ? new Label("The vote fills the seats.", "Mae'r bleidlais yn llenwi'r seddi.")
                : new Label(
                    "Where a ballot was advisory, the governing body now decides on the appointment.",
                    "Lle'r oedd y bleidlais yn gynghorol, y corff llywodraethu sy'n penderfynu ar y"
                        + " penodiad nawr.")));
    facts.put("counting-rule", new Fact.Words(rules(results)));
    facts.put(
        "votes",
        new Fact.Items(
            orNobody(
                results.stream()
                    .flatMap(result -> result.votes().stream())
                    .map(
                        candidate ->
                            candidate.votes().isEmpty()
                                ? candidate.candidate()
                                : candidate.candidate() + ": " + candidate.votes()))));
    facts.put("rejected", Fact.number(rejected));
    facts.put(
        "turnout",
        new Fact.Words(
            new Label(
                cast + " of " + issued + " (" + percent + " %)",
                cast + " o " + issued + " (" + percent + " %)")));
    facts.put("stages", new Fact.Link(page));
    facts.put("returning-officer", Fact.text(institution.senderAddress()));
    return facts;
  }

  private static Label rules(List<Result> results) {
    List<Label> labels =
        results.stream().map(result -> rule(result.countingRule())).distinct().toList();
    return new Label(
        String.join(", ", labels.stream().map(Label::en).toList()),
        String.join(", ", labels.stream().map(Label::cy).toList()));
  }

  private static Label rule(String id) {
    return switch (id) {
      case "fptp" -> new Label("first past the post", "y cyntaf i'r felin");
      case "nhs-stv" ->
          new Label(
              "single transferable vote (NHS rules)",
              "pleidlais sengl drosglwyddadwy (rheolau'r GIG)");
      default -> {
        String title = CountingRules.named(id).title();
        yield new Label(title, title);
      }
    };
  }

  private static List<String> orNobody(Stream<String> names) {
    List<String> list = names.toList();
    return list.isEmpty() ? List.of("-") : list;
  }
}
