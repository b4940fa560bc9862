// SPDX-License-Identifier: GPL-3.0-or-later
/** What a change of sentiment is made of. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.outlook;
