// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.Period;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Audience sentiment x_i(t) of n bloggers over T consecutive periods: the input of every model.
 *
 * <p>Bloggers ascend, periods follow each other in time. A value is observed or missing; an
 * observed value may carry its sampling variance R_i(t). Immutable and thread-safe: {@link
 * #observe} returns a longer series and shares the rows of this one.
 */
public final class SentimentSeries implements Serializable {
  private static final long serialVersionUID = 2L;

  /** One period's row. Arrays are never handed out. */
  private record Row(
      Period period, double[] values, boolean[] observed, double @Nullable [] variances)
      implements Serializable {}

  private final ArrayList<String> bloggers;

  /** The first {@link #length} are this series'; longer ones that grew out of it may follow. */
  private final @Nullable Row[] rows;

  private final int length;

  /** How many of {@link #rows} are taken by the longest series that shares them. */
  private final AtomicInteger taken;

  private SentimentSeries(
      ArrayList<String> bloggers, @Nullable Row[] rows, int length, AtomicInteger taken) {
    this.bloggers = bloggers;
    this.rows = rows;
    this.length = length;
    this.taken = taken;
  }

  private SentimentSeries(ArrayList<String> bloggers, @Nullable Row[] rows) {
    this(bloggers, rows, rows.length, new AtomicInteger(rows.length));
  }

  /**
   * A series without periods.
   *
   * @param bloggers distinct names; they are put in ascending order
   * @throws IllegalArgumentException if a name is given twice
   */
  public static SentimentSeries empty(Iterable<String> bloggers) {
    TreeSet<String> names = new TreeSet<>();
    for (String blogger : bloggers) {
      if (!names.add(blogger)) {
        throw new IllegalArgumentException(
            "Blogger '" + blogger + "' is given twice; name each blogger once.");
      }
    }
    return new SentimentSeries(new ArrayList<>(names), new Row[0]);
  }

  /** Collects values in any order; see {@link Builder}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * This series and one more period. Costs n, over many calls, however long the series.
   *
   * @param period later than the last one
   * @param values n values, in [0,1] where observed
   * @param observed n flags; where false, value and variance are ignored
   * @param variances n sampling variances, at least 0 where observed; null when unknown
   * @throws IllegalArgumentException if the period does not follow, a length is not n, or a value
   *     or variance is out of range
   */
  public SentimentSeries observe(
      Period period, double[] values, boolean[] observed, double @Nullable [] variances) {
    requireLength("values", values.length);
    requireLength("observed flags", observed.length);
    if (variances != null) {
      requireLength("variances", variances.length);
    }
    if (length > 0 && period.start().isBefore(row(length - 1).period.end())) {
      throw new IllegalArgumentException(
          "Period "
              + period
              + " starts before the end of the last one, "
              + row(length - 1).period
              + "; observe periods in order of time.");
    }
    Row row =
        new Row(
            period, values.clone(), observed.clone(), variances == null ? null : variances.clone());
    check(row);
    return append(row);
  }

  /** The place after this series' end is free for the first that asks; others copy. */
  private SentimentSeries append(Row row) {
    boolean free = length < rows.length && taken.compareAndSet(length, length + 1);
    @Nullable Row[] shared = free ? rows : new Row[Math.max(8, 2 * length)];
    if (!free) {
      System.arraycopy(rows, 0, shared, 0, length);
    }
    shared[length] = row;
    return new SentimentSeries(
        bloggers, shared, length + 1, free ? taken : new AtomicInteger(length + 1));
  }

  private void requireLength(String what, int length) {
    if (length != size()) {
      throw new IllegalArgumentException(
          length + " " + what + " for " + size() + " bloggers; give one for each blogger.");
    }
  }

  private void check(Row row) {
    for (int i = 0; i < size(); i++) {
      if (!row.observed[i]) {
        row.values[i] = 0;
        continue;
      }
      String which = "of '" + bloggers.get(i) + "' in " + row.period + " is ";
      if (!(row.values[i] >= 0 && row.values[i] <= 1)) {
        throw new IllegalArgumentException(
            "Sentiment "
                + which
                + row.values[i]
                + "; it must be in [0, 1]. Bring other scales there, and leave out what is missing.");
      }
      if (row.variances != null && !(row.variances[i] >= 0 && Double.isFinite(row.variances[i]))) {
        throw new IllegalArgumentException(
            "Sampling variance "
                + which
                + row.variances[i]
                + "; it must be a finite number of at least 0.");
      }
    }
  }

  private Row row(int t) {
    return Objects.requireNonNull(rows[Objects.checkIndex(t, length)]);
  }

  /** Number of bloggers n. */
  public int size() {
    return bloggers.size();
  }

  /** Number of periods T. */
  public int length() {
    return length;
  }

  /** The n names, ascending. */
  public List<String> bloggers() {
    return Collections.unmodifiableList(bloggers);
  }

  /** The T periods in order of time. */
  public List<Period> periods() {
    return new AbstractList<>() {
      @Override
      public Period get(int t) {
        return period(t);
      }

      @Override
      public int size() {
        return length;
      }
    };
  }

  /** Period t, counted from 0. */
  public Period period(int t) {
    return row(t).period;
  }

  /** Whether blogger i has a value in period t; both count from 0. */
  public boolean observed(int t, int i) {
    return row(t).observed[i];
  }

  /** Whether every blogger has a value in period t. */
  public boolean complete(int t) {
    for (boolean present : row(t).observed) {
      if (!present) {
        return false;
      }
    }
    return true;
  }

  /** The n values of period t; 0 where missing. */
  public double[] values(int t) {
    return row(t).values.clone();
  }

  /** Which bloggers have a value in period t. */
  public boolean[] observed(int t) {
    return row(t).observed.clone();
  }

  /**
   * x_i(t).
   *
   * @throws IllegalStateException where it is missing
   */
  public double value(int t, int i) {
    if (!observed(t, i)) {
      throw new IllegalStateException(
          "'" + bloggers.get(i) + "' has no value in " + period(t) + "; ask observed first.");
    }
    return row(t).values[i];
  }

  /** Whether x_i(t) is observed and its sampling variance is known. */
  public boolean hasVariance(int t, int i) {
    return observed(t, i) && row(t).variances != null;
  }

  /**
   * R_i(t).
   *
   * @throws IllegalStateException where it is unknown
   */
  public double variance(int t, int i) {
    double[] variances = row(t).variances;
    if (variances == null || !observed(t, i)) {
      throw new IllegalStateException(
          "'" + bloggers.get(i) + "' has no sampling variance in " + period(t) + ".");
    }
    return variances[i];
  }

  /** The first {@code length} periods. */
  public SentimentSeries head(int length) {
    return slice(0, length);
  }

  /** Periods {@code from} (included) to {@code to} (excluded). */
  public SentimentSeries slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new SentimentSeries(bloggers, Arrays.copyOfRange(rows, from, to));
  }

  /**
   * The series of some of its bloggers.
   *
   * @param some positions, ascending
   */
  public SentimentSeries only(int... some) {
    ArrayList<String> names = new ArrayList<>();
    for (int i : some) {
      names.add(bloggers.get(i));
    }
    Row[] chosen = new Row[length];
    for (int t = 0; t < length; t++) {
      Row row = row(t);
      double[] values = new double[some.length];
      boolean[] observed = new boolean[some.length];
      double[] variances = row.variances == null ? null : new double[some.length];
      for (int k = 0; k < some.length; k++) {
        values[k] = row.values[some[k]];
        observed[k] = row.observed[some[k]];
        if (variances != null && row.variances != null) {
          variances[k] = row.variances[some[k]];
        }
      }
      chosen[t] = new Row(row.period, values, observed, variances);
    }
    return new SentimentSeries(names, chosen);
  }

  /** Written without the rows of longer series. */
  private Object writeReplace() {
    return rows.length == length ? this : head(length);
  }

  @Override
  public String toString() {
    return size() + " bloggers, " + length() + " periods";
  }

  /**
   * Collects values in any order. A gap between two given periods becomes one missing period, so
   * that no model takes them for neighbours; {@link #period} names periods in which nobody spoke.
   */
  public static final class Builder {
    private record Cell(double value, @Nullable Double variance) {}

    private final TreeSet<String> names = new TreeSet<>();
    private final TreeMap<Period, SortedMap<String, Cell>> cells = new TreeMap<>();

    private Builder() {}

    /** Names a blogger, who may have no value at all. */
    public Builder blogger(String blogger) {
      names.add(blogger);
      return this;
    }

    /** Names a period, which may have no value at all. */
    public Builder period(Period period) {
      cells.computeIfAbsent(period, p -> new TreeMap<>());
      return this;
    }

    /**
     * One observed value.
     *
     * @param variance its sampling variance; null when unknown
     * @throws IllegalArgumentException if the blogger has a value in this period
     */
    public Builder add(Period period, String blogger, double value, @Nullable Double variance) {
      names.add(blogger);
      SortedMap<String, Cell> row = cells.computeIfAbsent(period, p -> new TreeMap<>());
      if (row.putIfAbsent(blogger, new Cell(value, variance)) != null) {
        throw new IllegalArgumentException(
            "'" + blogger + "' has two values in " + period + "; give one value a period.");
      }
      return this;
    }

    /**
     * The series, in a time that grows with the number of its cells. Variances are kept only when
     * every observed value has one.
     *
     * @throws IllegalArgumentException when periods overlap or a value is not in [0,1]
     */
    public SentimentSeries build() {
      boolean withVariance =
          cells.values().stream()
              .flatMap(row -> row.values().stream())
              .allMatch(cell -> cell.variance != null);
      SentimentSeries series = empty(names);
      @Nullable Period last = null;
      for (var entry : cells.entrySet()) {
        if (last != null && last.end().isBefore(entry.getKey().start())) {
          series =
              append(
                  series,
                  new Period(last.end(), entry.getKey().start()),
                  new TreeMap<>(),
                  withVariance);
        }
        series = append(series, entry.getKey(), entry.getValue(), withVariance);
        last = entry.getKey();
      }
      return series;
    }

    private SentimentSeries append(
        SentimentSeries series, Period period, SortedMap<String, Cell> row, boolean withVariance) {
      int n = names.size();
      double[] values = new double[n];
      boolean[] observed = new boolean[n];
      double[] variances = new double[n];
      int i = 0;
      for (String name : names) {
        Cell cell = row.get(name);
        if (cell != null) {
          observed[i] = true;
          values[i] = cell.value;
          variances[i] = cell.variance == null ? 0 : cell.variance;
        }
        i++;
      }
      return series.observe(period, values, observed, withVariance ? variances : null);
    }
  }
}
