// SPDX-License-Identifier: GPL-3.0-or-later
/** The one codec of state: named, versioned parts of typed values. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.state;
