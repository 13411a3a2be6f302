package org.folkmoot.register;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Label;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a person may ask of whoever holds data about them: to see all of it, and to have it erased
 * (UK GDPR articles 15, 17 and 20). Service property {@code institution}.
 */
@ProviderType
public interface DataRights {
  /** Everything the register and the post office hold about a person; empty for nobody. */
  Optional<Holding> holding(String person);

  /** What erasing would do, for whoever decides it; nothing is changed. */
  Erasure wouldErase(String person);

  /**
   * Erases name, date of birth, addresses, numbers and affiliations. The history of the membership
   * stays under its id. While a source still holds the person, the key of the record and
   * fingerprints stay as well, so that no later run takes the details in again.
   *
   * @param neverAgain whether they are not to be enrolled again, whichever source brings them
   * @throws org.folkmoot.constitution.Refused when nobody has this id, or all is erased already
   */
  void erase(String person, boolean neverAgain, String actor);

  /** Everything about one person, in parts. */
  record Holding(String person, Instant at, List<Part> parts) {
    public Holding {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One kind of thing held: entries of named values.
   *
   * @param name such as {@code records} or {@code history}
   */
  record Part(String name, List<Map<String, String>> entries) {
    public Part {
      entries =
          entries.stream()
              .map(entry -> Collections.unmodifiableMap(new LinkedHashMap<>(entry)))
              .toList();
    }
  }

  /**
   * What erasing would do.
   *
   * @param goes what is deleted
   * @param stays what is kept, and why
   * @param sources the sources that hold the person still: the details must be erased there as well
   */
  record Erasure(List<Label> goes, List<Label> stays, List<String> sources) {
    public Erasure {
      goes = List.copyOf(goes);
      stays = List.copyOf(stays);
      sources = List.copyOf(sources);
    }
  }
}
