// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The online engine: noise-aware, calibrated and silent when the data are silent. {@link
 * io.undertone.dynamics.engine.OnlineEngine} is the way in; {@code docs/estimator.md} explains it.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.engine;
