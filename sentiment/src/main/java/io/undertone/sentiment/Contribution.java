// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One feature of a text and how far it pushed the score.
 *
 * @param feature as a reader would recognise it: a word, a run of characters, an emoji, a rule
 * @param weight push in the scorer's own units, above 0 towards positive
 */
public record Contribution(String feature, double weight) {
  /** What is left of a limited list. */
  public static final String REST = "⟨rest⟩";

  /** What pushes every text alike. */
  public static final String OFFSET = "⟨offset⟩";

  /** By strength, then by name, so that the order is the same everywhere. */
  private static final Comparator<Contribution> STRONGEST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.weight()))
          .thenComparing(Contribution::feature);

  /**
   * The strongest of all, at most limit entries with the offset (unless it is 0) and the sum of
   * what was left out, so that the list adds up.
   */
  public static List<Contribution> strongest(List<Contribution> all, int limit, double offset) {
    List<Contribution> sorted = new ArrayList<>(all);
    sorted.sort(STRONGEST);
    int room = limit - (offset == 0 ? 0 : 1);
    List<Contribution> result = new ArrayList<>();
    if (sorted.size() <= room) {
      result.addAll(sorted);
    } else if (room > 0) {
      result.addAll(sorted.subList(0, room - 1));
      double rest = 0;
      for (Contribution c : sorted.subList(room - 1, sorted.size())) {
        rest += c.weight();
      }
      result.add(new Contribution(REST, rest));
    }
    if (offset != 0 && limit > 0) {
      result.add(new Contribution(OFFSET, offset));
    }
    return result;
  }
}
