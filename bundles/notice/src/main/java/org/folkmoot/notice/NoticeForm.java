package org.folkmoot.notice;

import org.folkmoot.constitution.NoticeKind;

/**
 * The form of a notice, brought by the module that gives it.
 *
 * <p>Its wording stands in the owner's bundle at {@code notices/<id>_en.md} and {@code _cy.md}: a
 * first line {@code Subject: ...}, an empty line, then Markdown (headings, paragraphs, lists,
 * links). {@code {name}} stands for the fact of that name; a paragraph that is only {@code {name}}
 * takes a list of items; a link's target may be {@code {name}}.
 *
 * @param kind what the rules call it
 * @param id the name of the wording files
 * @param owner a class of the bundle that holds them
 */
public record NoticeForm(NoticeKind kind, String id, Class<?> owner) {}
