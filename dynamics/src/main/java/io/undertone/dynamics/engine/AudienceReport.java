// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;

/**
 * Everything the network says of one audience, with 90 % intervals; private opinion and resilience
 * are to be shown only where they are supported ({@link PrivateEstimate}).
 *
 * @param sources audiences among the regressors, ascending, without the audience
 * @param weights effective weights W^(l) [delay-1][source's position]
 * @param sum their sums over delays
 * @param sumLower lower ends of their intervals
 * @param sumUpper upper ends
 * @param own d, the weight on its own last value
 * @param ownLower lower end
 * @param ownUpper upper end
 * @param stubbornness 1 - sum W
 * @param stubbornnessLower lower end
 * @param stubbornnessUpper upper end
 * @param anchor u in [0,1], the value that it falls back to
 * @param anchorLower lower end; 0 with upper 1 where it is undetermined
 * @param anchorUpper upper end
 * @param resilience phi in [0,1]
 * @param resilienceLower 5 %
 * @param resilienceUpper 95 %; undetermined where the interval is wider than .6
 * @param expressionLag r = d(1-phi)/(1-phi d): share of what was heard before that is taken back
 * @param privateMean private opinion p(t)
 * @param privateVariance its variance
 * @param support log evidence for a private opinion
 */
public record AudienceReport(
    int[] sources,
    double[][] weights,
    double[] sum,
    double[] sumLower,
    double[] sumUpper,
    double own,
    double ownLower,
    double ownUpper,
    double stubbornness,
    double stubbornnessLower,
    double stubbornnessUpper,
    double anchor,
    double anchorLower,
    double anchorUpper,
    double resilience,
    double resilienceLower,
    double resilienceUpper,
    double expressionLag,
    double privateMean,
    double privateVariance,
    double support) {

  /** Of an audience of which nothing is known: the middle of [0,1], anywhere in it. */
  static AudienceReport unknown() {
    double[] none = {};
    return new AudienceReport(
        new int[0],
        new double[RowModel.LAGS][0],
        none,
        none,
        none,
        .5,
        0,
        1,
        .5,
        0,
        1,
        .5,
        0,
        1,
        .5,
        0,
        1,
        0,
        .5,
        Forecasts.KNOWS_NOTHING,
        0);
  }

  static AudienceReport of(NetworkRow row, RowReport report) {
    int k = row.sources.length;
    double[][] weights = new double[RowModel.LAGS][k];
    double[] sum = new double[k];
    double[] lower = new double[k];
    double[] upper = new double[k];
    for (int s = 0; s < k; s++) {
      for (int l = 0; l < RowModel.LAGS; l++) {
        weights[l][s] = report.weights()[l * k + s];
      }
      sum[s] = report.weight(s);
      lower[s] = report.lower()[s];
      upper[s] = report.upper()[s];
    }
    return new AudienceReport(
        row.sources.clone(),
        weights,
        sum,
        lower,
        upper,
        report.own(),
        report.lower()[report.ownAt()],
        report.upper()[report.ownAt()],
        report.stubbornness(),
        1 - report.upper()[report.totalAt()],
        1 - report.lower()[report.totalAt()],
        report.anchor(),
        report.anchorLower(),
        report.anchorUpper(),
        report.resilience(),
        report.resilienceLower(),
        report.resilienceUpper(),
        report.expressionLag(),
        report.privateMean(),
        report.privateVariance(),
        report.support());
  }
}
