package org.folkmoot.register.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Label;
import org.folkmoot.register.Representation;
import org.folkmoot.store.Database;
import org.jdbi.v3.core.result.RowView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Counts the register against the records, person by person. */
@Component(
    service = Representation.class,
    configurationPid = EnrolmentConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StandingRepresentation implements Representation {
  private static final String DECEASED = "DECEASED";

  private final Institution institution;
  private final Database database;
  private final Clock clock;
  private final RepresentedBy representedBy;

  @Activate
  public StandingRepresentation(
      @Reference(name = "institution", target = "(institution=)") Institution institution,
      @Reference Database database,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock,
      EnrolmentConfiguration configuration) {
    this(institution, database, clock, List.of(configuration.representation()));
  }

  public StandingRepresentation(
      Institution institution, Database database, Clock clock, List<String> attributes) {
    this.institution = institution;
    this.database = database;
    this.clock = clock;
    this.representedBy = new RepresentedBy(attributes);
    database.migrate("register", StandingRepresentation.class);
  }

  @Override
  public List<Attribute> attributes() {
    return representedBy.attributes().stream().map(this::attribute).toList();
  }

  private Attribute attribute(String id) {
    return new Attribute(id, representedBy.name(id));
  }

  @Override
  public Table by(String attribute) {
    if (!representedBy.attributes().contains(attribute)) {
      throw new IllegalArgumentException(
          attribute + ": the institution does not compare its membership by this");
    }
    LocalDate today = clock.instant().atZone(Greetings.ZONE).toLocalDate();
    Counting counting = new Counting(attribute, today);
    database.read(
        handle -> {
          // Ordered, so that nothing but the person at hand is in memory.
          handle
              .createQuery(
                  """
                  SELECT p.id, p.state, p.constituency, p.postal, r.date_of_birth, r.affiliations,
                    r.flags
                  FROM register_person p
                  JOIN register_record r ON r.institution = p.institution AND r.person = p.id
                  WHERE p.institution = :institution AND r.held = 1
                    AND p.state IN ('member', 'invited', 'eligible', 'opted-out', 'suspended')
                  ORDER BY p.id, r.id
                  """)
              .bind("institution", institution.id())
              .reduceRows(counting, (sofar, row) -> sofar.add(row));
          counting.close();
          return null;
        });
    return table(attribute, counting.tallies);
  }

  /** One value's count. */
  private static final class Count {
    private int held;
    private int members;
  }

  private final class Counting {
    private final String attribute;
    private final LocalDate today;
    private final Map<Label, Count> tallies = new HashMap<>();
    private String person = "";
    private boolean member;
    private boolean deceased;
    private Label value;

    Counting(String attribute, LocalDate today) {
      this.attribute = attribute;
      this.today = today;
    }

    Counting add(RowView row) {
      String id = row.getColumn("id", String.class);
      if (!id.equals(person)) {
        close();
        person = id;
        member = "member".equals(row.getColumn("state", String.class));
      }
      deceased |= HeldRecord.words(row.getColumn("flags", String.class), ",").contains(DECEASED);
      if (value == null) {
        value = value(row).orElse(null);
      }
      return this;
    }

    void close() {
      if (!person.isEmpty() && !deceased) {
        Count count =
            tallies.computeIfAbsent(
                value == null ? RepresentedBy.notKnown() : value, one -> new Count());
        count.held++;
        count.members += member ? 1 : 0;
      }
      person = "";
      deceased = false;
      value = null;
    }

    private Optional<Label> value(RowView row) {
      return switch (attribute) {
        case RepresentedBy.AGE ->
            Optional.ofNullable(row.getColumn("date_of_birth", String.class))
                .map(born -> RepresentedBy.band(LocalDate.parse(born), today));
        case RepresentedBy.CONSTITUENCY ->
            Optional.ofNullable(row.getColumn("constituency", String.class))
                .map(
                    word ->
                        institution
                            .constitution()
                            .pack()
                            .constituencies()
                            .get(Constituency.of(word)));
        case RepresentedBy.DISTRICT ->
            RepresentedBy.district(row.getColumn("postal", String.class).lines().toList())
                .map(district -> new Label(district, district));
        default ->
            Affiliations.read(row.getColumn("affiliations", String.class)).stream()
                .map(HeldAffiliation::attributes)
                .map(attributes -> attributes.get(attribute))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(text -> new Label(text, text));
      };
    }
  }

  private Table table(String attribute, Map<Label, Count> tallies) {
    List<Label> order = new ArrayList<>();
    if (attribute.equals(RepresentedBy.AGE)) {
      order.addAll(RepresentedBy.bands());
    } else if (attribute.equals(RepresentedBy.CONSTITUENCY)) {
      order.addAll(institution.constitution().pack().constituencies().values());
    }
    List<Label> values =
        tallies.keySet().stream()
            .sorted(
                Comparator.comparing((Label label) -> label.equals(RepresentedBy.notKnown()))
                    .thenComparing(order::indexOf)
                    .thenComparing(StandingRepresentation::inOrderOfNumbers)
                    .thenComparing(Label::en))
            .toList();
    List<Integer> held = values.stream().map(value -> tallies.get(value).held).toList();
    List<Integer> members = values.stream().map(value -> tallies.get(value).members).toList();
    SmallNumbers heldShown = new SmallNumbers(held);
    SmallNumbers membersShown = new SmallNumbers(members);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(
          new Row(
              values.get(i),
              heldShown.shown(i, held.get(i)),
              membersShown.shown(i, members.get(i))));
    }
    return new Table(
        attribute(attribute),
        rows,
        new Row(
            new Label("All", "Pawb"),
            heldShown.sum(held.stream().mapToInt(Integer::intValue).sum()),
            membersShown.sum(members.stream().mapToInt(Integer::intValue).sum())));
  }

  /** Year 2 comes before year 10. */
  private static int inOrderOfNumbers(Label label) {
    String digits = label.en().replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
