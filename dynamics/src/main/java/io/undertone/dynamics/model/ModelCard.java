// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;

/**
 * What a model says, in words and symbols.
 *
 * @param name as in {@link Models#NAMES}
 * @param meaning one sentence
 * @param equation one-step map
 * @param parameters what a fit returns, with ranges
 * @param identified when the data determine the parameters
 * @param reference where the model comes from
 */
public record ModelCard(
    String name,
    String meaning,
    String equation,
    List<Parameter> parameters,
    String identified,
    String reference) {

  /**
   * One parameter.
   *
   * @param name key in {@link FitOutcome.Fitted#parameters()}
   * @param range allowed values
   * @param meaning one phrase
   */
  public record Parameter(String name, String range, String meaning) {}
}
