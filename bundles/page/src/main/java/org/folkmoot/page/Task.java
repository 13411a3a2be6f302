package org.folkmoot.page;

/**
 * One thing to do in a task list.
 *
 * @param name what is to be done
 * @param href where it is done, or an empty string while it cannot be started
 * @param hint a line beneath the name, or an empty string
 * @param status how far it is
 * @param done whether nothing is left to do
 */
public record Task(String name, String href, String hint, String status, boolean done) {}
