// SPDX-License-Identifier: GPL-3.0-or-later
/** What a comment is, and where comments come from. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest;
