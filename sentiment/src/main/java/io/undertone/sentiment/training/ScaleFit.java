// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.ClassScale;
import java.util.Arrays;

/**
 * Fits a {@link ClassScale} to margins of texts that the model has not seen.
 *
 * <p>The slope a and, where neutral labels exist, the half-width b minimise the weighted squared
 * error of the polarity (the Brier score for labels), by golden-section search in turn, which finds
 * a finite answer for any data. The limits of the labels maximise the mean recall of the three
 * classes. The offset stays 0, so that no evidence stays neutral.
 */
final class ScaleFit {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double MIN_SLOPE = 0.05;
  private static final double MAX_SLOPE = 20;
  private static final double MAX_HALF_WIDTH = 3;

  /** b where no text is labelled neutral: about two thirds neutral at no evidence. */
  static final double DEFAULT_HALF_WIDTH = 1.5;

  private static final int ROUNDS = 6;
  private static final int STEPS = 40;
  private static final int QUANTILES = 60;
  private static final double BLUR = 0.15;

  private final double[] margins;
  private final double[] targets;
  private final double[] weights;

  private ScaleFit(double[] margins, double[] targets, double[] weights) {
    this.margins = margins;
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * Fits the scale.
   *
   * @param margins z of each text
   * @param targets polarity of each, in [0,1]
   * @param weights of each, at least 0
   * @param neutral whether some targets are labels of a neutral class
   */
  static ClassScale fit(double[] margins, double[] targets, double[] weights, boolean neutral) {
    ScaleFit fit = new ScaleFit(margins, targets, weights);
    double a = 1;
    double b = DEFAULT_HALF_WIDTH;
    for (int round = 0; round < (neutral ? ROUNDS : 1); round++) {
      double half = b;
      a =
          StrictMath.exp(
              minimum(
                  x -> fit.error(StrictMath.exp(x), half),
                  StrictMath.log(MIN_SLOPE),
                  StrictMath.log(MAX_SLOPE)));
      if (neutral) {
        double slope = a;
        b = minimum(x -> fit.error(slope, x), 0.2, MAX_HALF_WIDTH);
      }
    }
    ClassScale scale = new ClassScale(a, 0, b, -b, b);
    return neutral ? fit.withLimits(scale) : scale;
  }

  private interface Function {
    double at(double x);
  }

  private static double minimum(Function f, double from, double to) {
    double low = from;
    double high = to;
    for (int k = 0; k < STEPS; k++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (f.at(left) <= f.at(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private double error(double slope, double halfWidth) {
    ClassScale scale = new ClassScale(slope, 0, halfWidth, 0, 0);
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      double difference = scale.polarity(margins[i]) - targets[i];
      sum += weights[i] * difference * difference;
    }
    return sum;
  }

  private ClassScale withLimits(ClassScale scale) {
    double[] sorted = margins.clone();
    Arrays.sort(sorted);
    ClassScale best = scale;
    double bestRecall = -1;
    for (int i = 1; i < QUANTILES; i++) {
      double low = scale.slope() * sorted[i * sorted.length / QUANTILES];
      for (int j = i; j < QUANTILES; j++) {
        double high = scale.slope() * sorted[j * sorted.length / QUANTILES];
        // what has no evidence is neutral, whatever the sample says
        ClassScale candidate =
            new ClassScale(
                scale.slope(), 0, scale.halfWidth(), Math.min(low, -0.02), Math.max(high, 0.02));
        double recall = meanRecall(candidate);
        if (recall > bestRecall) {
          bestRecall = recall;
          best = candidate;
        }
      }
    }
    return best;
  }

  /**
   * Mean recall of the classes with labels, its limits blurred by {@value #BLUR} so that no single
   * text decides; scores of other models have no say.
   */
  private double meanRecall(ClassScale scale) {
    double[] texts = new double[3];
    double[] hits = new double[3];
    for (int i = 0; i < margins.length; i++) {
      int label = classOf(targets[i]);
      if (label >= 0) {
        double u = scale.slope() * margins[i];
        double negative = logistic((scale.low() - u) / BLUR);
        double positive = logistic((u - scale.high()) / BLUR);
        texts[label]++;
        hits[label] += label == 0 ? negative : label == 2 ? positive : 1 - negative - positive;
      }
    }
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += texts[k] == 0 ? 0 : hits[k] / texts[k] / 3;
    }
    return sum;
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static int classOf(double target) {
    return target == 0 ? 0 : target == 0.5 ? 1 : target == 1 ? 2 : -1;
  }
}
