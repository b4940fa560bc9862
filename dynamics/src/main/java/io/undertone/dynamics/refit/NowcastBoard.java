// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.refit.Refitted.ClosedValues;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one topic's nowcasts: those of the open period are kept as first issued at .2, .4, .6
 * and .8 of it and scored when it first closes, side by side with what they have to beat. For the
 * mark .2, likewise for the others,
 *
 * <pre>
 *   nowcast-20    the nowcast as mixed by {@link NowcastMark}, with intervals that learn from their misses
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

  private static final StatePart<NowcastBoard> STATE =
      StatePart.of(PART, 3, NowcastBoard::transfer)
          .readsUntyped(2, NowcastBoard::transfer)
          .readsUntyped(1, NowcastBoard::transferFirst);
  private static final StatePart<List<NowcastMark>> LEARNT =
      StatePart.of(PART + "/learnt", 3, NowcastBoard::marks)
          .readsUntyped(2, NowcastBoard::marks)
          .readsUntyped(1, NowcastBoard::widths);

  private final Map<String, PrequentialScore> scores = new LinkedHashMap<>();
  private List<NowcastMark> learnt = starting();
  private List<NowcastMark> before = starting();
  private long periodStart = Long.MIN_VALUE;
  private List<IssuedNowcasts> pending = new ArrayList<>();

  /** Continues from {@link #state}; null starts afresh. */
  public static NowcastBoard restore(byte @Nullable [] state) {
    NowcastBoard board = new NowcastBoard();
    if (state != null) {
      STATE.read(state, board);
    }
    return board;
  }

  /** Starts with what an earlier history has {@linkplain #learnt learnt}; null starts afresh. */
  public static NowcastBoard warm(byte @Nullable [] learnt) {
    NowcastBoard board = new NowcastBoard();
    if (learnt != null) {
      LEARNT.read(learnt, board.learnt);
      board.before = copy(board.learnt);
    }
    return board;
  }

  private static List<NowcastMark> starting() {
    return IntStream.range(0, MARKS.size()).mapToObj(NowcastMark::starting).toList();
  }

  private static List<NowcastMark> copy(List<NowcastMark> marks) {
    return marks.stream().map(NowcastMark::copy).toList();
  }

  /**
   * What to believe and how wide intervals are, less the last period: the part that a warm start
   * goes on from.
   */
  public byte[] learnt() {
    return LEARNT.write(before);
  }

  private static void marks(List<NowcastMark> marks, Codec codec) {
    marks.forEach(mark -> mark.transfer(codec));
  }

  private static void widths(List<NowcastMark> marks, Codec codec) {
    marks.forEach(mark -> mark.transferWidths(codec));
  }

  /** Keeps the nowcasts of a mark, unless it has those of this period and mark already. */
  public void issue(OpenPeriod open) {
    long start = open.period().start().toEpochMilli();
    if (start != periodStart) {
      periodStart = start;
      pending = new ArrayList<>();
    }
    int mark = NowcastMark.nearest(open.elapsed());
    if (pending.stream().noneMatch(issued -> issued.mark() == mark)) {
      pending.add(IssuedNowcasts.of(open, mark, learnt.get(mark)));
    }
  }

  /** Provisional rows of an open period, by what the nearest mark has taught. */
  public List<AudienceSentiment> rows(OpenPeriod open) {
    NowcastMark mark = learnt.get(NowcastMark.nearest(open.elapsed()));
    return open.audiences().stream().map(audience -> mark.row(open, audience)).toList();
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
      before = copy(learnt);
      for (IssuedNowcasts issued : pending) {
        issued.score(
            ClosedValues.of(refitted, issued.bloggers()), scores, learnt.get(issued.mark()));
      }
      pending = new ArrayList<>();
    }
    return Scoreboard.rows(refitted, scores, revision);
  }

  /** Everything it remembers, in canonical bytes. */
  public byte[] state() {
    return STATE.write(this);
  }

  private void transfer(Codec codec) {
    marks(learnt, codec);
    marks(before, codec);
    transferScores(codec);
    pending = codec.list(pending, IssuedNowcasts::blank, IssuedNowcasts::transfer);
  }

  private void transferFirst(Codec codec) {
    widths(learnt, codec);
    widths(before, codec);
    transferScores(codec);
    pending = codec.list(pending, IssuedNowcasts::blank, IssuedNowcasts::transferFirst);
  }

  private void transferScores(Codec codec) {
    List<String> models = List.copyOf(scores.keySet());
    int size = codec.value(models.size());
    for (int m = 0; m < size; m++) {
      String model = codec.value(codec.reading() ? "" : models.get(m));
      PrequentialScore score =
          scores.computeIfAbsent(
              model, name -> new PrequentialScore(IssuedNowcasts.baselines(name)));
      scores.put(model, PrequentialScore.transfer(codec, score));
    }
    periodStart = codec.value(periodStart);
  }
}
