// SPDX-License-Identifier: GPL-3.0-or-later
/** Result rows: what the models found, in the columns that every sink shares. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.findings;
