/**
 * Persons from Excel workbooks and CSV files, as any records system exports them.
 *
 * <p>The columns are the institution's own: a mapping says what each means, suggested from the
 * headings and kept for the next upload. A file is either uploaded in the office or dropped by a
 * scheduled export into a folder, which a factory configuration {@code
 * org.folkmoot.adapter.workbook} names. Formulas are never evaluated; the values Excel saved beside
 * them are read. Nothing here is exported: the rest of the system sees only the services.
 */
package org.folkmoot.adapter.workbook;
