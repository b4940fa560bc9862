// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import java.util.regex.Pattern;

/** Reasons of dead letters without the values they name, so that they can be counted. */
public final class Reasons {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.:TZ-]*");
  private static final int LONGEST = 120;

  private Reasons() {}

  /** The reason with … for each value and number. */
  public static String kind(String reason) {
    String kind = NUMBER.matcher(QUOTED.matcher(reason).replaceAll("…")).replaceAll("…");
    return kind.length() > LONGEST ? kind.substring(0, LONGEST) : kind;
  }
}
