// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.job.options.Settings;
import io.undertone.job.options.TopicSentiment;
import io.undertone.job.options.UndertoneOptions;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * The graph, from a stream of parsed records to its sinks; it knows no connector.
 *
 * <pre>
 * read - route ------- match topics - score - tally posts - tally audiences - align - refit - results
 *          |  +- join -+               |           | late
 *          |                                       +- most weighty comments ------- comments
 *          +----- dead letters --------------------+------------------------------- dead letters
 * </pre>
 */
public final class UndertonePipeline {
  private static final TypeInformation<ScoredComment> SCORED =
      new CompactType<>(ScoredComment.class, new ScoredCommentSerializer());

  private UndertonePipeline() {}

  /**
   * Where the outputs go.
   *
   * @param results findings of each closed, revised or open period
   * @param deadLetters records that could not be used
   * @param comments most weighty comments of each post and period
   * @param learnt what has been learnt when the input ends, for the next warm start
   */
  public record Sinks(
      List<Outlet<Findings>> results,
      List<Outlet<DeadLetter>> deadLetters,
      List<Outlet<PostComments>> comments,
      List<Outlet<RefitPart>> learnt) {

    /**
     * One place for each, and none for comments and what was learnt.
     *
     * @param singleWriter true when a sink must not be written by more than one subtask
     */
    public Sinks(Sink<Findings> results, Sink<DeadLetter> deadLetters, boolean singleWriter) {
      this(
          List.of(singleWriter ? Outlet.single(results) : Outlet.of(results)),
          List.of(singleWriter ? Outlet.single(deadLetters) : Outlet.of(deadLetters)),
          List.of(),
          List.of());
    }

    /** The same places, and one for comments. */
    public Sinks withComments(Outlet<PostComments> outlet) {
      return new Sinks(results, deadLetters, List.of(outlet), learnt);
    }

    /** The same places, and one for what was learnt. */
    public Sinks withLearnt(Outlet<RefitPart> outlet) {
      return new Sinks(results, deadLetters, comments, List.of(outlet));
    }
  }

  /**
   * Adds the whole graph behind a source.
   *
   * @param parsed records with event-time timestamps and watermarks
   */
  public static void define(DataStream<Parsed> parsed, Settings settings, Sinks sinks) {
    define(parsed, settings, WarmStart.none(), sinks);
  }

  /** Adds the whole graph behind a source, going on from a history. */
  public static void define(
      DataStream<Parsed> parsed, Settings settings, WarmStart warmStart, Sinks sinks) {
    Deadlines deadlines =
        new Deadlines(
            settings.calendar(),
            settings.get(UndertoneOptions.LATENESS),
            settings.get(UndertoneOptions.REVISE_EVERY));
    var routed =
        named(
            parsed.transform(
                Operator.ROUTE.title(), TypeInformation.of(Comment.class), new RouteOperator()),
            Operator.ROUTE);
    var joined =
        named(
            routed
                .getSideOutput(RouteFunction.APART)
                .keyBy(JoinFunction::post)
                .process(new JoinFunction(deadlines, settings.get(UndertoneOptions.PERIOD_BY))),
            Operator.JOIN);
    // two branches up to the next shuffle, so that whole comments stay in one chain
    int evidence =
        sinks.comments().isEmpty() ? 0 : settings.get(UndertoneOptions.EVIDENCE_COMMENTS);
    var scored =
        score(routed, settings, deadlines, evidence, Operator.TOPICS, Operator.SCORE)
            .union(
                score(
                    joined,
                    settings,
                    deadlines,
                    evidence,
                    Operator.TOPICS_JOINED,
                    Operator.SCORE_JOINED));
    var posts =
        named(
            scored
                .union(handover(routed))
                .keyBy(ScoredComment::postKey)
                .transform(
                    Operator.TALLY_POSTS.title(),
                    TypeInformation.of(PostSummary.class),
                    new PostTallyOperator(
                        new PostTallyFunction(
                            deadlines,
                            settings.get(UndertoneOptions.PERIOD_BY),
                            settings.get(UndertoneOptions.PROVISIONAL_EVERY),
                            new AuthorCap(settings.get(UndertoneOptions.AUTHOR_WEIGHT_CAP)),
                            evidence,
                            warmStart))),
            Operator.TALLY_POSTS);
    var audiences = tallyAudiences(posts, deadlines);
    var aligned =
        named(
            audiences.keyBy(AudiencePeriod::topic).process(new AlignFunction(deadlines)),
            Operator.ALIGN);
    boolean exporting = !sinks.learnt().isEmpty();
    var findings =
        refit(aligned, new RefitFunction(deadlines, settings.refit(), warmStart, exporting));
    DataStream<DeadLetter> dead =
        routed
            .getSideOutput(RouteFunction.DEAD)
            .union(
                joined.getSideOutput(JoinFunction.ORPHANS),
                posts.getSideOutput(PostTallyFunction.LATE));
    if (evidence > 0) {
      var comments = posts.getSideOutput(PostTallyFunction.COMMENTS);
      sinks.comments().forEach(outlet -> outlet.attach(comments, Operator.COMMENTS));
    }
    sinks.results().forEach(outlet -> outlet.attach(findings, Operator.RESULTS));
    sinks.deadLetters().forEach(outlet -> outlet.attach(dead, Operator.DEAD_LETTERS));
    var learnt = findings.getSideOutput(RefitFunction.LEARNT);
    sinks.learnt().forEach(outlet -> outlet.attach(learnt, Operator.EXPORT));
  }

