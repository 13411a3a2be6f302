package org.folkmoot.page;

/**
 * A link to another page.
 *
 * @param text what the reader reads
 * @param href where it leads
 */
public record Link(String text, String href) {}
