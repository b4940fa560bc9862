// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A linear classifier over the features of {@link NgramFeatures}.
 *
 * <pre>
 *   p = 1 / (1 + exp(-(a z + c))),   z = b + (Σ_j w_j) / sqrt(Σ_j s_j²)
 * </pre>
 *
 * where j runs over the distinct features of the text that the model knows, s_j &gt; 0 is the
 * feature's scale, w_j its weight times its scale, b the intercept, and a, c the calibration. All
 * figures are plain numbers; w and s are stored with 16 bits. A text without any known feature has
 * z = b.
 */
public final class NgramModel {
  private final String name;
  private final String version;
  private final double intercept;
  private final Calibration calibration;
  private final FeatureTable table;

  /**
   * @param name name of the model
   * @param version changes with the figures
   * @param intercept b
   * @param calibration a and c
   * @param table w and s of each feature
   */
  NgramModel(
      String name, String version, double intercept, Calibration calibration, FeatureTable table) {
    this.name = name;
    this.version = version;
    this.intercept = intercept;
    this.calibration = calibration;
    this.table = table;
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  /** Number of features that the model knows. */
  public int features() {
    return table.size();
  }

  /** Probability in [0,1] that the text is positive. */
  public double probability(String text) {
    return calibration.probability(margin(text));
  }

  /** z of the equation above: the log-odds before calibration. */
  public double margin(String text) {
    int[] hashes = NgramFeatures.of(text);
    double sum = 0;
    double squares = 0;
    for (int hash : hashes) {
      int slot = table.find(hash);
      if (slot >= 0) {
        double scale = table.scale(slot);
        sum += table.weight(slot);
        squares += scale * scale;
      }
    }
    return squares == 0 ? intercept : intercept + sum / Math.sqrt(squares);
  }

  /** What each known feature adds to the calibrated log-odds, strongest first. */
  public List<Contribution> explain(String text, int limit) {
    List<Contribution> result = new ArrayList<>();
    double[] squares = {0};
    NgramFeatures.labelled(text)
        .forEach(
            (hash, label) -> {
              int slot = table.find(hash);
              if (slot >= 0) {
                squares[0] += table.scale(slot) * table.scale(slot);
                result.add(new Contribution(label, table.weight(slot)));
              }
            });
    double factor = calibration.slope() / Math.sqrt(Math.max(squares[0], Double.MIN_NORMAL));
    return result.stream()
        .sorted(
            Comparator.comparingDouble((Contribution c) -> -Math.abs(c.weight()))
                .thenComparing(Contribution::feature))
        .limit(limit)
        .map(c -> new Contribution(c.feature(), c.weight() * factor))
        .toList();
  }

  double intercept() {
    return intercept;
  }

  Calibration calibration() {
    return calibration;
  }

  FeatureTable table() {
    return table;
  }
}
