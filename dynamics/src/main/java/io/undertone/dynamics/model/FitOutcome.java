// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.io.Serializable;
import java.util.List;
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
   * @param bloggers n names, ascending; the order of all rows and columns
   * @param objective attained minimum of the model's objective
   * @param kktResidual largest violation of the optimality conditions over all rows, in units of
   *     the trace of the row's Gram matrix; 0 where no constraint is involved
   * @param weights W: rows are listeners, columns are those listened to, each row on the simplex; a
   *     null row where the listener's susceptibility is 0, since it has no weights; empty for a
   *     model without a network
   * @param influence effective one-step weights (s W, D + (I-D) A, or the sum over lags), n x n;
   *     empty for a model without a network
   * @param lags for each edge the lag with the largest weight, 0 = the previous period, -1 where
   *     there is no weight; empty for a model without a network
   * @param parameters the model's own parameters by name, one value for each blogger; null where
   *     the optimum does not determine it
   * @param forecast one step past the end
   * @param statistics how much data, how good
   * @param dynamics the fitted map, for longer forecasts and simulation
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
      Dynamics dynamics)
      implements FitOutcome {

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

    @Override
    public String explain() {
      return model + " fitted to " + statistics.pairs() + " pairs, objective " + objective + ".";
    }
  }

  /**
   * There are too few periods.
   *
   * @param model name
   * @param have usable periods or pairs of the blogger that has fewest
   * @param need how many it takes
   */
  record TooFewPeriods(String model, int have, int need) implements FitOutcome {
    @Override
    public String explain() {
      return model + " needs " + need + " periods for every blogger; there are " + have + ".";
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
          + directions.stream()
              .map(d -> "for " + d.blogger() + " the weights on " + d.sources() + " can be traded")
              .reduce((a, b) -> a + "; " + b)
              .orElse("")
          + ".";
    }
  }

  /**
   * A set of weights of one listener that can be traded against each other at no cost.
   *
   * @param blogger the listener
   * @param sources bloggers or anchors between which the data cannot tell
   */
  record Direction(String blogger, List<String> sources) implements Serializable {
    public Direction {
      sources = List.copyOf(sources);
    }
  }

  /**
   * The fit broke down.
   *
   * @param model name
   * @param reason why, and what to do
   */
  record Failed(String model, String reason) implements FitOutcome {
    @Override
    public String explain() {
      return model + " failed: " + reason;
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
}
