// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

/**
 * Every operator of the graph: its uid, which savepoints refer to and which never changes, and the
 * name that the Flink UI and the metrics show.
 */
public enum Operator {
  READ("read", "read comments"),
  ROUTE("route", "route records"),
  JOIN("join", "join posts and comments"),
  TOPICS("topics", "match topics"),
  SCORE("score", "score sentiment"),
  TOPICS_JOINED("topics-joined", "match topics of joined"),
  SCORE_JOINED("score-joined", "score sentiment of joined"),
  TALLY_POSTS("tally-posts", "tally posts"),
  TALLY_AUDIENCES("tally-audiences", "tally audiences"),
  ALIGN("align", "align periods"),
  REFIT("refit", "refit models"),
  EVIDENCE("evidence", "hand over the texts of 0.1.0"),
  RESULTS("results", "write results"),
  DEAD_LETTERS("dead-letters", "write dead letters"),
  COMMENTS("comments", "write the most weighty comments"),
  EXPORT("export", "export what was learnt");

  private final String uid;
  private final String title;

  Operator(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  /** Identifies the operator's state in savepoints. */
  public String uid() {
    return uid;
  }

  /** What people read. */
  public String title() {
    return title;
  }
}
