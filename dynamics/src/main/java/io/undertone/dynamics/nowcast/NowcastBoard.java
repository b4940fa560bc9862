// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.ObservedPeriod.Values;
import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
   * @param closed the period, for the first time
   * @param revision of the rows
   */
  public List<ModelScore> close(ObservedPeriod closed, int revision) {
    if (closed.period().start().toEpochMilli() == periodStart) {
      before = copy(learnt);
      for (IssuedNowcasts issued : pending) {
        issued.score(closed.of(issued.bloggers()), scores, learnt.get(issued.mark()));
      }
      pending = new ArrayList<>();
    }
    return closed.rows(scores, revision);
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

  /**
   * Nowcasts as issued at one mark, beside the partial tallies and the forecasts of the same
   * audiences.
   *
   * @param mark index into {@link NowcastBoard#MARKS}
   * @param bloggers ascending
   * @param nowcast as mixed
   * @param unmixed means of the nowcasts before they were mixed with tally and forecast
   */
  record IssuedNowcasts(
      int mark,
      List<String> bloggers,
      Issued nowcast,
      Issued partial,
      Issued forecast,
      double[] unmixed) {
    private enum Kind {
      PARTIAL,
      FORECAST,
      NOWCAST;

      String model(String percent) {
        return name().toLowerCase(Locale.ROOT) + "-" + percent;
      }
    }

    /** Takes the audiences that have both a post and a forecast. */
    static IssuedNowcasts of(OpenPeriod open, int mark, NowcastMark learnt) {
      List<OpenPeriod.Audience> both =
          open.audiences().stream()
              .filter(a -> a.nowcast() != null && a.tally().sentiment() != null)
              .toList();
      String percent = percent(NowcastBoard.MARKS.get(mark));
      return new IssuedNowcasts(
          mark,
          both.stream().map(a -> a.tally().blogger()).toList(),
          new Issued(
              Kind.NOWCAST.model(percent),
              step(both.stream().map(learnt::mixed).toList()),
              learnt.z80(),
              learnt.z95()),
          Issued.gaussian(
              Kind.PARTIAL.model(percent), step(both.stream().map(a -> tally(a.tally())).toList())),
          new Issued(
              Kind.FORECAST.model(percent),
              step(both.stream().map(a -> Objects.requireNonNull(a.forecast())).toList()),
              open.z80(),
              open.z95()),
          both.stream().mapToDouble(a -> Objects.requireNonNull(a.nowcast()).mean()).toArray());
    }

    private static Nowcast tally(AudienceSentiment row) {
      double error = Objects.requireNonNull(row.standardError());
      return new Nowcast(Objects.requireNonNull(row.sentiment()), error * error);
    }

    private static StepForecast step(List<Nowcast> values) {
      boolean[] available = new boolean[values.size()];
      Arrays.fill(available, true);
      return new StepForecast(
          1,
          values.stream().mapToDouble(Nowcast::mean).toArray(),
          values.stream().mapToDouble(Nowcast::variance).toArray(),
          available);
    }

    private static String percent(double share) {
      return Long.toString(Math.round(100 * share));
    }

    /** What is scored at a mark, baselines first. */
    static List<String> models(double mark) {
      return Arrays.stream(Kind.values()).map(kind -> kind.model(percent(mark))).toList();
    }

    /** What the model of this name is compared with. */
    static List<String> baselines(String model) {
      String percent = model.substring(model.indexOf('-') + 1);
      return List.of(Kind.PARTIAL.model(percent), Kind.FORECAST.model(percent));
    }

    void score(Values outcome, Map<String, PrequentialScore> scores, NowcastMark learnt) {
      List<StepForecast> baselines = List.of(partial.step(), forecast.step());
      for (Issued issued : List.of(partial, forecast, nowcast)) {
        scores
            .computeIfAbsent(issued.model(), m -> new PrequentialScore(baselines(m)))
            .add(issued, baselines, outcome.sentiment(), outcome.observed());
      }
      learnt.fade();
      for (int i = 0; i < outcome.sentiment().length; i++) {
        if (outcome.observed()[i]) {
          learnt.learn(
              outcome.sentiment()[i],
              new double[] {partial.step().mean(i), forecast.step().mean(i), unmixed[i]},
              new Nowcast(nowcast.step().mean(i), nowcast.step().variance(i)));
        }
      }
    }

    static IssuedNowcasts blank() {
      return new IssuedNowcasts(
          0, List.of(), Issued.BLANK, Issued.BLANK, Issued.BLANK, new double[0]);
    }

    static IssuedNowcasts transfer(Codec codec, IssuedNowcasts issued) {
      IssuedNowcasts first = transferFirst(codec, issued);
      return new IssuedNowcasts(
          first.mark,
          first.bloggers,
          first.nowcast,
          first.partial,
          first.forecast,
          codec.numbers(issued.unmixed));
    }

    /** As before nowcasts were mixed. */
    static IssuedNowcasts transferFirst(Codec codec, IssuedNowcasts issued) {
      int mark = codec.value(issued.mark);
      List<String> bloggers = codec.texts(issued.bloggers);
      Issued nowcast = Issued.transfer(codec, issued.nowcast);
      return new IssuedNowcasts(
          mark,
          bloggers,
          nowcast,
          Issued.transfer(codec, issued.partial),
          Issued.transfer(codec, issued.forecast),
          nowcast.step().mean());
    }
  }
}
