// SPDX-License-Identifier: GPL-3.0-or-later
/** CoreNLP's recursive sentiment tree over parsed English sentences. */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.tree;
