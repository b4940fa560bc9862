// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

/** Every metric of the job's own operators, by the name under which Flink reports it. */
public enum Metric {
  /** Comments that came as text, a count. */
  TEXTS("texts"),
  /** Texts whose score was remembered, a count. */
  CACHE_HITS("cacheHits"),
  /** Texts that nobody could score, for any reason, a count. */
  UNSCORED("unscoredTexts"),
  /** Texts on which a scorer failed, a count. */
  SCORER_FAILURES("scorerFailures"),
  /** Texts in Chinese, a count. */
  TEXTS_ZH("textsZh"),
  /** Texts in English, a count. */
  TEXTS_EN("textsEn"),
  /** Comments that came after their period took no more, a count. */
  LATE_COMMENTS("lateComments"),
  /** Comments whose post never came, a count. */
  ORPHANS("orphanComments"),
  /** Comments of posts about none of the topics, a count. */
  OFF_TOPIC("offTopicComments"),
  /** Records that the source could not use, a count. */
  DEAD_LETTERS("deadLetters"),
  /** Comments of periods that are part of the warm start's history, a count. */
  ALREADY_COUNTED("alreadyCountedComments"),
  /** Comments counted once more under a further topic; a count. */
  FURTHER_TOPICS("commentsOfFurtherTopics"),
  /** Comments that count and could be scored, each once, less those taken out again; a count. */
  COUNTED("countedComments"),
  /** Comments that are kept but have no say, since nobody could score them; a count. */
  WITHOUT_SCORE("commentsWithoutScore"),
  /** Records that took the place of an older version of their comment, a count. */
  NEWER_VERSIONS("newerVersions"),
  /** Records that say a comment is deleted, and the comments they took out; a count. */
  DELETIONS("deletions"),
  /** Comments read again unchanged or in an older version, a count. */
  DUPLICATES("duplicates"),
  /** Periods closed, a count over all topics. */
  CLOSED_PERIODS("closedPeriods"),
  /** Closed periods that were revised, a count over all topics. */
  REVISIONS("revisions"),
  /** Times an open period was shown anew, a count over all topics. */
  PROVISIONAL("provisionalUpdates"),
  /** Periods that came again after they were settled, a count; anything but 0 is a fault. */
  SETTLED_AGAIN("settledAgain"),
  /** Refits that were rebuilt from state, a count over all topics. */
  REBUILT("rebuiltRefits"),
  /** Wall time of the last refit, milliseconds. */
  REFIT_MILLIS("refitMillis");

  private final String title;

  Metric(String title) {
    this.title = title;
  }

  /** Name in Flink's metric system. */
  public String title() {
    return title;
  }
}
