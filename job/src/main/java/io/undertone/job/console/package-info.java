// SPDX-License-Identifier: GPL-3.0-or-later
/** What commands print and how they refuse. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.console;
