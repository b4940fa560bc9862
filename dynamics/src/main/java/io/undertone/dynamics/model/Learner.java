// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.state.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What a model remembers of the periods so far. Its size, and the cost of one more period, depend
 * on the audiences and not on the number of periods.
 *
 * <p>Audiences have places 0, 1, .. . An audience that leaves is archived in a few numbers, and its
 * place may be given to another one.
 */
public interface Learner {

  /** Learners of one kind remember the same and are shared by the models that want it. */
  String kind();

  /**
   * An audience takes a place, which is free.
   *
   * @param archived what {@link #leave} gave when it left; null for a new one
   */
  void enter(int place, double @Nullable [] archived);

  /** The audience of a place leaves; what is kept of it. */
  double[] leave(int place);

  /**
   * Takes in the next period.
   *
   * @param values by place; read only where observed
   * @param observed by place
   */
  void observe(double[] values, boolean[] observed);

  /** Lists all of it; it is read into a new learner. */
  void transfer(Codec codec);
}
