// SPDX-License-Identifier: GPL-3.0-or-later
/** Every option of the job and the command line, typed, in one place. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.options;
