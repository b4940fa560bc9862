// SPDX-License-Identifier: GPL-3.0-or-later
/** Running a data set through the job on an embedded cluster, and showing what came out. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.replay;
