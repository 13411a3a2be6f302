package org.folkmoot.member.site.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.page.Language;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Letterheads;
import org.folkmoot.page.PerInstitution;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The institutions' names at the head of the pages. */
@Component
public final class InstitutionLetterheads implements Letterheads {
  private final PerInstitution<Institution> institutions = new PerInstitution<>();

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public void bindInstitution(Institution service, Map<String, Object> properties) {
    institutions.bind(service, properties);
  }

  public void unbindInstitution(Institution service, Map<String, Object> properties) {
    institutions.unbind(service, properties);
  }

  @Override
  public Optional<Letterhead> of(String institution) {
    return institutions.of(institution).map(InstitutionLetterheads::letterhead);
  }

  private static Letterhead letterhead(Institution institution) {
    List<Language> languages =
        institution.languages().stream()
            .map(Locale::getLanguage)
            .flatMap(tag -> Language.tagged(tag).stream())
            .toList();
    Map<Language, String> names = new EnumMap<>(Language.class);
    for (Language language : languages) {
      names.put(language, institution.name());
    }
    return new Letterhead(institution.id(), names, languages);
  }
}
