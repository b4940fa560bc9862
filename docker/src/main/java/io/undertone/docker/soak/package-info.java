// SPDX-License-Identifier: GPL-3.0-or-later
/** A long run at a steady pace, and whether anything grows in it. */
@org.jspecify.annotations.NullMarked
package io.undertone.docker.soak;
