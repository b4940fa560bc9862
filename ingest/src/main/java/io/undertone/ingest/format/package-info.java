// SPDX-License-Identifier: GPL-3.0-or-later
/** Turns bytes into comments: the formats, their fields and the rules every value must satisfy. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest.format;
