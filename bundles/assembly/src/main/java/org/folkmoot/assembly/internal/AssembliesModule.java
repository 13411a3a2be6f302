package org.folkmoot.assembly.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration that switches the module on for one institution. */
@ObjectClassDefinition(
    name = "Folkmoot assemblies",
    description =
        "Meetings of the members called in due time, with proof of service, for one institution.")
@interface AssembliesModule {
  @AttributeDefinition(
      name = "Institution",
      description = "The short name of the institution; the .target lines must name the same.")
  String institution();
}
