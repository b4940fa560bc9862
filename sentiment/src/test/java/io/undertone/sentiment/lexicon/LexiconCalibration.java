// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits the weights of the English scorer to rated tweets by ridge regression on standardised
 * features, and measures it by cross-validation. Writes what {@link LexiconWeights} loads.
 */
final class LexiconCalibration {
  static final double RIDGE = 3;
  static final int FOLDS = 10;

  private final double[][] features;
  private final double[] ratings;

  LexiconCalibration(Path tweets) throws IOException {
    LexiconModel model = LexiconModel.load();
    List<double[]> rows = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (String line : Files.readAllLines(tweets)) {
      int tab = line.indexOf('\t');
      targets.add(Double.parseDouble(line.substring(0, tab)));
      rows.add(model.features(line.substring(tab + 1)));
    }
    features = rows.toArray(double[][]::new);
    ratings = targets.stream().mapToDouble(d -> d).toArray();
  }

  LexiconWeights fitAll() {
    return fit(i -> true);
  }

  /** Correlation of held-out predictions with the ratings, the folds drawn with the seed. */
  double heldOutCorrelation(long seed) {
    Random random = new Random(seed);
    int[] fold = IntStream.range(0, ratings.length).map(i -> random.nextInt(FOLDS)).toArray();
    double[] predicted = new double[ratings.length];
    for (int k = 0; k < FOLDS; k++) {
      int held = k;
      LexiconWeights weights = fit(i -> fold[i] != held);
      for (int i = 0; i < ratings.length; i++) {
        if (fold[i] == held) {
          predicted[i] = weights.rating(features[i]);
        }
      }
    }
    return correlation(predicted, ratings);
  }

  private LexiconWeights fit(IntPredicate use) {
    int[] rows = IntStream.range(0, ratings.length).filter(use).toArray();
    int n = LexiconFeatures.COUNT;
    double[] mean = new double[n];
    double[] deviation = new double[n];
    double centre = Arrays.stream(rows).mapToDouble(i -> ratings[i]).average().orElseThrow();
    for (int k = 0; k < n; k++) {
      int column = k;
      mean[k] = Arrays.stream(rows).mapToDouble(i -> features[i][column]).average().orElseThrow();
      deviation[k] =
          Math.sqrt(
              Arrays.stream(rows)
                  .mapToDouble(i -> Math.pow(features[i][column] - mean[column], 2))
                  .average()
                  .orElseThrow());
    }
    DMatrixRMaj normal = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.scale(RIDGE, normal);
    DMatrixRMaj right = new DMatrixRMaj(n, 1);
    for (int i : rows) {
      for (int a = 0; a < n; a++) {
        double za = (features[i][a] - mean[a]) / deviation[a];
        right.add(a, 0, za * (ratings[i] - centre));
        for (int b = 0; b < n; b++) {
          normal.add(a, b, za * (features[i][b] - mean[b]) / deviation[b]);
        }
      }
    }
    DMatrixRMaj solution = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.solve(normal, right, solution);
    double[] weights = new double[n];
    double constant = centre;
    for (int k = 0; k < n; k++) {
      weights[k] = solution.get(k) / deviation[k];
      constant -= weights[k] * mean[k];
    }
    return new LexiconWeights(constant, weights);
  }

  static double correlation(double[] a, double[] b) {
    double ma = Arrays.stream(a).average().orElseThrow();
    double mb = Arrays.stream(b).average().orElseThrow();
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
      ab += (a[i] - ma) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static String formatted(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** Writes the weights: arguments are the rated tweets and the file to write. */
  public static void main(String[] arguments) throws IOException {
    LexiconCalibration calibration = new LexiconCalibration(Path.of(arguments[0]));
    LexiconWeights weights = calibration.fitAll();
    String list =
        String.join(",", Arrays.stream(weights.weights()).mapToObj(w -> formatted(w)).toList());
    Files.writeString(
        Path.of(arguments[1]),
        "# Fitted by LexiconCalibration to "
            + calibration.ratings.length
            + " rated tweets.\nconstant="
            + formatted(weights.constant())
            + "\nweights="
            + list
            + "\n");
    for (long seed = 1; seed <= 3; seed++) {
      System.out.printf("held-out correlation %.4f%n", calibration.heldOutCorrelation(seed));
    }
  }
}
