// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.scope.Expressions;
import io.undertone.sentiment.scope.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Linear model over expressions in their context, runs of characters or words, and short texts.
 *
 * <pre>
 *   r = Σ_j w_j / sqrt(Σ_j s_j² + s_0² n),   λ = max(0, 1 - (r / 2)^4)²
 *   z = (1 - λ) [Σ_k a_k φ_k + g r] + λ [Σ_k a_k φ'_k + g' r] + v
 * </pre>
 *
 * with φ and the gate g of {@link Expressions}, φ' and g' those of the wider lexicon, which acts
 * only where runs leave a text open (λ = 0 for models of English), the distinct features j that the
 * model knows with their weights w and scales s, n features in all (so that what is unknown or
 * tells little shrinks towards 0), and v what a short text as a whole has been called. There is no
 * intercept: a text without evidence has z = 0.
 */
public final class NgramModel {
  /** s_0². */
  public static final double BASE_SQUARE = 0.5;

  /** The |r| from which runs need no more expressions. */
  private static final double DECIDED = 2;

  private final String name;
  private final String version;
  private final Language language;
  private final ClassScale scale;
  private final double[] dense;
  private final FeatureTable table;

  /**
   * @param name by which results name the model
   * @param version changes whenever scores may change
   * @param language of the texts that it was trained on, in which it wants them read
   * @param scale margin to polarity
   * @param dense a, one per figure of {@link Reading#dense}
   * @param table w and s of each feature
   */
  NgramModel(
      String name,
      String version,
      Language language,
      ClassScale scale,
      double[] dense,
      FeatureTable table) {
    if (dense.length != Reading.DENSE) {
      throw new IllegalArgumentException(
          dense.length + " dense weights; there are " + Reading.DENSE + ".");
    }
    this.name = name;
    this.version = version;
    this.language = language;
    this.scale = scale;
    this.dense = dense;
    this.table = table;
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  /** Language of the texts that it was trained on. */
  public Language language() {
    return language;
  }

  /** Number of features that the model knows. */
  public int features() {
    return table.size();
  }

  /** Margin to polarity. */
  public ClassScale scale() {
    return scale;
  }

  /** The same model on another scale; it keeps its version, which names the weights. */
  public NgramModel withScale(ClassScale other) {
    return new NgramModel(name, version, language, other, dense, table);
  }

  /** Expected polarity in [0,1]. */
  public double polarity(Reading reading) {
    return scale.polarity(margin(reading));
  }

  /** z of the equation above. */
  public double margin(Reading reading) {
    double r = runs(reading);
    double z = figures(reading.expressions()) + reading.gate() * r;
    double open = open(reading, r);
    if (open > 0 && reading.again() != null) {
      Expressions again = reading.again().get();
      z += open * (figures(again) + again.gate(r) * r - z);
    }
    return z + whole(reading);
  }

  private double figures(Expressions expressions) {
    double z = 0;
    double[] phi = expressions.dense();
    for (int k = 0; k < phi.length; k++) {
      z += dense[k] * phi[k];
    }
    return z;
  }

  /** λ: how much the runs leave open. */
  private static double open(Reading reading, double r) {
    double square = r * r / (DECIDED * DECIDED);
    double left = Math.max(0, 1 - square * square);
    return reading.again() == null ? 0 : left * left;
  }

  /** r, before the gate. */
  private double runs(Reading reading) {
    double sum = 0;
    double squares = 0;
    for (int hash : reading.features()) {
      int slot = table.find(hash);
      squares += BASE_SQUARE;
      if (slot >= 0) {
        double s = table.scale(slot);
        sum += table.weight(slot);
        squares += s * s;
      }
    }
    return squares == 0 ? 0 : sum / Math.sqrt(squares);
  }

  private double whole(Reading reading) {
    int slot = reading.whole() == 0 ? FeatureTable.MISSING : table.find(reading.whole());
    return slot < 0 ? 0 : table.weight(slot);
  }

  /**
   * What the parts of a text add to the log-odds a z + c: expressions, runs, the whole, the offset.
   * They add up when none is left out; what the limit leaves out is summed as the rest.
   */
  public List<Contribution> explain(Reading reading, int limit) {
    double r = runs(reading);
    double open = open(reading, r);
    Map<String, Double> sums = new LinkedHashMap<>();
    expressions(reading.expressions(), 1 - open, sums);
    double gate = (1 - open) * reading.gate();
    if (open > 0 && reading.again() != null) {
      Expressions again = reading.again().get();
      expressions(again, open, sums);
      gate += open * again.gate(r);
    }
    List<Contribution> all = new ArrayList<>();
    sums.forEach((feature, weight) -> all.add(new Contribution(feature, weight)));
    double squares = 0;
    for (int hash : reading.features()) {
      int slot = table.find(hash);
      squares += BASE_SQUARE + (slot < 0 ? 0 : table.scale(slot) * table.scale(slot));
    }
    double factor = squares == 0 ? 0 : scale.slope() * gate / Math.sqrt(squares);
    for (int hash : reading.features()) {
      int slot = table.find(hash);
      if (slot >= 0 && factor != 0) {
        all.add(
            new Contribution(
                reading.labels().getOrDefault(hash, "?"), factor * table.weight(slot)));
      }
    }
    if (whole(reading) != 0) {
      all.add(new Contribution("⟨whole text⟩", scale.slope() * whole(reading)));
    }
    return Contribution.strongest(all, limit, scale.offset());
  }

  /** Shares out what the dense figures add among the expressions, by their valences. */
  private void expressions(Expressions expressions, double share, Map<String, Double> sums) {
    double z = share * figures(expressions);
    double up = expressions.positive();
    double down = expressions.negative();
    if (share == 0 || up == 0 && down == 0) {
      return;
    }
    // both sides keep their sign: what one has more than its valences goes to the sum as a whole
    double unit = scale.slope() * z / (Math.abs(up - down) < 1e-9 ? 1 : up - down);
    boolean even = unit <= 0 || Math.abs(up - down) < 1e-9;
    double each = even ? scale.slope() * share * dense[0] / 4 : unit;
    double shared = 0;
    for (Expressions.Part part : expressions.parts()) {
      sums.merge(part.text(), each * part.value(), Double::sum);
      shared += each * part.value();
    }
    double rest = scale.slope() * z - shared;
    if (Math.abs(rest) > 1e-9) {
      sums.merge("⟨together⟩", rest, Double::sum);
    }
  }

  double[] dense() {
    return dense;
  }

  FeatureTable table() {
    return table;
  }
}
