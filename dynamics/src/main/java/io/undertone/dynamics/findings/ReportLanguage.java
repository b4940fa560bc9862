// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

/** Languages that findings are told in. */
public enum ReportLanguage {
  /** English. */
  EN,
  /** Simplified Chinese. */
  ZH
}
