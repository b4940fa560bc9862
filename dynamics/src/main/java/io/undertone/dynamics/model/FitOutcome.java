// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fit can answer. All four are ordinary answers. */
public sealed interface FitOutcome extends Serializable {

  /** Name of the model. */
  String model();

  /** One sentence for a person. */
  String explain();

  /**
   * The optimum. Arrays are shared; treat them as read-only.
   *
   * @param model name
   * @param bloggers n names, ascending; the order of all rows and columns: all that have a row or
   *     have weight in one
   * @param objective attained minimum of the model's objective
   * @param kktResidual largest violation of the optimality conditions over all rows, in units of
   *     the trace of the row's Gram matrix; 0 where no constraint is involved
   * @param weights W: rows are listeners, columns are those listened to, each row on the simplex; a
   *     null row where the listener's susceptibility is 0, since it has no weights, or where it was
   *     left out; empty for a model without a network
   * @param influence effective one-step weights (s W, D + (I-D) A, or the sum over lags), n x n;
   *     empty for a model without a network
   * @param lags for each edge the lag with the largest weight, 0 = the previous period, -1 where
   *     there is no weight; empty for a model without a network
   * @param parameters the model's own parameters by name, one value for each blogger; null where
   *     the optimum does not determine it
   * @param forecast one step past the end
   * @param statistics how much data, how good
   * @param dynamics the fitted map, for longer forecasts
   * @param leftOut those without a fitted row, ascending; the others do not suffer from them
   */
  record Fitted(
      String model,
      List<String> bloggers,
      double objective,
      double kktResidual,
      double[][] weights,
      double[][] influence,
      int[][] lags,
      Map<String, List<@Nullable Double>> parameters,
      StepForecast forecast,
      FitStatistics statistics,
      Dynamics dynamics,
      List<LeftOut> leftOut)
      implements FitOutcome {
    private static final double SMALLEST_SHOWN = 0.005;

    public Fitted {
      leftOut = List.copyOf(leftOut);
    }

    /**
     * One parameter of one blogger; null where the optimum does not determine it.
     *
     * @throws IllegalArgumentException if the model has no such parameter
     */
    public @Nullable Double parameter(String name, int i) {
      List<@Nullable Double> values = parameters.get(name);
      if (values == null) {
        throw new IllegalArgumentException(
            model + " has no parameter '" + name + "'; it has " + parameters.keySet() + ".");
      }
      return values.get(i);
    }

    /**
     * What the fitted map expects of the coming periods, by name.
     *
     * @param horizon number of periods, at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public Forecast forecast(int horizon) {
      return Forecast.of(bloggers, dynamics.forecast(horizon));
    }

    /**
     * The same parameters one period later: hidden opinions are filtered on and the forecast is
     * made from there. Only for a linear map.
     *
     * @param values of the bloggers
     * @param observed which of them have a value
     */
    public Fitted after(double[] values, boolean[] observed) {
      if (!(dynamics instanceof LinearDynamics map)) {
        throw new IllegalStateException(model + " has no linear map to carry on.");
      }
      LinearDynamics next = map.after(values, observed);
      return new Fitted(
          model,
          bloggers,
          objective,
          kktResidual,
          weights,
          influence,
          lags,
          parameters,
          next.forecast(1).get(0),
          statistics,
          next,
          leftOut);
    }

    /**
     * Its matrix as result rows: of the rows that were fitted the self-weights and every weight of
     * at least {@value #SMALLEST_SHOWN}. They carry no test of their own, so every edge is
     * undetermined.
     *
     * @param last the last period used
     */
    public List<Influence> rows(String topic, Period last, int revision) {
      List<Influence> rows = new ArrayList<>();
      for (int target = 0; target < influence.length; target++) {
        for (int source = 0; source < influence[target].length; source++) {
          double weight = influence[target][source];
          if (forecast.available(target) && (source == target || !(weight < SMALLEST_SHOWN))) {
            rows.add(
                new Influence(
                    topic,
                    last.end(),
                    model,
                    bloggers.get(source),
                    bloggers.get(target),
                    Math.max(0, lags[target][source]),
                    weight,
                    null,
                    null,
                    null,
                    null,
                    null,
                    ClaimLevel.UNDETERMINED,
                    false,
                    revision));
          }
        }
      }
      return rows;
    }

    @Override
    public String explain() {
      String left =
          leftOut.isEmpty()
              ? ""
              : " Left out: "
                  + FitReason.words(leftOut.stream().flatMap(o -> o.reasons().stream()).toList())
                      .en()
                  + ".";
      return String.format(
          Locale.ROOT,
          "%s fitted to %d pairs, objective %s.%s",
          model,
          statistics.pairs(),
          objective,
          left);
    }
  }

  /**
   * There are too few periods.
   *
   * @param model name
   * @param have usable periods of the blogger that has most
   * @param need how many it takes
   */
  record TooFewPeriods(String model, int have, int need) implements FitOutcome {
    @Override
    public String explain() {
      return model + " needs " + need + " periods of some blogger; there are " + have + ".";
    }
  }

