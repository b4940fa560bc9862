// SPDX-License-Identifier: GPL-3.0-or-later
/** The live page: a small web server over a result database. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks.dashboard;
