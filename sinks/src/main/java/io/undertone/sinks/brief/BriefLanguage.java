// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

/** Languages of a briefing. */
public enum BriefLanguage {
  /** English. */
  EN,
  /** Simplified Chinese. */
  ZH
}
