/**
 * Persons from OneRoster 1.1 and 1.2 CSV files, in a folder or a zip.
 *
 * <p>Read are users, roles, demographics, organisations and, for a pupil's class, classes and
 * enrolments; passwords and results are never looked at. Real exports misspell headings, mix forms
 * of dates and leave files out, so reading is lenient and reports what it put up with. An upload
 * comes through the office; a standing source is a factory configuration {@code
 * org.folkmoot.adapter.oneroster}. Nothing here is exported.
 */
package org.folkmoot.adapter.oneroster;
