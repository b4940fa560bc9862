// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.AlertKind;
import io.undertone.dynamics.findings.AlertNumbers;

/**
 * Something worth a look in the last period. Bloggers are indices, -1 where there is none.
 *
 * @param kind why
 * @param blogger of whom, or -1 when it concerns all
 * @param size standard deviations for a surprise, periods for a data gap, otherwise units of
 *     sentiment or weight
 * @param numbers the numbers behind it
 * @param source whose weight changed most (influence change)
 * @param target on whom it changed most (influence change)
 */
public record EngineAlert(
    AlertKind kind, int blogger, double size, AlertNumbers numbers, int source, int target) {

  EngineAlert(AlertKind kind, int blogger, double size, AlertNumbers numbers) {
    this(kind, blogger, size, numbers, -1, -1);
  }
}
