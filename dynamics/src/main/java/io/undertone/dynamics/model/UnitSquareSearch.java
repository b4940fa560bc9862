// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Minimum of a function on the unit square: an 11 x 11 grid, then a compass of eight points that
 * shrinks around each of the best local cells. A single local start is not safe, since there can be
 * nine of them.
 */
final class UnitSquareSearch {
  private static final int GRID = 11;
  private static final int STARTS = 4;
  private static final double RESOLUTION = 1e-8;

  /** A point and its value. */
  record Point(double x, double y, double value) {}

  private final DoubleBinaryOperator function;

  UnitSquareSearch(DoubleBinaryOperator function) {
    this.function = function;
  }

  /** The lowest point found. */
  Point minimum() {
    List<Point> starts = localCells();
    Point best = starts.get(0);
    for (int k = 0; k < Math.min(STARTS, starts.size()); k++) {
      Point refined = zoom(starts.get(k));
      if (refined.value < best.value) {
        best = refined;
      }
    }
    return best;
  }

  private List<Point> localCells() {
    Point[][] grid = new Point[GRID][GRID];
    for (int a = 0; a < GRID; a++) {
      for (int b = 0; b < GRID; b++) {
        grid[a][b] = at(a / (GRID - 1.0), b / (GRID - 1.0));
      }
    }
    List<Point> local = new ArrayList<>();
    for (int a = 0; a < GRID; a++) {
      for (int b = 0; b < GRID; b++) {
        if (isLocal(grid, a, b)) {
          local.add(grid[a][b]);
        }
      }
    }
    local.sort(Comparator.comparingDouble(Point::value));
    return local;
  }

  private static boolean isLocal(Point[][] grid, int a, int b) {
    for (int i = Math.max(0, a - 1); i <= Math.min(GRID - 1, a + 1); i++) {
      for (int j = Math.max(0, b - 1); j <= Math.min(GRID - 1, b + 1); j++) {
        if (grid[i][j].value < grid[a][b].value) {
          return false;
        }
      }
    }
    return true;
  }

  /** Moves to the best of the eight neighbours, or halves the step when none is better. */
  private Point zoom(Point start) {
    Point best = start;
    double step = 0.5 / (GRID - 1);
    while (step > RESOLUTION) {
      Point centre = best;
      for (int a = -1; a <= 1; a++) {
        for (int b = -1; b <= 1; b++) {
          double x = clip(centre.x + a * step);
          double y = clip(centre.y + b * step);
          if (x != centre.x || y != centre.y) {
            Point point = at(x, y);
            best = point.value < best.value ? point : best;
          }
        }
      }
      if (best == centre) {
        step *= 0.5;
      }
    }
    return best;
  }

  private Point at(double x, double y) {
    return new Point(x, y, function.applyAsDouble(x, y));
  }

  private static double clip(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
