// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.AlertKind;

/**
 * Something worth a look in the last period.
 *
 * @param kind why
 * @param blogger index of the blogger, or -1 when it concerns all
 * @param size standard deviations for a surprise, periods for a data gap, otherwise units of
 *     sentiment or weight
 * @param evidence the numbers behind it, in one plain sentence
 */
public record EngineAlert(AlertKind kind, int blogger, double size, String evidence) {}
