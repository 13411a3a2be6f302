package org.folkmoot.office.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.folkmoot.constitution.Institution;
import org.folkmoot.page.Language;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Letterheads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The institutions' names at the head of their pages. */
@Component
public final class OfficeLetterheads implements Letterheads {
  private final Desk desk;

  @Activate
  public OfficeLetterheads(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public Optional<Letterhead> of(String institution) {
    return desk.institutions().of(institution).map(OfficeLetterheads::head);
  }

  private static Letterhead head(Institution institution) {
    List<Language> languages =
        institution.languages().stream()
            .flatMap(locale -> Language.tagged(locale.getLanguage()).stream())
            .distinct()
            .toList();
    Map<Language, String> names =
        languages.stream()
            .collect(Collectors.toMap(Function.identity(), language -> institution.name()));
    return new Letterhead(institution.id(), names, languages);
  }
}
