/**
 * The member's door: what members and the public see.
 *
 * <p>One servlet takes every address under {@code /i/<institution>/} and hands it to the pages of
 * one concern: the notice board, an election, voting, nomination, membership, the assembly. Each
 * looks up its institution's service when it is asked; where a module is switched off there is
 * none, and the page is gone. A personal link is the whole of a person's entry: no account, no
 * cookie, no session. Asking with GET or HEAD never changes anything, because the scanners of mail
 * follow links; a vote is cast by a form of a page that was reached by a form.
 */
package org.folkmoot.member.site;
