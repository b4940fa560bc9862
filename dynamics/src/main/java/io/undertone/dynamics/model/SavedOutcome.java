// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import io.undertone.dynamics.model.FitOutcome.Direction;
import io.undertone.dynamics.model.FitOutcome.Failed;
import io.undertone.dynamics.model.FitOutcome.FitStatistics;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import io.undertone.dynamics.model.FitOutcome.NotIdentified;
import io.undertone.dynamics.model.FitOutcome.TooFewPeriods;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fit as bytes, for models that are not refitted after every period. */
public final class SavedOutcome {
  private static final double[][] NO_ROWS = {};
  private static final LinearDynamics NO_MAP =
      new LinearDynamics(NO_ROWS, Codec.NONE, NO_ROWS, Codec.NONE, Codec.NONE);
  private static final Fitted BLANK =
      new Fitted(
          "",
          List.of(),
          0,
          0,
          NO_ROWS,
          NO_ROWS,
          new int[0][],
          Map.of(),
          NO_MAP.forecast(1).get(0),
          new FitStatistics(0, 0, 0, Codec.NONE),
          NO_MAP,
          List.of());
  private static final FitReason NOTHING = FitReason.failed("");
  private static final LeftOut NOBODY = new LeftOut("", List.of());
  private static final int FITTED = 0;
  private static final int TOO_FEW = 1;
  private static final int NOT_IDENTIFIED = 2;
  private static final int FAILED = 3;

  private SavedOutcome() {}

  /**
   * Writes an outcome and returns it, or returns the one read.
   *
   * @param outcome null when reading
   * @throws IllegalArgumentException if it is a fit whose map is not linear
   */
  public static FitOutcome transfer(Codec codec, @Nullable FitOutcome outcome) {
    String model = codec.value(outcome == null ? "" : outcome.model());
    int kind = codec.value(outcome == null ? 0 : kind(outcome));
    return switch (kind) {
      case FITTED -> {
        Fitted fit = fitted(codec, model, outcome instanceof Fitted given ? given : BLANK);
        yield outcome == null ? fit : outcome;
      }
      case TOO_FEW -> {
        TooFewPeriods few = outcome instanceof TooFewPeriods f ? f : new TooFewPeriods("", 0, 1);
        yield new TooFewPeriods(model, codec.value(few.have()), codec.value(few.need()));
      }
      case NOT_IDENTIFIED ->
          new NotIdentified(
              model,
              codec.list(
                  outcome instanceof NotIdentified open ? open.directions() : List.of(),
                  () -> new Direction("", List.of()),
                  (c, d) -> new Direction(c.value(d.blogger()), terms(c, d.sources()))));
      case FAILED ->
          new Failed(model, reason(codec, outcome instanceof Failed f ? f.reason() : NOTHING));
      default -> throw new IllegalArgumentException("There is no kind " + kind + " of outcome.");
    };
  }

  private static int kind(FitOutcome outcome) {
    if (outcome instanceof Fitted) {
      return FITTED;
    }
    if (outcome instanceof TooFewPeriods) {
      return TOO_FEW;
    }
    return outcome instanceof NotIdentified ? NOT_IDENTIFIED : FAILED;
  }

  private static Fitted fitted(Codec codec, String model, Fitted fit) {
    if (!(fit.dynamics() instanceof LinearDynamics map)) {
      throw new IllegalArgumentException(fit.model() + " has no linear map that could be kept.");
    }
    List<String> bloggers = codec.texts(fit.bloggers());
    double objective = codec.value(fit.objective());
    double kkt = codec.value(fit.kktResidual());
    double[][] weights = matrix(codec, fit.weights());
    double[][] influence = matrix(codec, fit.influence());
    List<int[]> lags = codec.list(List.of(fit.lags()), () -> new int[0], Codec::indices);
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>(fit.parameters());
    codec.entries(parameters, List::of, (c, row) -> numbers(c, row));
    int pairs = codec.value(fit.statistics().pairs());
    int free = codec.value(fit.statistics().parameters());
    double rmse = codec.value(fit.statistics().rmse());
    LinearDynamics kept =
        new LinearDynamics(
            matrix(codec, map.map()),
            codec.numbers(map.constant()),
            matrix(codec, map.noise()),
            codec.numbers(map.variance()),
            codec.numbers(map.state()),
            codec.flags(map.available()));
    return new Fitted(
        model,
        bloggers,
        objective,
        kkt,
        weights,
        influence,
        lags.toArray(int[][]::new),
        parameters,
        kept.forecast(1).get(0),
        new FitStatistics(pairs, free, rmse, kept.variance()),
        kept,
        codec.list(fit.leftOut(), () -> NOBODY, SavedOutcome::leftOut));
  }

  private static LeftOut leftOut(Codec codec, LeftOut left) {
    return new LeftOut(
        codec.value(left.blogger()),
        codec.list(left.reasons(), () -> NOTHING, SavedOutcome::reason));
  }

  private static FitReason reason(Codec codec, FitReason reason) {
    return new FitReason(
        FitReason.Kind.valueOf(codec.value(reason.kind().name())),
        codec.value(reason.blogger()),
        codec.value(reason.have()),
        codec.value(reason.need()),
        terms(codec, reason.terms()),
        codec.value(reason.text()));
  }

  private static List<Term> terms(Codec codec, List<Term> terms) {
    return codec.list(
        terms,
        () -> new Term(TermKind.ANCHOR, "", 0),
        (c, term) ->
            new Term(
                TermKind.valueOf(c.value(term.kind().name())),
                c.value(term.blogger()),
                c.value(term.lag())));
  }

  /** A parameter's value by blogger; NaN stands for one that is not known. */
  private static List<@Nullable Double> numbers(Codec codec, List<@Nullable Double> row) {
    double[] numbers = new double[row.size()];
    for (int i = 0; i < numbers.length; i++) {
      Double value = row.get(i);
      numbers[i] = value == null ? Double.NaN : value;
    }
    List<@Nullable Double> read = new ArrayList<>();
    for (double value : codec.numbers(numbers)) {
      read.add(Double.isNaN(value) ? null : Double.valueOf(value));
    }
    return read;
  }

  /** Rows, of which some may be missing. */
  private static double[][] matrix(Codec codec, double[][] given) {
    double[][] rows = Arrays.copyOf(given, codec.value(given.length));
    for (int i = 0; i < rows.length; i++) {
      if (codec.value(rows[i] != null)) {
        rows[i] = codec.numbers(rows[i] == null ? Codec.NONE : rows[i]);
      }
    }
    return rows;
  }
}
