package org.folkmoot.election;

import java.util.Optional;

/**
 * Somebody who stands.
 *
 * @param number place on the paper, from 1
 * @param name as it stands on the paper
 * @param statement what the candidate says, plain text
 * @param interests declared interests, plain text
 * @param member the member's id; empty for somebody nominated on paper who is not on the register
 * @param withdrawn whether the candidate withdrew or died after the statement was published
 */
public record Candidate(
    int number,
    String nomination,
    String name,
    String statement,
    String interests,
    Optional<String> member,
    boolean withdrawn) {}
