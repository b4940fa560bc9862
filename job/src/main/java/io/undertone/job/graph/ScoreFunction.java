// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.job.options.TextRules;
import io.undertone.job.options.UnscoredAs;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Scores what came as text; what came with a score keeps it. The scorer is opened when the first
 * text comes, so that a scored stream needs no model.
 */
public final class ScoreFunction extends RichMapFunction<Comment, ScoredComment> {
  private static final long serialVersionUID = 1L;

  /** Scorer of comments whose score came with them. */
  public static final String GIVEN = "given";

  private static final Set<Metric> COUNTED =
      EnumSet.of(
          Metric.TEXTS,
          Metric.CACHE_HITS,
          Metric.UNSCORED,
          Metric.SCORER_FAILURES,
          Metric.TEXTS_ZH,
          Metric.TEXTS_EN);

  private final String scorerName;
  private final TextRules rules;
  private final UnscoredAs unscored;
  private final int cacheSize;
  private final boolean keepAuthors;
  private final boolean keepTexts;
  private final @Nullable TopicClauses clauses;
  private final @Nullable PostWords words;

  private transient @Nullable SharedScorer shared;
  private transient Map<String, Score> cache;
  private transient Map<Metric, Counter> counters;

  /**
   * @param scorerName as option {@code scorer}
   * @param rules texts that are neutral whatever the scorer would say
   * @param unscored what becomes of comments that nobody could score
   * @param cacheSize texts to remember
   * @param keepAuthors whether the hashes of authors go on with their comments
   * @param keepTexts whether the beginnings of texts do
   * @param clauses finds what a text says about its topic; null to score all of it
   * @param words takes the words of posts along; null where they are not used
   */
  public ScoreFunction(
      String scorerName,
      TextRules rules,
      UnscoredAs unscored,
      int cacheSize,
      boolean keepAuthors,
      boolean keepTexts,
      @Nullable TopicClauses clauses,
      @Nullable PostWords words) {
    this.scorerName = scorerName;
    this.rules = rules;
    this.unscored = unscored;
    this.cacheSize = cacheSize;
    this.keepAuthors = keepAuthors;
    this.keepTexts = keepTexts;
    this.clauses = clauses;
    this.words = words;
  }

  @Override
  public void open(OpenContext context) {
    cache = leastRecentlyUsed(cacheSize);
    counters = new EnumMap<>(Metric.class);
    for (Metric metric : COUNTED) {
      counters.put(metric, getRuntimeContext().getMetricGroup().counter(metric.title()));
    }
  }

  private void count(Metric metric) {
    Objects.requireNonNull(counters.get(metric)).inc();
  }

  /** One of the operator's own counters, for tests. */
  long counted(Metric metric) {
    return Objects.requireNonNull(counters.get(metric)).getCount();
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
    count(Metric.TEXTS);
    Score score = score(onTopic(comment, text), Language.ofCode(comment.language()));
    count(score);
    boolean apart = score.unscored() && unscored == UnscoredAs.OUT;
    return scored(comment, score.positive(), apart ? Unscored.scorer(score) : score.scorer());
  }

  private ScoredComment scored(Comment comment, double score, String scorer) {
    String topic = Objects.requireNonNull(comment.topic(), "routed comments have a topic");
    long postText = words == null ? PostWords.NONE : words.hash(comment);
    return new ScoredComment(
        topic,
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
        comment.postObservedAt(),
        comment.deleted(),
        keepAuthors ? comment.author() : null,
        keepTexts ? ScoredComment.beginning(comment.text()) : null,
        comment.origin(),
        postText,
        words == null ? null : words.words(topic, comment, postText));
  }

  private @Nullable Double postScore(Comment comment) {
    Double given = comment.postScore();
    String text = comment.postText();
    if (given != null || text == null) {
      return given;
    }
    Score score = score(onTopic(comment, text), null);
    return score.unscored() && unscored == UnscoredAs.OUT ? null : Double.valueOf(score.positive());
  }

  private String onTopic(Comment comment, String text) {
    String topic = comment.topic();
    return clauses == null || topic == null ? text : clauses.about(topic, text);
  }

  private Score score(String text, @Nullable Language language) {
    String key = language == null ? text : language.code() + '\u0000' + text;
    Score known = cache.get(key);
    if (known != null) {
      count(Metric.CACHE_HITS);
      return known;
    }
    SharedScorer open = shared;
    if (open == null) {
      open = SharedScorer.acquire(scorerName, rules);
      shared = open;
    }
    Score score = open.scorer().score(text, language);
    if (score.outcome() != Outcome.FAILED) {
      cache.put(key, score);
    }
    return score;
  }

  private void count(Score score) {
    if (score.unscored()) {
      count(Metric.UNSCORED);
    }
    if (score.outcome() == Outcome.FAILED) {
      count(Metric.SCORER_FAILURES);
    }
    if (score.language() == Language.ZH) {
      count(Metric.TEXTS_ZH);
    } else if (score.language() == Language.EN) {
      count(Metric.TEXTS_EN);
    }
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }
}
