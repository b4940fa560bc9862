// SPDX-License-Identifier: GPL-3.0-or-later
/** Findings to SQL, files and pages. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks;
