// SPDX-License-Identifier: GPL-3.0-or-later
/** What a directory holds and how it is to be read. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest.dataset;
