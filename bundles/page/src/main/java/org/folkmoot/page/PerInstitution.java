package org.folkmoot.page;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services of one kind, by institution: what a page looks its own institution's service up in.
 * Bound and unbound by a dynamic reference; absent means that the module is switched off.
 *
 * <pre>{@code
 * private final PerInstitution<Elections> elections = new PerInstitution<>();
 *
 * @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
 * void bindElections(Elections service, Map<String, Object> properties) {
 *   elections.bind(service, properties);
 * }
 *
 * void unbindElections(Elections service, Map<String, Object> properties) {
 *   elections.unbind(service, properties);
 * }
 * }</pre>
 */
public final class PerInstitution<T> {
  /** The service property that names the institution. */
  public static final String PROPERTY = "institution";

  private final Map<String, T> services = new ConcurrentHashMap<>();

  /** Takes in a service; one without the property is refused. */
  public void bind(T service, Map<String, ?> properties) {
    services.put(institution(properties), service);
  }

  /** Lets a service go, unless another has taken its place meanwhile. */
  public void unbind(T service, Map<String, ?> properties) {
    services.remove(institution(properties), service);
  }

  /** The institution's service; empty while its module is switched off. */
  public Optional<T> of(String institution) {
    return Optional.ofNullable(services.get(institution));
  }

  /** The institution's service, or the page that says that its part is switched off. */
  public T on(InstitutionPath path) {
    return of(path.institution()).orElseThrow(Problem.SWITCHED_OFF::found);
  }

  /** Which institutions have it, in order of their names. */
  public Set<String> institutions() {
    return new TreeSet<>(services.keySet());
  }

  private static String institution(Map<String, ?> properties) {
    if (properties.get(PROPERTY) instanceof String institution) {
      return institution;
    }
    throw new IllegalArgumentException(
        "institution: a service for one institution must be published with this property");
  }
}
