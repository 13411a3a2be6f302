package org.folkmoot.constitution;

/**
 * One thing a notice must contain.
 *
 * @param item the name of the fact the notice must carry, such as {@code close-of-poll}
 * @param label what it is, for the person who left it out
 * @param rule where the rule stands
 */
public record RequiredContent(String item, Label label, String rule) {}