  private static SingleOutputStreamOperator<ScoredComment> score(
      DataStream<Comment> comments,
      Settings settings,
      Deadlines deadlines,
      int evidence,
      Operator topics,
      Operator score) {
    var onTopic = named(comments.flatMap(new TopicFunction(settings.topicRules())), topics);
    ScoreFunction scorer =
        new ScoreFunction(
            settings.get(UndertoneOptions.SCORER),
            settings.get(UndertoneOptions.TEXT_RULES),
            settings.get(UndertoneOptions.UNSCORED),
            settings.get(UndertoneOptions.SCORE_CACHE),
            settings.get(UndertoneOptions.AUTHOR_WEIGHT_CAP) < Double.POSITIVE_INFINITY,
            evidence > 0,
            clauses(settings),
            words(settings, deadlines));
    return named(onTopic.map(scorer, SCORED), score);
  }

  private static @Nullable TopicClauses clauses(Settings settings) {
    return settings.get(UndertoneOptions.TOPIC_SENTIMENT) == TopicSentiment.CLAUSE
        ? new TopicClauses(settings.topicRules())
        : null;
  }

  private static @Nullable PostWords words(Settings settings, Deadlines deadlines) {
    return settings.get(UndertoneOptions.CONTENT) == ContentMode.TEXT
        ? new PostWords(
            deadlines,
            settings.get(UndertoneOptions.PERIOD_BY),
            settings.get(UndertoneOptions.CONTENT_SALT).orElse(""))
        : null;
  }

  /** Nothing but what a savepoint of release 0.1.0 holds comes from here. */
  private static DataStream<ScoredComment> handover(SingleOutputStreamOperator<Comment> routed) {
    return named(
        routed
            .getSideOutput(RouteFunction.NOTHING)
            .keyBy(ScoredComment::postKey)
            .process(new EvidenceHandover(), SCORED),
        Operator.EVIDENCE);
  }

  private static SingleOutputStreamOperator<AudiencePeriod> tallyAudiences(
      DataStream<PostSummary> posts, Deadlines deadlines) {
    return named(
        posts
            .keyBy(
                post -> Tuple2.of(post.topic(), post.blogger()),
                TypeInformation.of(new TypeHint<Tuple2<String, String>>() {}))
            .process(new AudienceFunction(deadlines)),
        Operator.TALLY_AUDIENCES);
  }

  private static SingleOutputStreamOperator<Findings> refit(
      SingleOutputStreamOperator<AlignedPeriod> aligned, RefitFunction function) {
    // alignment is keyed by topic too, so its output is already where it belongs
    return named(
        DataStreamUtils.reinterpretAsKeyedStream(aligned, AlignedPeriod::topic)
            .transform(
                Operator.REFIT.title(),
                TypeInformation.of(Findings.class),
                new RefitOperator(function)),
        Operator.REFIT);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> stream, Operator operator) {
    return stream.uid(operator.uid()).name(operator.title());
  }
}
