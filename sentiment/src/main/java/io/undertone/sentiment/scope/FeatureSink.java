// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

/** Takes the features of a text, one by one. */
@FunctionalInterface
interface FeatureSink {
  /**
   * One feature.
   *
   * @param hash its 32 bits
   * @param from first unit of it
   * @param to unit after the last
   */
  void feature(int hash, int from, int to);
}
