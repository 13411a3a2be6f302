package org.folkmoot.constitution;

import java.util.Locale;

/** A word for something in English and in Welsh. */
public record Label(String en, String cy) {
  public Label {
    if (en.isBlank() || cy.isBlank()) {
      throw new IllegalArgumentException("label: both languages are needed");
    }
  }

  public String in(Locale locale) {
    return "cy".equals(locale.getLanguage()) ? cy : en;
  }
}
