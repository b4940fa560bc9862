// SPDX-License-Identifier: GPL-3.0-or-later
/** The honest stress test on the command line: its input, its tables, its report. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.audit;
