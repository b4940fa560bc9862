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

  /** Share of ratings of one unit and more whose sign the fitted score has. */
  private double signAgreement(LexiconWeights weights) {
    int[] clear =
        IntStream.range(0, ratings.length).filter(i -> Math.abs(ratings[i]) >= 1).toArray();
    return Arrays.stream(clear).filter(i -> weights.rating(features[i]) * ratings[i] > 0).count()
        / (double) clear.length;
  }

  private String properties(LexiconWeights weights) {
    String list =
        String.join(",", Arrays.stream(weights.weights()).mapToObj(w -> formatted(w)).toList());
    return "# Fitted by LexiconCalibration to "
        + ratings.length
        + " rated tweets.\nconstant="
        + formatted(weights.constant())
        + "\nweights="
        + list
        + "\n";
  }

  private String card(LexiconWeights weights) {
    double mean = 0;
    for (long seed = 1; seed <= 3; seed++) {
      mean += heldOutCorrelation(seed) / 3;
    }
    double half = 1.959964 / Math.sqrt(ratings.length - 3);
    double z = 0.5 * Math.log((1 + mean) / (1 - mean));
    return String.format(
        Locale.ROOT,
        """
        # en-lexicon, version 1

        English social-media text to the expected human rating, mapped from [-4,4] to [0,1].

        The sum of the valences of %,d words, emoticons and emoji, changed by negation, intensifiers,
        capitals, drawn-out words and "but", goes through %d fitted weights.

        ## Data

        Valences of words and emoticons: VADER lexicon (Hutto and Gilbert 2014, MIT licence), as published
        in the npm package vader-sentiment 1.1.3 (Apache License 2.0); emoji: Undertone's own. Weights:
        fitted by ridge regression to %,d tweets of the same authors with mean human ratings.

        ## Tweets that the weights had not seen (%d-fold cross-validation, three splits)

        Correlation with the mean human rating %.3f, 95 %% interval %.3f to %.3f. Of the tweets rated 1 and
        more from neutral, %.1f %% get the right side with the shipped weights. The constants of the rules
        were chosen on the same tweets, so expect about 0.01 less elsewhere.

        ## Limits

        - A word means what it mostly means: "sick" and "insane" are negative here.
        - Irony, topic and world knowledge escape; so does sentiment without a word of the lexicon.
        - The score is an expected rating, not a share of positive texts: few texts pass 0.9 or fall below 0.1.
        """,
        EnglishLexicon.load().size(),
        LexiconFeatures.COUNT,
        ratings.length,
        FOLDS,
        mean,
        Math.tanh(z - half),
        Math.tanh(z + half),
        100 * signAgreement(weights));
  }

  /** Writes weights and model card: arguments are the rated tweets and the folder to write to. */
  public static void main(String[] arguments) throws IOException {
    LexiconCalibration calibration = new LexiconCalibration(Path.of(arguments[0]));
    LexiconWeights weights = calibration.fitAll();
    Path folder = Path.of(arguments[1]);
    Files.writeString(folder.resolve("en-lexicon.properties"), calibration.properties(weights));
    Files.writeString(folder.resolve("en-lexicon.md"), calibration.card(weights));
  }
}
