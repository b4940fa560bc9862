// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.scope.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear model over expressions in their context, runs of characters or words, and short texts.
 *
 * <pre>
 *   z = Σ_k a_k φ_k + g Σ_j w_j / sqrt(Σ_j s_j² + s_0² n) + v
 * </pre>
 *
 * with φ and the gate g of {@link Reading}, the distinct features j that the model knows with their
 * weights w and scales s, n features in all (so that what is unknown or tells little shrinks
 * towards 0), and v what a short text as a whole has been called. There is no intercept: a text
 * without evidence has z = 0.
 */
public final class NgramModel {
  /** s_0². */
  public static final double BASE_SQUARE = 0.5;

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
    double z = 0;
    double[] phi = reading.dense();
    for (int k = 0; k < phi.length; k++) {
      z += dense[k] * phi[k];
    }
    return z + runs(reading) + whole(reading);
  }

  private double runs(Reading reading) {
    double gate = reading.gate();
    if (gate == 0) {
      return 0;
    }
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
    return squares == 0 ? 0 : gate * sum / Math.sqrt(squares);
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
    List<Contribution> all = new ArrayList<>();
    expressions(reading, all);
    double squares = 0;
    for (int hash : reading.features()) {
      int slot = table.find(hash);
      squares += BASE_SQUARE + (slot < 0 ? 0 : table.scale(slot) * table.scale(slot));
    }
    double factor = squares == 0 ? 0 : scale.slope() * reading.gate() / Math.sqrt(squares);
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
  private void expressions(Reading reading, List<Contribution> all) {
    double z = 0;
    double[] phi = reading.dense();
    for (int k = 0; k < phi.length; k++) {
      z += dense[k] * phi[k];
    }
    double up = reading.positive();
    double down = reading.negative();
    if (up == 0 && down == 0) {
      return;
    }
    // both sides keep their sign: what one has more than its valences goes to the sum as a whole
    double unit = scale.slope() * z / (Math.abs(up - down) < 1e-9 ? 1 : up - down);
    boolean even = unit <= 0 || Math.abs(up - down) < 1e-9;
    double each = even ? scale.slope() * dense[0] / 4 : unit;
    double shared = 0;
    for (Reading.Part part : reading.parts()) {
      all.add(new Contribution(part.text(), each * part.value()));
      shared += each * part.value();
    }
    double rest = scale.slope() * z - shared;
    if (Math.abs(rest) > 1e-9) {
      all.add(new Contribution("⟨together⟩", rest));
    }
  }

  double[] dense() {
    return dense;
  }

  FeatureTable table() {
    return table;
  }
}
