// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.FitOutcome;

/**
 * How one model stands.
 *
 * @param outcome of its last refit, carried on to the last period
 * @param refitted the last period that its parameters were fitted to
 */
record ModelFit(FitOutcome outcome, Period refitted) {}
