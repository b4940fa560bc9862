// SPDX-License-Identifier: GPL-3.0-or-later
/** From an aligned period to findings: every model refitted, every forecast scored. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.refit;
