package org.folkmoot.election.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration that switches the module on for one institution. */
@ObjectClassDefinition(
    name = "Folkmoot elections",
    description =
        "Nominations, ballots by personal link, the count and the declaration, for one institution.")
@interface ElectionsModule {
  @AttributeDefinition(
      name = "Institution",
      description = "The short name of the institution; the .target lines must name the same.")
  String institution();
}
