package org.folkmoot.member.site.internal;

import java.util.Optional;
import org.folkmoot.page.Diagnosis;
import org.folkmoot.page.Problem;
import org.folkmoot.store.Unavailable;
import org.osgi.service.component.annotations.Component;

/** Tells a database that is away from a fault of the program. */
@Component
public final class StoreDiagnosis implements Diagnosis {
  @Override
  public Optional<Problem> of(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unavailable) {
        return Optional.of(Problem.UNAVAILABLE);
      }
    }
    return Optional.empty();
  }
}
