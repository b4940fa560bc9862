// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.content.ChangeParts;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.Totals;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why one audience in one period differs from another one, or from itself in another period.
 *
 * @param from the side that is compared with
 * @param to the side that is explained
 * @param parts the exact split of the difference; posts are cut to the weightiest
 */
public record ChangeAnswer(Side from, Side to, ChangeParts parts) {
  private static final int MOST_POSTS = 12;
  private static final int MOST_PERIODS = 400;

  /**
   * One side.
   *
   * @param periodStart as the tables write it
   * @param shareOfVoice comments of this audience in those of all audiences of the period
   */
  public record Side(
      String blogger,
      String periodStart,
      double sentiment,
      @Nullable Double standardError,
      long comments,
      int posts,
      double shareOfVoice) {}

  /** An audience in a period. */
  public record Place(String blogger, Instant period) {}

  /** Explains a difference; null where a side has no sentiment. */
  public static @Nullable ChangeAnswer of(ResultReader results, String topic, Place from, Place to)
      throws IOException {
    AudienceSentiment a = row(results, topic, from);
    AudienceSentiment b = row(results, topic, to);
    if (a == null || b == null || a.sentiment() == null || b.sentiment() == null) {
      return null;
    }
    ChangeParts parts =
        ChangeParts.of(side(results, a), side(results, b), movement(results, topic, from, to));
    List<ChangeParts.PostPart> posts = parts.posts();
    return new ChangeAnswer(
        side(results, topic, a),
        side(results, topic, b),
        new ChangeParts(
            parts.change(),
            parts.error(),
            parts.withinNoise(),
            parts.likes(),
            parts.composition(),
            parts.content(),
            parts.contentKnown(),
            parts.noise(),
            parts.rest(),
            shortened(posts)));
  }

  /** The last closed period of an audience that has a sentiment; null without one. */
  public static @Nullable Place last(
      ResultReader results, String topic, String blogger, @Nullable Instant before)
      throws IOException {
    RowQuery query = RowQuery.topic(topic).where("blogger", blogger).where("provisional", false);
    if (before != null) {
      query = query.where("period_start", "<", before);
    }
    return results.rows(AudienceSentiment.class, query.latestFirst().limit(MOST_PERIODS)).stream()
        .filter(row -> row.sentiment() != null)
        .findFirst()
        .map(row -> new Place(blogger, row.periodStart()))
        .orElse(null);
  }

  /** The weightiest posts, and the sum of the others of each side without a name. */
  private static List<ChangeParts.PostPart> shortened(List<ChangeParts.PostPart> posts) {
    if (posts.size() <= MOST_POSTS) {
      return posts;
    }
    List<ChangeParts.PostPart> some = new ArrayList<>(posts.subList(0, MOST_POSTS));
    for (boolean after : new boolean[] {true, false}) {
      some.add(
          new ChangeParts.PostPart(
              "",
              after,
              posts.stream()
                  .skip(MOST_POSTS)
                  .filter(post -> post.after() == after)
                  .mapToDouble(ChangeParts.PostPart::contribution)
                  .sum()));
    }
    return some;
  }

  private static @Nullable AudienceSentiment row(ResultReader results, String topic, Place place)
      throws IOException {
    List<AudienceSentiment> rows =
        results.rows(
            AudienceSentiment.class,
            RowQuery.topic(topic)
                .where("blogger", place.blogger())
                .where("period_start", place.period()));
    return rows.isEmpty() ? null : rows.get(0);
  }

  private static ChangeParts.Side side(ResultReader results, AudienceSentiment row)
      throws IOException {
    List<PostEvidence> posts =
        results.rows(
            PostEvidence.class,
            RowQuery.topic(row.topic())
                .where("blogger", row.blogger())
                .where("period_start", row.periodStart()));
    return new ChangeParts.Side(
        Objects.requireNonNull(row.sentiment()),
        row.standardError(),
        row.contentEffect(),
        row.comments(),
        posts.stream()
            .map(p -> new ChangeParts.Post(p.post(), p.likeWeight(), p.sentiment(), p.comments()))
            .toList());
  }

  private static Side side(ResultReader results, String topic, AudienceSentiment row)
      throws IOException {
    long all = Totals.comments(results, topic, row.periodStart());
    return new Side(
        row.blogger(),
        results.times().periodBound(row.periodStart()),
        Objects.requireNonNull(row.sentiment()),
        row.standardError(),
        row.comments(),
        row.posts(),
        all == 0 ? 0 : (double) row.comments() / all);
  }

  /**
   * Variance of true changes of this kind: mean square of the changes from period to period, or of
   * the differences of two audiences in the same periods, less their sampling variance, at least 0.
   */
  private static double movement(ResultReader results, String topic, Place from, Place to)
      throws IOException {
    TreeMap<Instant, AudienceSentiment> one = series(results, topic, to.blogger());
    TreeMap<Instant, AudienceSentiment> other =
        from.blogger().equals(to.blogger()) ? one : series(results, topic, from.blogger());
    double sum = 0;
    int count = 0;
    AudienceSentiment before = null;
    for (AudienceSentiment row : one.values()) {
      AudienceSentiment with = one == other ? before : other.get(row.periodStart());
      if (with != null) {
        double change = value(row.sentiment()) - value(with.sentiment());
        double variance = square(row.standardError()) + square(with.standardError());
        sum += change * change - variance;
        count++;
      }
      before = row;
    }
    return count == 0 ? 0 : Math.max(0, sum / count);
  }

  private static TreeMap<Instant, AudienceSentiment> series(
      ResultReader results, String topic, String blogger) throws IOException {
    TreeMap<Instant, AudienceSentiment> rows = new TreeMap<>();
    RowQuery query = RowQuery.topic(topic).where("blogger", blogger).where("provisional", false);
    for (AudienceSentiment row :
        results.rows(AudienceSentiment.class, query.latestFirst().limit(MOST_PERIODS))) {
      if (row.sentiment() != null) {
        rows.put(row.periodStart(), row);
      }
    }
    return rows;
  }

  private static double value(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static double square(@Nullable Double value) {
    return value == null ? 0 : value * value;
  }
}
