package org.folkmoot.office.internal.elections;

import org.folkmoot.page.InstitutionPath;

/** Addresses beneath an institution for templates, which cannot call with any number of words. */
public record Address(InstitutionPath path) {
  public String to(String part) {
    return path.to(part);
  }

  public String to(String part, String id) {
    return path.to(part, id);
  }

  public String to(String part, String id, String page) {
    return path.to(part, id, page);
  }

  public String to(String part, String id, String page, String item) {
    return path.to(part, id, page, item);
  }
}
