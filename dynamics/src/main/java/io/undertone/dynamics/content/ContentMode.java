// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

/** What of a post is taken for a known input. */
public enum ContentMode {
  /** Nothing: the series are what the comments say. */
  NONE,
  /** Its sentiment. */
  SCORE,
  /** Its sentiment, and its words where posts have texts. */
  TEXT
}
