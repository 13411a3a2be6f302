/**
 * The manager's door: what the institution's staff see and do.
 *
 * <p>Everything lies behind a sign-in ({@code internal.Guard}). One servlet takes every address
 * under {@code /i/<institution>} and asks each {@code internal.OfficePage} service whether the
 * address is its own, so that a page is added by one component. {@code internal.Desk} makes pages
 * ready: navigation of what is switched on, the account, wording. What the rules refuse is shown
 * with reason, rule and remedy. Nothing is exported.
 */
package org.folkmoot.office;
