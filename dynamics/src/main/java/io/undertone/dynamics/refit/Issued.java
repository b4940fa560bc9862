// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.model.StepForecast;

/**
 * A one-step forecast as it was issued.
 *
 * @param model name
 * @param step mean and variance of each blogger, ascending by name
 * @param z80 half-width of its 80 % intervals in standard deviations
 * @param z95 the same for 95 %
 */
public record Issued(String model, StepForecast step, double z80, double z95) {}
