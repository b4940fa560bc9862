// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.ArrayList;
import java.util.List;

/**
 * How well predictions for unseen texts agree with their labels, at the threshold 0.5.
 *
 * @param truePositive texts labelled and predicted positive
 * @param falsePositive texts labelled negative, predicted positive
 * @param trueNegative texts labelled and predicted negative
 * @param falseNegative texts labelled positive, predicted negative
 * @param prior share of positive texts that the shares below are re-weighted to, in (0,1)
 * @param calibrationError mean |predicted - observed| over the bins, weighted by their share
 * @param bins calibration curve
 */
public record LabelReport(
    long truePositive,
    long falsePositive,
    long trueNegative,
    long falseNegative,
    double prior,
    double calibrationError,
    List<Bin> bins) {
  private static final int BINS = 10;
  private static final double Z_95 = 1.959963984540054;

  /**
   * One bin of the calibration curve.
   *
   * @param predicted mean predicted probability in it
   * @param observed share of positive texts in it
   * @param share share of all texts that fall into it
   */
  public record Bin(double predicted, double observed, double share) {}

  /**
   * Compares predictions with labels.
   *
   * @param probabilities predicted, in [0,1]
   * @param labels true for positive
   * @param prior share of positive texts to re-weight to; 0 keeps that of the labels
   */
  static LabelReport of(double[] probabilities, boolean[] labels, double prior) {
    long[][] counts = new long[2][2];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i] ? 1 : 0][probabilities[i] > 0.5 ? 1 : 0]++;
    }
    double share = (double) (counts[1][0] + counts[1][1]) / labels.length;
    double target = prior == TrainingOptions.OBSERVED_PRIOR ? share : prior;
    List<Bin> bins = bins(probabilities, labels, target / share, (1 - target) / (1 - share));
    double error =
        bins.stream().mapToDouble(b -> b.share() * Math.abs(b.predicted() - b.observed())).sum();
    return new LabelReport(
        counts[1][1], counts[0][1], counts[0][0], counts[1][0], target, error, bins);
  }

  private static List<Bin> bins(
      double[] probabilities, boolean[] labels, double positiveWeight, double negativeWeight) {
    double[] weight = new double[BINS];
    double[] predicted = new double[BINS];
    double[] observed = new double[BINS];
    double total = 0;
    for (int i = 0; i < labels.length; i++) {
      int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
      double w = labels[i] ? positiveWeight : negativeWeight;
      weight[bin] += w;
      predicted[bin] += w * probabilities[i];
      observed[bin] += labels[i] ? w : 0;
      total += w;
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (weight[b] > 0) {
        bins.add(new Bin(predicted[b] / weight[b], observed[b] / weight[b], weight[b] / total));
      }
    }
    return bins;
  }

  public long texts() {
    return truePositive + falsePositive + trueNegative + falseNegative;
  }

  /** Share of texts that are right, with the shares of the classes as they are in the data. */
  public double accuracy() {
    return (double) (truePositive + trueNegative) / texts();
  }

  /** 95 % interval of the accuracy (Wilson 1927). */
  public double[] accuracyInterval() {
    double n = texts();
    double p = accuracy();
    double z2 = Z_95 * Z_95;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z_95 * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return new double[] {centre - half, centre + half};
  }

  public double positiveRecall() {
    return ratio(truePositive, truePositive + falseNegative);
  }

  public double negativeRecall() {
    return ratio(trueNegative, trueNegative + falsePositive);
  }

  /** Accuracy where the share of positive texts is the prior. */
  public double accuracyAtPrior() {
    return prior * positiveRecall() + (1 - prior) * negativeRecall();
  }

  /** 95 % half-width of {@link #accuracyAtPrior}. */
  public double accuracyAtPriorHalfWidth() {
    double p = positiveRecall();
    double q = negativeRecall();
    return Z_95
        * Math.sqrt(
            prior * prior * p * (1 - p) / (truePositive + falseNegative)
                + (1 - prior) * (1 - prior) * q * (1 - q) / (trueNegative + falsePositive));
  }

  public double positivePrecision() {
    double hits = prior * positiveRecall();
    return ratio(hits, hits + (1 - prior) * (1 - negativeRecall()));
  }

  public double negativePrecision() {
    double hits = (1 - prior) * negativeRecall();
    return ratio(hits, hits + prior * (1 - positiveRecall()));
  }

  public double positiveF1() {
    return ratio(
        2 * positivePrecision() * positiveRecall(), positivePrecision() + positiveRecall());
  }

  public double negativeF1() {
    return ratio(
        2 * negativePrecision() * negativeRecall(), negativePrecision() + negativeRecall());
  }

  /** A class that is never predicted has precision 0. */
  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
