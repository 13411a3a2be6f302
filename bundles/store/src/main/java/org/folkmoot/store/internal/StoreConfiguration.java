package org.folkmoot.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the data are kept; without any configuration, in one file in the data folder. */
@ObjectClassDefinition(
    name = "Folkmoot: database",
    description = "Where everything is kept. A change closes the database and opens the other one.")
public @interface StoreConfiguration {
  @AttributeDefinition(
      name = "URL",
      description =
          "Empty for the embedded SQLite database, the file folkmoot.db in the data folder; else"
              + " jdbc:postgresql://host:5432/database, with sslmode=verify-full across a network")
  String url() default "";

  @AttributeDefinition(name = "User", description = "The account on the PostgreSQL server")
  String user() default "";

  @AttributeDefinition(
      name = "Password file",
      description =
          "A file whose first line is the password of that account; only the account that runs"
              + " Folkmoot should be able to read it")
  String passwordFile() default "";
}
