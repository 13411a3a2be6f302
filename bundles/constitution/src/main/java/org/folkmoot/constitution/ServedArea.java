package org.folkmoot.constitution;

import java.util.Optional;
import java.util.Set;

/**
 * The area an institution serves, by which a rule pack may ask where somebody lives.
 *
 * @param directory file of the ONS Postcode Directory; needed for codes
 * @param codes codes of local authorities, wards, divisions, parishes or counties, as in {@code
 *     E09000007}
 * @param postcodes postcodes or their beginnings, in capitals with one space: {@code LD1}, {@code
 *     LD1 5}, {@code LD1 5AB}
 */
public record ServedArea(Optional<String> directory, Set<String> codes, Set<String> postcodes) {
  /** Of an institution that has named none: where people live is not asked. */
  public static final ServedArea NONE = new ServedArea(Optional.empty(), Set.of(), Set.of());

  public ServedArea {
    codes = Set.copyOf(codes);
    postcodes = Set.copyOf(postcodes);
    if (directory.isPresent() == codes.isEmpty()) {
      throw new IllegalArgumentException(
          "served area: codes need the postcode directory, and the directory needs codes");
    }
  }

  /** Whether there is an area to ask for. */
  public boolean named() {
    return !codes.isEmpty() || !postcodes.isEmpty();
  }
}
