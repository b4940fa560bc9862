// SPDX-License-Identifier: GPL-3.0-or-later
/** Real parts for tests of several rooms. */
@org.jspecify.annotations.NullMarked
package io.undertone.testing;
