// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.Column.Note.key;
import static io.undertone.sinks.Column.Note.longKey;
import static io.undertone.sinks.Column.Note.value;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.Column.Note;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tables that come out, one schema for SQL, CSV, JSON and Kafka. Names and types of the columns
 * come from the record components; keys, units and descriptions are added here.
 */
public enum ResultTable {
  /** Blogger and period. */
  AUDIENCE_SENTIMENT(
      AudienceSentiment.class,
      "Sentiment of one blogger's audience in one period",
      key("topic", "what the audience talks about"),
      key("blogger", "whose audience it is"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      value("sentiment", "0 to 1", "expressed sentiment; empty while the period has no post"),
      value("standard_error", "sentiment", "standard error of the sentiment"),
      value("comments", "count", "comments counted"),
      value("posts", "count", "posts counted"),
      value("effective_posts", "count", "1 / sum of squared like weights of the posts"),
      value("content_effect", "sentiment", "part of the sentiment explained by what was posted"),
      value("nowcast", "0 to 1", "expected final sentiment while the period is open"),
      value("nowcast_error", "sentiment", "standard error of the nowcast"),
      value("provisional", "true or false", "whether the period is still open"),
      value("scorer", "", "who scored the comments, several joined by +; given: the data did"),
      value(
          "unscored",
          "count",
          "comments that nobody could score; they have no say in the sentiment"),
      value("comment_variance", "squared sentiment", "variance of one comment's score, estimated")),

  /** Directed edge of a model's influence matrix as of a period. */
  INFLUENCE(
      Influence.class,
      "Weight that target's audience gives to source's, as of a period: a predictive dependency,"
          + " not a cause",
      key("topic", "what the audiences talk about"),
      key("as_of", "end of the last period used"),
      key("model", "name of the model"),
      key("source", "blogger whose audience is listened to"),
      key("target", "blogger whose audience listens"),
      value("lag", "periods", "delay with the largest weight; 0 is the previous period"),
      value("weight", "0 to 1", "effective one-step weight"),
      value("lower", "0 to 1", "lower end of the 90 % interval of the weight"),
      value("upper", "0 to 1", "upper end of the 90 % interval of the weight"),
      value(
          "e_value", "ratio", "evidence beyond own past and crowd, valid however often one looks"),
      value("p_value", "0 to 1", "one-sided p-value of the same test, valid at this date alone"),
      value("q_value", "0 to 1", "p-value adjusted for all tested edges (Benjamini-Hochberg)"),
      value("status", "", "confirmed, likely, undetermined or excluded"),
      value(
          "explained",
          "",
          "whether what was posted explains the edge: it shows in the sentiment as heard, and not"
              + " in what posts do not explain")),

  /** Blogger and target period. */
  FORECAST(
      AudienceForecast.class,
      "What a model expects of an audience, issued before the period",
      key("topic", "what the audience talks about"),
      key("made_at", "end of the last period used"),
      key("model", "name of the model"),
      key("blogger", "whose audience it is"),
      key("period_start", "first instant of the period that is forecast"),
      key("period_end", "first instant after it"),
      key("conditional", "whether the posts of that period are taken as known"),
      value("mean", "0 to 1", "expected sentiment"),
      value("lower_80", "sentiment", "lower end of the 80 % interval"),
      value("upper_80", "sentiment", "upper end of the 80 % interval"),
      value("lower_95", "sentiment", "lower end of the 95 % interval"),
      value("upper_95", "sentiment", "upper end of the 95 % interval")),

  /** Model as of a period, baselines included. */
  MODEL_SCORE(
      ModelScore.class,
      "Score of a model over all one-step forecasts issued so far",
      key("topic", "what the audiences talk about"),
      key("as_of", "end of the last period scored"),
      key("model", "name of the model"),
      value("n", "count", "forecasts compared with their outcome"),
      value("rmse", "sentiment", "root mean squared error"),
      value("mae", "sentiment", "mean absolute error"),
      value("log_score", "nats", "mean log predictive density, higher is better"),
      value("coverage_80", "0 to 1", "share of outcomes inside the 80 % interval"),
      value("coverage_95", "0 to 1", "share of outcomes inside the 95 % interval"),
      value("skill", "at most 1", "1 - rmse / rmse of the best baseline; below 0 is worse"),
      value("skill_error", "skill", "standard error of the skill")),

  /** Model as of a period: whether it stands, and for whom. */
  MODEL_STATUS(
      ModelStatus.class,
      "Whether a model stands as of a period, and for whom",
      key("topic", "what the audiences talk about"),
      key("as_of", "end of the last period used"),
      key("model", "name of the model"),
      value("status", "", "fitted, too_few_periods, not_identified or failed"),
      value("detail", "", "who is left out and why, what is missing, or why it failed"),
      value("reasons", "JSON", "the same as kinds and numbers, of which each language is made"),
      value("fitted", "count", "audiences with a fit of their own"),
      value("left_out", "count", "audiences that are followed and have none"),
      value("refitted_at", "time", "end of the last period that its parameters were fitted to")),

  /** Blogger and period. */
  PRIVATE_OPINION(
      PrivateOpinion.class,
      "What an audience is estimated to think beside what it says",
      key("topic", "what the audience talks about"),
      key("blogger", "whose audience it is"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      value("expressed", "0 to 1", "expressed sentiment"),
      value("private", "0 to 1", "private opinion; empty without support"),
      value("lower", "0 to 1", "lower end of its 90 % interval"),
      value("upper", "0 to 1", "upper end of its 90 % interval"),
      value("susceptibility", "0 to 1", "how much the private opinion follows the others"),
      value("resilience", "0 to 1", "1 says what it thinks, 0 only conforms"),
      value("status", "", "supported, not_supported or too_few_periods")),

  /** Something worth a look. */
  ALERT(
      Alert.class,
      "Something worth a look",
      key("topic", "what the audience talks about"),
      key("blogger", "whose audience it is; empty when it concerns all"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      key("kind", "scorer_change, influence_change, surprise, data_gap or consensus"),
      value(
          "size",
          "see kind",
          "standard deviations of a surprise, periods of a gap, names of a scorer change, weight of"
              + " an influence change, sentiment of a consensus"),
      value("evidence", "", "the numbers of the columns after it in one English sentence"),
      value("value", "0 to 1", "surprise: sentiment observed"),
      value("expected", "0 to 1", "surprise: its forecast"),
      value("lower", "sentiment", "surprise: lower end of the forecast's 99 % interval"),
      value("upper", "sentiment", "surprise: upper end of it"),
      value("posted", "count", "data_gap: periods with a post before the silence"),
      value("followed", "count", "data_gap: periods before the silence"),
      value("memory", "per period", "influence_change: factor f of the memory that predicts best"),
      value("share", "0 to 1", "influence_change: weight that is left to the whole record"),
      value("audiences", "count", "consensus: audiences that agree"),
      value("apart", "sentiment", "consensus: how far apart two of them were at least"),
      value("source", "", "influence_change: blogger whose weight changed most"),
      value("target", "", "influence_change: blogger on whom it changed most"),
      value("scorers_before", "", "scorer_change: who scored before, joined by +"),
      value("scorers", "", "scorer_change: who scores now, joined by +")),

  /** Post behind an audience's sentiment. */
  POST_EVIDENCE(
      PostEvidence.class,
      "A post behind an audience's sentiment in a period",
      key("topic", "what the audience talks about"),
      key("blogger", "who posted it"),
      key("post", "post id, unique within the blogger"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      value("post_time", "time", "when the post was published"),
      value("post_likes", "count", "likes of the post"),
      value("like_weight", "0 to 1", "share of the period's like weight"),
      value("sentiment", "0 to 1", "like-weighted mean score of its comments"),
      value("comments", "count", "comments counted"),
      value("effective_comments", "count", "(sum of weights)^2 / sum of squared weights"),
      value("content_score", "0 to 1", "sentiment of the post itself")),

  /** Post whose comments arrive. */
  POST_NOWCAST(
      PostNowcast.class,
      "What a post's comments will come to, while they arrive; gone once its period closes",
      key("topic", "what the audience talks about"),
      key("blogger", "who posted it"),
      key("post", "post id, unique within the blogger"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      value("as_of", "time", "event time for which it holds"),
      value("comments", "count", "comments counted so far"),
      value("sentiment", "0 to 1", "like-weighted mean score of its comments so far"),
      value("expected", "0 to 1", "what was expected of posts like it before its first comment"),
      value("by_score", "sentiment", "part of that by the sentiment of the post itself"),
      value("by_text", "sentiment", "part of that by its words; empty without text"),
      value("nowcast", "0 to 1", "expected final sentiment"),
      value("lower_80", "sentiment", "lower end of the 80 % interval"),
      value("upper_80", "sentiment", "upper end of the 80 % interval"),
      value("lower_95", "sentiment", "lower end of the 95 % interval"),
      value("upper_95", "sentiment", "upper end of the 95 % interval")),

  /** One of the most weighty comments of a post. */
  COMMENT_EVIDENCE(
      CommentEvidence.class,
      "One of the most weighty comments of a post in a period, where text was read",
      key("topic", "what the audience talks about"),
      key("blogger", "who posted"),
      key("post", "post id, unique within the blogger"),
      key("period_start", "first instant of the period"),
      key("period_end", "first instant after the period"),
      key("rank", "1 for the comment with most likes"),
      value("comment", "", "comment id, unique within the post"),
      value("time", "time", "when the comment was written"),
      value("likes", "count", "likes of the comment"),
      value("score", "0 to 1", "positive sentiment of the comment"),
      value("scorer", "", "what scored it; given when the source did"),
      value("text", "", "beginning of the comment; its author is never kept")),

  /** Record that could not be used. */
  DEAD_LETTER(
      DeadLetter.class,
      "A record that could not be used, and why",
      key("topic", "topic of the data set; empty when unknown"),
      longKey("reason", "what was given and what is allowed"),
      key("source", "file, or Kafka topic and partition"),
      key("position", "line in the file, or offset in the partition"),
      longKey("payload", "start of the record as it came"),
      value("seen_at", "time", "processing time at which it was met"),
      value("reason_code", "JSON", "kind and values of the reason; empty where it has none"));

  private final Class<? extends Record> row;
  private final String description;
  private final List<Column> columns;

  ResultTable(Class<? extends Record> row, String description, Note... notes) {
    this.row = row;
    this.description = description;
    this.columns = columns(row, notes);
  }

  /**
   * Table of a kind of row.
   *
   * @throws IllegalArgumentException for a record that is no result
   */
  public static ResultTable of(Class<? extends Record> row) {
    return Arrays.stream(values())
        .filter(table -> table.row == row)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    row.getName() + " is no row of a result table; tables are " + names() + "."));
  }

  /**
   * Table by its name.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static ResultTable named(String name) {
    return Arrays.stream(values())
        .filter(table -> table.tableName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no table '" + name + "'; tables are " + names() + "."));
  }

  /** Name in SQL, of the file and of the Kafka topic. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Record that holds a row. */
  public Class<? extends Record> row() {
    return row;
  }

  /** What a row is, in one line. */
  public String description() {
    return description;
  }

  /** All columns, {@code topic} first, {@code revision} and {@code run} last. */
  public List<Column> columns() {
    return columns;
  }

  /** Columns of the primary key. */
  public List<Column> keys() {
    return columns.stream().filter(Column::key).toList();
  }

  /** The time that rows are ordered and bounded by. */
  public Column timeColumn() {
    return columns.stream()
        .filter(c -> c.type() == ColumnType.PERIOD_BOUND || c.type() == ColumnType.TIME)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Column by its name.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public Column column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Table "
                        + tableName()
                        + " has no column '"
                        + name
                        + "'; it has "
                        + columns.stream().map(Column::name).collect(Collectors.joining(", "))
                        + "."));
  }

  /** Names of all tables, in words. */
  public static String names() {
    return Arrays.stream(values()).map(ResultTable::tableName).collect(Collectors.joining(", "));
  }

  private static List<Column> columns(Class<? extends Record> row, Note... notes) {
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : row.getRecordComponents()) {
      columns.add(Column.of(component, note(row, Column.columnName(component.getName()), notes)));
    }
    if (columns.stream().noneMatch(column -> column.name().equals("revision"))) {
      columns.add(Column.revisionOfUnrevised());
    }
    columns.add(Column.RUN);
    return List.copyOf(columns);
  }

  private static Note note(Class<?> row, String name, Note... notes) {
    if (name.equals("revision")) {
      return Note.REVISION;
    }
    return Arrays.stream(notes)
        .filter(note -> note.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(row.getSimpleName() + "." + name + " is undescribed."));
  }
}
