package org.folkmoot.page;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as both languages write them: 1,234.5. */
final class Numbers {
  private Numbers() {}

  static String grouped(Number number) {
    // Built for each call: a DecimalFormat may not be shared between threads.
    DecimalFormat format =
        new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    if (number instanceof BigDecimal || number instanceof BigInteger) {
      return format.format(number);
    }
    return number instanceof Double || number instanceof Float
        ? format.format(number.doubleValue())
        : format.format(number.longValue());
  }
}
