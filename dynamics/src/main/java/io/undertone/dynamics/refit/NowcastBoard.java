// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.engine.Nowcast;
import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one topic's nowcasts: those of the open period are kept as first issued at .2, .4, .6
 * and .8 of it and scored when it first closes, side by side with what they have to beat. For the
 * mark .2, likewise for the others,
 *
 * <pre>
 *   nowcast-20    the nowcast, with intervals that learn from their misses
 *   partial-20    the tally so far, its sampling error as deviation
 *   forecast-20   the engine's forecast, made before the period
 * </pre>
 *
 * all on the same pairs: audiences that had a post by the mark. Skill is measured against the
 * better of partial tally and forecast.
 */
public final class NowcastBoard {
  /** Share of the period that has passed at each mark. */
  public static final List<Double> MARKS = List.of(.2, .4, .6, .8);

  /** Names of all its scores: they are of open periods and compare with each other alone. */
  public static final List<String> MODELS =
      MARKS.stream().flatMap(mark -> IssuedNowcasts.models(mark).stream()).toList();

  /** Name of the part in which {@link #learnt} is exported. */
  public static final String PART = "nowcasts";

  private static final int LAYOUT = 1;

  private final Map<String, PrequentialScore> scores = new LinkedHashMap<>();
  private NowcastIntervals intervals = new NowcastIntervals();
  private NowcastIntervals before = new NowcastIntervals();
  private long periodStart = Long.MIN_VALUE;
  private List<IssuedNowcasts> pending = new ArrayList<>();

  /** Continues from {@link #state}; null starts afresh. */
  public static NowcastBoard restore(byte @Nullable [] state) {
    NowcastBoard board = new NowcastBoard();
    if (state != null) {
      StateBytes.read(PART, LAYOUT, state, board::read);
    }
    return board;
  }

  /** Starts with what an earlier history has {@linkplain #learnt learnt}; null starts afresh. */
  public static NowcastBoard warm(byte @Nullable [] learnt) {
    NowcastBoard board = new NowcastBoard();
    if (learnt != null) {
      board.intervals = StateBytes.read(PART, LAYOUT, learnt, NowcastIntervals::read);
      board.before = board.intervals.copy();
    }
    return board;
  }

  /** How wide intervals are, less the last period: the part that a warm start goes on from. */
  public byte[] learnt() {
    return StateBytes.write(LAYOUT, before::write);
  }

  /** Keeps the nowcasts of a mark, unless it has those of this period and mark already. */
  public void issue(OpenPeriod open) {
    long start = open.period().start().toEpochMilli();
    if (start != periodStart) {
      periodStart = start;
      pending = new ArrayList<>();
    }
    int mark = NowcastIntervals.mark(open.elapsed());
    if (pending.stream().noneMatch(issued -> issued.mark() == mark)) {
      pending.add(IssuedNowcasts.of(open, mark, intervals));
    }
  }

  /**
   * Provisional rows of an open period. The error is that for which +-1.96 of it cover what 95 %
   * intervals should.
   */
  public List<AudienceSentiment> rows(OpenPeriod open) {
    List<AudienceSentiment> rows = new ArrayList<>();
    for (OpenAudience audience : open.audiences()) {
      Nowcast nowcast = audience.nowcast();
      boolean silent = audience.tally().sentiment() == null;
      double z95 = silent ? open.z95() : intervals.z95(NowcastIntervals.mark(open.elapsed()));
      rows.add(
          nowcast == null
              ? audience.tally()
              : audience
                  .tally()
                  .withNowcast(
                      Math.min(1, Math.max(0, nowcast.mean())),
                      z95 / NowcastIntervals.NORMAL_95 * Math.sqrt(nowcast.variance())));
    }
    return rows;
  }

  /**
   * Scores what was issued for this period, and learns from its misses.
   *
   * @param refitted the period that closed for the first time
   * @param revision of the rows
   */
  public List<ModelScore> close(Refitted refitted, int revision) {
    Instant start = refitted.findings().periodStart();
    if (start.toEpochMilli() == periodStart) {
      before = intervals.copy();
      for (IssuedNowcasts issued : pending) {
        issued.score(Outcome.of(refitted, issued.bloggers()), scores, intervals);
      }
      pending = new ArrayList<>();
    }
    return ScoreRows.of(refitted.findings(), scores, revision);
  }

  /** Everything it remembers, in canonical bytes. */
  public byte[] state() {
    return StateBytes.write(LAYOUT, this::write);
  }

  private void write(DataOutputStream out) throws IOException {
    intervals.write(out);
    before.write(out);
    out.writeInt(scores.size());
    for (Map.Entry<String, PrequentialScore> entry : scores.entrySet()) {
      out.writeUTF(entry.getKey());
      StateBytes.doubles(out, entry.getValue().state());
    }
    out.writeLong(periodStart);
    out.writeInt(pending.size());
    for (IssuedNowcasts issued : pending) {
      issued.write(out);
    }
  }

  private NowcastBoard read(DataInputStream in) throws IOException {
    intervals = NowcastIntervals.read(in);
    before = NowcastIntervals.read(in);
    int models = in.readInt();
    for (int m = 0; m < models; m++) {
      String model = in.readUTF();
      scores.put(
          model, PrequentialScore.restore(IssuedNowcasts.baselines(model), StateBytes.doubles(in)));
    }
    periodStart = in.readLong();
    int marks = in.readInt();
    for (int k = 0; k < marks; k++) {
      pending.add(IssuedNowcasts.read(in));
    }
    return this;
  }
}
