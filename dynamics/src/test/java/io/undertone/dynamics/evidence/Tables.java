// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much of the evidence runs, and how it is printed. */
final class Tables {
  /** {@code -Devidence=full}: every seed; otherwise a bounded part with the same assertions. */
  static final boolean FULL = "full".equals(System.getProperty("evidence"));

  private Tables() {}

  /** Seeds to run; {@code -Devidence.seeds=N} limits the full run to N of each. */
  static int seeds(int full, int bounded) {
    return FULL ? Math.min(full, Integer.getInteger("evidence.seeds", full)) : bounded;
  }

  /**
   * Runs a table and prints how long it took; {@code -Devidence.only=NAME,NAME} leaves out the
   * others, which is printed too.
   *
   * @return whether it ran
   */
  static boolean run(String name, Table table) throws IOException {
    String only = System.getProperty("evidence.only", "");
    if (!only.isEmpty() && !List.of(only.split(",")).contains(name)) {
      print("table %s is left out: -Devidence.only=%s", name, only);
      return false;
    }
    long start = System.nanoTime();
    table.print();
    print("table %s took %.0f s", name, (System.nanoTime() - start) / 1e9);
    return true;
  }

  /** What prints a table and asserts what it promises. */
  interface Table {
    void print() throws IOException;
  }

  static void print(String format, Object... values) {
    System.out.println("evidence: " + String.format(Locale.ROOT, format, values));
  }

  /** Runs every seed, several at once; results in the order of the seeds. */
  static <T> Stream<T> each(int seeds, IntFunction<T> run) {
    return IntStream.range(0, seeds).parallel().mapToObj(run).toList().stream();
  }

  /** Hits among trials; printed with the standard error of their share. */
  static final class Share {
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger trials = new AtomicInteger();

    void add(boolean hit) {
      trials.incrementAndGet();
      if (hit) {
        hits.incrementAndGet();
      }
    }

    void add(Share other) {
      hits.addAndGet(other.hits.get());
      trials.addAndGet(other.trials.get());
    }

    int hits() {
      return hits.get();
    }

    int trials() {
      return trials.get();
    }

    double value() {
      return trials.get() == 0 ? Double.NaN : (double) hits.get() / trials.get();
    }

    @Override
    public String toString() {
      double error = Math.sqrt(value() * (1 - value()) / trials.get());
      return trials.get() == 0 ? "-" : String.format(Locale.ROOT, "%.2f (%.2f)", value(), error);
    }
  }

  /** Running mean, safe to add to from several threads. */
  static final class Mean {
    private double sum;
    private int count;

    synchronized void add(double value) {
      sum += value;
      count++;
    }

    synchronized double value() {
      return count == 0 ? Double.NaN : sum / count;
    }

    @Override
    public String toString() {
      return count == 0 ? "-" : String.format(Locale.ROOT, "%.4f", value());
    }
  }
}
