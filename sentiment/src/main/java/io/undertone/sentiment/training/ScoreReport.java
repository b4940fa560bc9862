// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * How well predictions for unseen texts agree with another model's scores.
 *
 * @param subject what was held out
 * @param texts how many
 * @param correlation Pearson's r
 * @param lower lower end of its 95 % interval (Fisher's z)
 * @param upper upper end
 * @param meanDifference mean of prediction minus score
 * @param rootMeanSquare root of the mean squared difference
 */
public record ScoreReport(
    String subject,
    int texts,
    double correlation,
    double lower,
    double upper,
    double meanDifference,
    double rootMeanSquare) {
  private static final double Z_95 = 1.959963984540054;

  static ScoreReport of(String subject, double[] predicted, double[] scores) {
    int n = scores.length;
    double mp = mean(predicted);
    double ms = mean(scores);
    double pp = 0;
    double ss = 0;
    double ps = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      pp += (predicted[i] - mp) * (predicted[i] - mp);
      ss += (scores[i] - ms) * (scores[i] - ms);
      ps += (predicted[i] - mp) * (scores[i] - ms);
      squares += (predicted[i] - scores[i]) * (predicted[i] - scores[i]);
    }
    double r = pp > 0 && ss > 0 ? ps / Math.sqrt(pp * ss) : 0;
    double half = Z_95 / Math.sqrt(Math.max(1, n - 3));
    double inside = Math.max(-1 + 1e-12, Math.min(1 - 1e-12, r));
    double z = 0.5 * (StrictMath.log1p(inside) - StrictMath.log1p(-inside));
    return new ScoreReport(
        subject,
        n,
        r,
        StrictMath.tanh(z - half),
        StrictMath.tanh(z + half),
        mp - ms,
        Math.sqrt(squares / n));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
