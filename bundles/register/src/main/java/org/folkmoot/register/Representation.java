package org.folkmoot.register;

import java.util.List;
import java.util.OptionalInt;
import org.folkmoot.constitution.Label;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How the membership compares with everybody the records hold who could be a member, by the
 * attributes the institution chose. Numbers so small that they could point at somebody are left
 * out. Service property {@code institution}.
 */
@ProviderType
public interface Representation {
  /** Smaller numbers than this are left out. */
  int SMALLEST_SHOWN = 10;

  /** The attributes that can be asked for. */
  List<Attribute> attributes();

  /**
   * The comparison by one attribute.
   *
   * @throws IllegalArgumentException for an attribute that the institution did not choose
   */
  Table by(String attribute);

  /** Something people are told apart by, such as age or year group. */
  record Attribute(String id, Label name) {}

  /** All rows; their sum is {@code all}, from which no number left out can be worked out. */
  record Table(Attribute by, List<Row> rows, Row all) {
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /**
   * People with one value of the attribute.
   *
   * @param held whom the records hold and who could be a member; empty when left out
   * @param members who of them is one; empty when left out
   */
  record Row(Label value, OptionalInt held, OptionalInt members) {
    /** Members of a hundred held, rounded; empty when one of the two is left out. */
    public OptionalInt share() {
      return held.isPresent() && members.isPresent() && held.getAsInt() > 0
          ? OptionalInt.of(
              (int) ((members.getAsInt() * 200L + held.getAsInt()) / (2L * held.getAsInt())))
          : OptionalInt.empty();
    }
  }
}
