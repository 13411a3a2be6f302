package org.folkmoot.office.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.folkmoot.records.UploadFormat;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The kinds of file that can be uploaded, as adapters bring them. */
@Component(service = Formats.class)
public final class Formats {
  private final List<UploadFormat> formats = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFormat(UploadFormat format) {
    formats.add(format);
  }

  void unbindFormat(UploadFormat format) {
    formats.remove(format);
  }

  List<UploadFormat> all() {
    return List.copyOf(formats);
  }

  /** The formats that take a file of this name, those with the longest ending first. */
  List<UploadFormat> taking(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return formats.stream()
        .filter(format -> format.endings().stream().anyMatch(name::endsWith))
        .toList();
  }

  Optional<UploadFormat> named(String id) {
    return formats.stream().filter(format -> format.id().equals(id)).findFirst();
  }
}
