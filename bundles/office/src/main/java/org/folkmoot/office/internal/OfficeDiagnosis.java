package org.folkmoot.office.internal;

import java.util.Optional;
import org.folkmoot.page.Diagnosis;
import org.folkmoot.page.Problem;
import org.folkmoot.store.Unavailable;
import org.osgi.service.component.annotations.Component;

/** A database that is away is said to be away, not to be a fault of the program. */
@Component
public final class OfficeDiagnosis implements Diagnosis {
  @Override
  public Optional<Problem> of(Throwable fault) {
    return fault instanceof Unavailable ? Optional.of(Problem.UNAVAILABLE) : Optional.empty();
  }
}