  /**
   * The optimum is not unique.
   *
   * @param model name
   * @param directions along which the objective does not change
   */
  record NotIdentified(String model, List<Direction> directions) implements FitOutcome {
    public NotIdentified {
      directions = List.copyOf(directions);
    }

    @Override
    public String explain() {
      return model
          + " is not identified: "
          + FitReason.words(directions.stream().map(Direction::reason).distinct().toList()).en()
          + ".";
    }
  }

  /**
   * A set of weights of one listener that can be traded against each other at no cost.
   *
   * @param blogger the listener
   * @param sources bloggers or anchors between which the data cannot tell
   */
  record Direction(String blogger, List<FitReason.Term> sources) implements Serializable {
    public Direction {
      sources = List.copyOf(sources);
    }

    /** What can be traded. */
    public FitReason reason() {
      return FitReason.traded(blogger, sources);
    }
  }

  /**
   * An audience without a fitted row.
   *
   * @param blogger whose audience it is
   * @param reasons why, all of them its own
   */
  record LeftOut(String blogger, List<FitReason> reasons) implements Serializable {
    public LeftOut {
      reasons = List.copyOf(reasons);
    }

    static LeftOut few(FitReason.Kind kind, String blogger, int have, int need) {
      return new LeftOut(blogger, List.of(FitReason.of(kind, blogger, have, need)));
    }

    static LeftOut traded(List<Direction> directions) {
      return new LeftOut(
          directions.get(0).blogger(),
          directions.stream().map(Direction::reason).distinct().toList());
    }
  }

  /**
   * The fit broke down.
   *
   * @param model name
   * @param reason why
   */
  record Failed(String model, FitReason reason) implements FitOutcome {
    @Override
    public String explain() {
      return model + " failed: " + reason.words().en() + ".";
    }
  }

  /**
   * How much data a fit used and how well it describes them.
   *
   * @param pairs target values used, over all bloggers
   * @param parameters free parameters at the optimum, over all bloggers
   * @param rmse root mean squared residual
   * @param residualVariance of each blogger's one-step error, shrunk to the pooled one
   */
  record FitStatistics(int pairs, int parameters, double rmse, double[] residualVariance)
      implements Serializable {}

  /** The outcome of a fit in a few words. */
  public static final class StatusText {
    private StatusText() {}

    /** What kind of outcome it is. */
    public static FitStatus of(FitOutcome outcome) {
      if (outcome instanceof FitOutcome.Fitted) {
        return FitStatus.FITTED;
      }
      if (outcome instanceof FitOutcome.TooFewPeriods) {
        return FitStatus.TOO_FEW_PERIODS;
      }
      return outcome instanceof FitOutcome.NotIdentified
          ? FitStatus.NOT_IDENTIFIED
          : FitStatus.FAILED;
    }

    /**
     * Why it is so, and whom it left out; empty when there is nothing to say.
     *
     * @param waiting audiences without a place
     * @param places how many there are
     * @param most how many audiences are named; the others are counted
     */
    public static List<FitReason> reasons(
        FitOutcome outcome, List<String> waiting, int places, int most) {
      List<FitReason> reasons = new ArrayList<>(first(ofOutcome(outcome), most));
      reasons.addAll(
          first(
              waiting.stream()
                  .map(who -> FitReason.of(FitReason.Kind.NO_PLACE, who, 0, places))
                  .toList(),
              most));
      return reasons;
    }

    private static List<FitReason> ofOutcome(FitOutcome outcome) {
      if (outcome instanceof FitOutcome.Fitted fit) {
        return fit.leftOut().stream().flatMap(left -> left.reasons().stream()).toList();
      }
      if (outcome instanceof FitOutcome.TooFewPeriods few) {
        return List.of(FitReason.of(FitReason.Kind.TOO_FEW_PERIODS, "", few.have(), few.need()));
      }
      if (outcome instanceof FitOutcome.NotIdentified open) {
        return open.directions().stream().map(FitOutcome.Direction::reason).distinct().toList();
      }
      return List.of(((FitOutcome.Failed) outcome).reason());
    }

    private static List<FitReason> first(List<FitReason> reasons, int most) {
      if (reasons.size() <= most) {
        return reasons;
      }
      List<FitReason> first = new ArrayList<>(reasons.subList(0, most));
      first.add(FitReason.of(FitReason.Kind.MORE, "", reasons.size() - most, 0));
      return first;
    }
  }

  /** The eigenvalues of a matrix were not found, so that a model cannot be fitted. */
  final class NotConvergedException extends ArithmeticException {
    private static final long serialVersionUID = 1;
    private final FitReason reason;

    /**
     * Of a square matrix.
     *
     * @param rows its number of rows, at least 1
     */
    public NotConvergedException(int rows) {
      this(FitReason.of(FitReason.Kind.NOT_CONVERGED, "", 0, rows));
    }

    private NotConvergedException(FitReason reason) {
      super(reason.words().en());
      this.reason = reason;
    }

    /** The same as a finding. */
    public FitReason reason() {
      return reason;
    }
  }
}
