package org.folkmoot.notice;

import org.folkmoot.constitution.NoticeKind;

/**
 * The form of a notice, brought by the module that gives it.
 *
 * <p>Its wording stands in the owner's bundle at {@code notices/<id>_en.md} and {@code _cy.md}: a
 * first line {@code Subject: ...}, an empty line, then Markdown (headings, paragraphs, lists,
 * links). {@code {name}} stands for the fact of that name; a paragraph that is only {@code {name}}
 * takes a list of items, and so does a list item that is only that; a link's target may be {@code
 * {name}}; a paragraph that is only a link becomes a button.
 *
 * <p>A second line {@code Personal: reason, way-out} names the facts that differ for each person
 * and are given with the addressee; {@code link}, {@code ...-link} and the addressee's {@code
 * member} or {@code name} need no naming. Every other fact must be there when the notice is opened.
 * {@code institution}, {@code sender-address}, {@code postal-address} and {@code public-address}
 * are there by themselves. All languages use the same facts.
 *
 * @param kind what the rules call it
 * @param id the name of the wording files
 * @param owner a class of the bundle that holds them
 */
public record NoticeForm(NoticeKind kind, String id, Class<?> owner) {}
