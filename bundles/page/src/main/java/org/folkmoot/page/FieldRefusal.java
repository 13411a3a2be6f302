package org.folkmoot.page;

/**
 * What is wrong with one field of a form, and what to do about it.
 *
 * @param field the field's name, which is also its id on the page
 * @param message what was wrong and what to do, in the reader's language
 */
public record FieldRefusal(String field, String message) {}
