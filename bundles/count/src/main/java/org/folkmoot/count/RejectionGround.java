package org.folkmoot.count;

/** Why a paper is not counted; the words follow the grounds of rejection of the election rules. */
public enum RejectionGround {
  /**
   * It lacks the features that show it to be a genuine paper. Found by people, not by the count.
   */
  NOT_GENUINE("not genuine", "heb nodweddion papur dilys"),
  /** The voter can be identified by something on it. Found by people, not by the count. */
  VOTER_IDENTIFIABLE("voter could be identified", "gellid adnabod y pleidleisiwr"),
  /** Votes for more candidates than the voter was entitled to. */
  TOO_MANY_VOTES("more votes than entitled", "mwy o bleidleisiau nag a ganiateir"),
  /** No first preference that stands alone. */
  NO_FIRST_PREFERENCE("no clear first preference", "dim dewis cyntaf clir"),
  /** Nothing is marked, or nothing that is certain. */
  UNMARKED("unmarked or uncertain", "heb ei farcio neu'n ansicr"),
  /** Only candidates who withdrew or died are marked. */
  ONLY_WITHDRAWN("only withdrawn candidates marked", "dim ond ymgeiswyr a dynnodd yn ôl");

  private final String english;
  private final String welsh;

  RejectionGround(String english, String welsh) {
    this.english = english;
    this.welsh = welsh;
  }

  /** The ground in words, as a result sheet names it. */
  public String words(Language language) {
    return language == Language.WELSH ? welsh : english;
  }
}
