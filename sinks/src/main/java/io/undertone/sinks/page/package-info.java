// SPDX-License-Identifier: GPL-3.0-or-later
/** The page that the dashboard serves live and the report holds frozen. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks.page;
