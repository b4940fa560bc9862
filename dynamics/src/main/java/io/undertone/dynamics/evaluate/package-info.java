// SPDX-License-Identifier: GPL-3.0-or-later
/** Forward scores: a forecast is issued, the truth arrives, the forecast is scored. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.evaluate;
