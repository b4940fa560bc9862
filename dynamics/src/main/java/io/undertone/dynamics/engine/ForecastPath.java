// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Forecasts 1..h periods ahead, issued before those periods: only the expected sampling variance is
 * used.
 *
 * @param means by periods ahead less one, then blogger; in units of adjusted sentiment
 * @param variances of the value, sampling variance included, likewise
 * @param halfWidths80 half widths of the adaptive 80 % intervals, likewise
 * @param halfWidths95 of the 95 % intervals
 */
public record ForecastPath(
    double[][] means, double[][] variances, double[][] halfWidths80, double[][] halfWidths95) {}
