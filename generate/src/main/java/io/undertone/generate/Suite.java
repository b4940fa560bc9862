// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.dynamics.UnknownName;
import java.util.Arrays;
import java.util.List;

/** What the audiences of a generated stream do. */
public enum Suite {
  /** x(t+1) = W x(t). */
  FRENCH_DEGROOT("french-degroot"),
  /** x(t+1) = S W x(t) + (I-S) u. */
  FRIEDKIN_JOHNSEN("friedkin-johnsen"),
  /** Friedkin-Johnsen with a delay of 0 to 2 further periods on every edge. */
  DELAYED("delayed"),
  /** Private opinions move, expressed ones conform in part (reduced model). */
  EXPRESSED_PRIVATE("expressed-private"),
  /**
   * Delays and private opinions together: everybody listens to one other, who is heard one to three
   * periods later, says in part what it thinks and holds to an anchor; strong enough to be found.
   */
  DELAYED_PRIVATE("delayed-private"),
  /** Nobody influences anybody, but one posts a period later what another posted. */
  ECHO("echo"),
  /** Nobody influences anybody, but all feel the same autocorrelated news. */
  COMMON_SHOCK("common-shock"),
  /** Independent first-order autoregressions. */
  NO_INFLUENCE("no-influence"),
  /** Friedkin-Johnsen whose W changes in the middle. */
  W_SWITCH("w-switch");

  private final String label;

  Suite(String label) {
    this.label = label;
  }

  /** Name on the command line. */
  public String label() {
    return label;
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Suite::label).toList();
  }

  /**
   * The suite of a name.
   *
   * @throws UnknownName if there is none
   */
  public static Suite of(String label) {
    for (Suite suite : values()) {
      if (suite.label.equals(label)) {
        return suite;
      }
    }
    throw new UnknownName("suite", label, labels());
  }
}
