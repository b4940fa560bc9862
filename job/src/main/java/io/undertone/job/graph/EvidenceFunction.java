// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.job.options.UndertoneOptions.PeriodBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by post: passes on the most weighty comments of each period when it closes and whenever a
 * closed period is revised.
 *
 * <p>Any comment may be deleted or lose its likes, and then any other may take its place. So that
 * the choice is exact in every order of arrival, the beginning of each comment's text is kept as
 * long as its period takes comments: no longer, and never longer than {@link
 * ScoredText#MAX_LENGTH}.
 */
public final class EvidenceFunction extends KeyedProcessFunction<String, ScoredText, PostComments>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final int most;

  /** By topic: start of the first period that is not counted yet. */
  private final HashMap<String, Instant> countedUpTo;

  private transient ReachedTime time;
  private transient ValueState<Long> postTime;
  private transient MapState<String, ScoredText> comments;
  private transient MapState<Long, EvidencePeriod> periods;

  /**
   * @param most comments per post and period, at least 1
   * @param warmStart history whose periods are counted already
   */
  public EvidenceFunction(Deadlines deadlines, PeriodBy periodBy, int most, WarmStart warmStart) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.most = most;
    this.countedUpTo = warmStart.upTo();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    time = new ReachedTime(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    time.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    postTime = runtime.getState(new ValueStateDescriptor<>("post-time", Types.LONG));
    comments =
        runtime.getMapState(new MapStateDescriptor<>("comments", String.class, ScoredText.class));
    periods =
        runtime.getMapState(new MapStateDescriptor<>("periods", Long.class, EvidencePeriod.class));
  }

  @Override
  public void processElement(ScoredText comment, Context context, Collector<PostComments> out)
      throws Exception {
    long published = published(comment);
    Period period = period(comment, published);
    long moment = Math.max(time.now(context.timerService()), comment.time().toEpochMilli());
    if (period.start().isBefore(countedUpTo.getOrDefault(comment.topic(), Instant.MIN))
        || deadlines.expired(period, moment)) {
      return;
    }
    ScoredText old = comments.get(comment.id());
    if (old == null || comment.supersedes(old)) {
      comments.put(comment.id(), comment);
      if (old != null) {
        schedule(period(old, published), moment, context);
      }
      schedule(period, moment, context);
    }
    seePost(published, period, moment, context);
  }

  /** A post has one time; should sources disagree, the earliest counts, in any order. */
  private long published(ScoredText comment) throws Exception {
    Long known = postTime.value();
    long given = comment.postTime().toEpochMilli();
    return known == null ? given : Math.min(known, given);
  }

  private Period period(ScoredText comment, long published) {
    return deadlines
        .calendar()
        .periodOf(periodBy == PeriodBy.POST ? Instant.ofEpochMilli(published) : comment.time());
  }

  /** A post that turns out to be older takes its comments along into the earlier period. */
  private void seePost(long published, Period period, long moment, Context context)
      throws Exception {
    Long known = postTime.value();
    if (known != null && known == published) {
      return;
    }
    postTime.update(published);
    if (known != null && periodBy == PeriodBy.POST) {
      List<Long> starts = new ArrayList<>();
      periods.keys().forEach(starts::add);
      for (Long start : starts) {
        schedule(deadlines.startingAt(start), moment, context);
      }
      schedule(period, moment, context);
    }
  }

  private void schedule(Period period, long moment, Context context) throws Exception {
    long start = period.start().toEpochMilli();
    long due = deadlines.passesOn(period, moment);
    EvidencePeriod known = periods.get(start);
    periods.put(
        start, (known == null ? new EvidencePeriod(EvidencePeriod.NOT_DUE, -1) : known).dueAt(due));
    context.timerService().registerEventTimeTimer(due);
    context.timerService().registerEventTimeTimer(deadlines.expires(period));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PostComments> out)
      throws Exception {
    time.now(context.timerService());
    Map<Long, EvidencePeriod> known = new HashMap<>();
    for (Map.Entry<Long, EvidencePeriod> entry : periods.entries()) {
      known.put(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<Long, EvidencePeriod> entry : known.entrySet()) {
      if (entry.getValue().due() <= timestamp) {
        EvidencePeriod issue = entry.getValue().issued();
        periods.put(entry.getKey(), issue);
        Period period = deadlines.startingAt(entry.getKey());
        out.collect(issue(context.getCurrentKey(), period, issue.revision(), timestamp));
        scheduleWaiting(period, timestamp, context);
      }
    }
    for (Long start : known.keySet()) {
      if (timestamp >= deadlines.expires(deadlines.startingAt(start))) {
        forget(start);
      }
    }
  }

  /** Comments that do not count yet have a revision of their own to come. */
  private void scheduleWaiting(Period period, long timestamp, Context context) throws Exception {
    List<Long> waiting = new ArrayList<>();
    for (ScoredText comment : comments.values()) {
      if (belongs(comment, period) && !isCounted(comment, period, timestamp)) {
        waiting.add(comment.time().toEpochMilli());
      }
    }
    for (Long written : waiting) {
      schedule(period, written, context);
    }
  }

  private PostComments issue(String key, Period period, int revision, long timestamp)
      throws Exception {
    String[] parts = key.split("\u0000", -1);
    List<ScoredText> counted = new ArrayList<>();
    for (ScoredText comment : comments.values()) {
      if (!comment.deleted()
          && comment.text() != null
          && belongs(comment, period)
          && isCounted(comment, period, timestamp)) {
        counted.add(comment);
      }
    }
    counted.sort(ScoredText.BY_WEIGHT);
    List<CommentEvidence> rows = new ArrayList<>();
    for (ScoredText comment : counted.subList(0, Math.min(most, counted.size()))) {
      rows.add(row(comment, period, rows.size() + 1, revision));
    }
    return new PostComments(
        parts[0], parts[1], parts[2], period.start(), period.end(), revision, rows);
  }

  private boolean belongs(ScoredText comment, Period period) throws Exception {
    return period(comment, postTime.value()).equals(period);
  }

  /** As in the tally, a comment written after the closing counts from the revision after it. */
  private boolean isCounted(ScoredText comment, Period period, long timestamp) {
    long written = comment.time().toEpochMilli();
    return written <= deadlines.closes(period) || deadlines.passesOn(period, written) <= timestamp;
  }

  private static CommentEvidence row(ScoredText comment, Period period, int rank, int revision) {
    return new CommentEvidence(
        comment.topic(),
        comment.blogger(),
        comment.post(),
        period.start(),
        period.end(),
        rank,
        comment.id(),
        comment.time(),
        comment.likes(),
        comment.score(),
        comment.scorer(),
        Objects.requireNonNull(comment.text()),
        revision);
  }

  private void forget(long start) throws Exception {
    periods.remove(start);
    if (periods.isEmpty()) {
      comments.clear();
      postTime.clear();
      return;
    }
    Period period = deadlines.startingAt(start);
    List<String> gone = new ArrayList<>();
    for (ScoredText comment : comments.values()) {
      if (belongs(comment, period)) {
        gone.add(comment.id());
      }
    }
    for (String id : gone) {
      comments.remove(id);
    }
  }
}
