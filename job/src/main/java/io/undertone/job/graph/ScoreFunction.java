// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Scores what came as text; what came with a score keeps it. The scorer is opened when the first
 * text comes, so that a scored stream needs no model.
 */
public final class ScoreFunction extends RichMapFunction<Comment, ScoredComment> {
  private static final long serialVersionUID = 1L;

  /** Scorer of comments whose score came with them. */
  public static final String GIVEN = "given";

  private final String scorerName;
  private final int cacheSize;

  private transient @Nullable SharedScorer shared;
  private transient Map<String, Score> cache;
  private transient Counter texts;
  private transient Counter cacheHits;
  private transient Counter timeouts;
  private transient Counter failures;
  private transient Counter chinese;
  private transient Counter english;

  /**
   * @param scorerName as option {@code scorer}
   * @param cacheSize texts to remember
   */
  public ScoreFunction(String scorerName, int cacheSize) {
    this.scorerName = scorerName;
    this.cacheSize = cacheSize;
  }

  @Override
  public void open(OpenContext context) {
    cache = leastRecentlyUsed(cacheSize);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    texts = metrics.counter(Metric.TEXTS.title());
    cacheHits = metrics.counter(Metric.CACHE_HITS.title());
    timeouts = metrics.counter(Metric.SCORER_TIMEOUTS.title());
    failures = metrics.counter(Metric.SCORER_FAILURES.title());
    chinese = metrics.counter(Metric.TEXTS_ZH.title());
    english = metrics.counter(Metric.TEXTS_EN.title());
  }

  private static Map<String, Score> leastRecentlyUsed(int size) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Score> eldest) {
        return size() > size;
      }
    };
  }

  @Override
  public ScoredComment map(Comment comment) {
    Double given = comment.score();
    String text = comment.text();
    if (given != null) {
      return scored(comment, given, GIVEN);
    }
    if (text == null) {
      // a deletion needs neither text nor score
      return scored(comment, Score.NEUTRAL, GIVEN);
    }
    texts.inc();
    Score score = score(text, Language.ofCode(comment.language()));
    count(score);
    return scored(comment, score.positive(), score.scorer());
  }

  private ScoredComment scored(Comment comment, double score, String scorer) {
    return new ScoredComment(
        java.util.Objects.requireNonNull(comment.topic(), "routed comments have a topic"),
        comment.blogger(),
        comment.post(),
        comment.postTime(),
        comment.postLikes(),
        postScore(comment),
        comment.id(),
        comment.time(),
        comment.likes(),
        score,
        scorer,
        comment.observedAt(),
        comment.deleted());
  }

  private @Nullable Double postScore(Comment comment) {
    Double given = comment.postScore();
    String text = comment.postText();
    return given != null || text == null ? given : Double.valueOf(score(text, null).positive());
  }

  private Score score(String text, @Nullable Language language) {
    String key = language == null ? text : language.code() + '\u0000' + text;
    Score known = cache.get(key);
    if (known != null) {
      cacheHits.inc();
      return known;
    }
    SharedScorer open = shared;
    if (open == null) {
      open = SharedScorer.acquire(scorerName);
      shared = open;
    }
    Score score = open.scorer().score(text, language);
    cache.put(key, score);
    return score;
  }

  private void count(Score score) {
    if (score.outcome() == Outcome.TIMEOUT) {
      timeouts.inc();
    } else if (score.outcome() == Outcome.FAILED) {
      failures.inc();
    }
    if (score.language() == Language.ZH) {
      chinese.inc();
    } else {
      english.inc();
    }
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
