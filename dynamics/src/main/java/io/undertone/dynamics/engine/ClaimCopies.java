// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeClaims.PastPeriods;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.Arrays;
import java.util.List;

/**
 * What the series say of the edges, in two copies: less everything that posts explain, and as they
 * were heard. A claim needs both. They are one and the same, and cost as much, until a post
 * explains something for the first time.
 */
final class ClaimCopies {
  private EdgeClaims one = new EdgeClaims();
  private List<SeriesCopy> two = List.of();

  /** Own histories and claims as one state, to begin a copy with. */
  record State(OwnHistoryBank bank, EdgeClaims claims) {
    static final StatePart<State> PART = StatePart.of("claims/copy", 1, State::transfer);

    private void transfer(Codec codec) {
      int n = codec.value(bank.size());
      claims.transferShared(codec);
      for (int i = 0; i < n; i++) {
        if (codec.reading()) {
          bank.add(0);
        }
        bank.get(i).transfer(codec);
        claims.transferRow(i, codec);
      }
    }
  }

  /** The copies, the one less what posts explain first. */
  List<EdgeClaims> all() {
    return two.isEmpty() ? List.of(one) : two.stream().map(copy -> copy.claims).toList();
  }

  /** Parts the copies where this period's posts explain something, before it is learned. */
  void part(Observation.Copies now, OwnHistoryBank bank, RecentPeriods recent) {
    if (!two.isEmpty() || !now.apart()) {
      return;
    }
    two = List.of(new SeriesCopy(), new SeriesCopy());
    for (SeriesCopy copy : two) {
      copy.copy(bank, one, recent);
    }
    one = new EdgeClaims();
  }

  /** Adds audiences before the period in which they count is learned. */
  void grow(int size, Observation.Copies now) {
    while (two.isEmpty() && one.size() < size) {
      one.join();
    }
    for (int c = 0; c < two.size(); c++) {
      two.get(c).grow(size, copy(c, now));
    }
  }

  /** Learns a period, after the engine's own histories learned it. */
  void learn(Observation.Copies now, OwnHistoryBank bank, RowLoop loop) {
    if (two.isEmpty()) {
      SeriesCopy.learn(one, now.learned(), bank, loop);
    }
    for (int c = 0; c < two.size(); c++) {
      two.get(c).observe(copy(c, now), loop);
    }
  }

  private static Observation copy(int c, Observation.Copies now) {
    return c == 0 ? now.adjusted() : now.heard();
  }

  /** Follows other sources in a row of a large crowd. */
  void follow(int i, int[] sources, RecentPeriods recent) {
    if (two.isEmpty()) {
      one.follow(i, sources, recent);
    }
    two.forEach(copy -> copy.follow(i, sources));
  }

  void transferShared(Codec codec) {
    boolean parted = codec.value(!two.isEmpty());
    if (codec.reading() && parted) {
      two = List.of(new SeriesCopy(), new SeriesCopy());
    }
    one.transferShared(codec);
    two.forEach(copy -> copy.transferShared(codec));
  }

  void transferRow(int i, Codec codec) {
    if (two.isEmpty()) {
      one.transferRow(i, codec);
    }
    two.forEach(copy -> copy.transferRow(i, codec));
  }

  void ready() {
    two.forEach(SeriesCopy::ready);
  }

  /**
   * One copy of the series, what each audience's own history makes of it, and what it says of the
   * edges.
   */
  static final class SeriesCopy {
    private final OwnHistoryBank bank = new OwnHistoryBank();
    private final SeriesPast past = new SeriesPast();
    final EdgeClaims claims = new EdgeClaims();

    /** Audiences that join start where the crowd is. */
    void grow(int size, Observation now) {
      int before = bank.size();
      double crowd = before == 0 ? now.mean() : bank.crowdMean();
      for (int i = before; i < size; i++) {
        bank.add(crowd);
        claims.join();
      }
      past.grow(size);
      if (before > 0 && before < size) {
        bank.reweigh();
      }
      for (int i = before; i < size && before > 0; i++) {
        bank.get(i).summarise();
      }
    }

    /** Learns one period. */
    void observe(Observation now, RowLoop loop) {
      bank.observe(now, loop);
      learn(claims, now, bank, loop);
      past.add(now, bank);
    }

    /** Learns what a period says of the edges, after the own histories learned it. */
    static void learn(EdgeClaims claims, Observation now, OwnHistoryBank bank, RowLoop loop) {
      int n = now.size();
      double[] y = new double[n];
      boolean[] observed = new boolean[n];
      for (int i = 0; i < n; i++) {
        y[i] = now.value(i);
        observed[i] = now.observed(i);
      }
      loop.forEach(
          n,
          (i, ws) -> {
            if (observed[i]) {
              claims.learn(i, y[i]);
            }
          });
      claims.close(y, observed, bank.levels());
    }

    void follow(int i, int[] sources) {
      claims.follow(i, sources, past);
    }

    void transferShared(Codec codec) {
      claims.transferShared(codec);
      past.transferShared(codec);
    }

    void transferRow(int i, Codec codec) {
      if (codec.reading()) {
        bank.add(0);
      }
      bank.get(i).transfer(codec);
      claims.transferRow(i, codec);
      past.transferRow(i, codec);
    }

    /** Everything was read. */
    void ready() {
      bank.reweigh();
    }

    /** Begins as what the engine's own series have said so far. */
    void copy(OwnHistoryBank from, EdgeClaims said, RecentPeriods recent) {
      ClaimCopies.State state = new ClaimCopies.State(from, said);
      byte[] bytes = ClaimCopies.State.PART.write(state);
      ClaimCopies.State.PART.read(bytes, new ClaimCopies.State(bank, claims));
      ready();
      past.copy(recent, from.size());
    }

    /**
     * The last periods of one copy of the series, from which rows with new sources are computed
     * again: as many as {@link RecentPeriods} keeps.
     */
    static final class SeriesPast implements PastPeriods {
      private static final int SLACK = 64;

      private double[][] level = new double[0][];
      private double[][] value = new double[0][];
      private int capacity = SLACK;
      private int end;

      /** Adds the period that the copy's own histories have just learned. */
      void add(Observation now, OwnHistoryBank bank) {
        int limit = limit(bank.size());
        if (end >= limit + SLACK) {
          slide(end - limit);
        }
        reserve(end + 1);
        for (int i = 0; i < level.length; i++) {
          OwnHistory own = bank.get(i);
          level[i][end] = own.everObserved() ? own.filtered : Double.NaN;
          value[i][end] = now.observed(i) ? now.value(i) : Double.NaN;
        }
        end++;
      }

      private static int limit(int n) {
        return n > SourceScreen.EVERYBODY ? RecentPeriods.LONG : RecentPeriods.SHORT;
      }

      private void slide(int drop) {
        for (double[][] field : new double[][][] {level, value}) {
          for (double[] periods : field) {
            System.arraycopy(periods, drop, periods, 0, end - drop);
          }
        }
        end -= drop;
      }

      private void reserve(int periods) {
        while (capacity < periods) {
          capacity *= 2;
        }
        for (int i = 0; i < level.length; i++) {
          if (level[i].length < capacity) {
            level[i] = Arrays.copyOf(level[i], capacity);
            value[i] = Arrays.copyOf(value[i], capacity);
          }
        }
      }

      /** Takes over what is kept of another. */
      void copy(PastPeriods past, int n) {
        grow(n);
        reserve(past.size());
        end = past.size();
        for (int i = 0; i < n; i++) {
          for (int t = 0; t < end; t++) {
            level[i][t] = past.level(end - 1 - t, i);
            value[i][t] = past.value(end - 1 - t, i);
          }
        }
      }

      /** Adds audiences that were never heard. */
      void grow(int n) {
        int before = level.length;
        level = Arrays.copyOf(level, n);
        value = Arrays.copyOf(value, n);
        for (int i = before; i < n; i++) {
          level[i] = new double[capacity];
          value[i] = new double[capacity];
          Arrays.fill(level[i], Double.NaN);
          Arrays.fill(value[i], Double.NaN);
        }
      }

      @Override
      public int size() {
        return Math.min(end, limit(level.length));
      }

      @Override
      public double level(int ago, int audience) {
        return level[audience][end - 1 - ago];
      }

      @Override
      public double value(int ago, int audience) {
        return value[audience][end - 1 - ago];
      }

      void transferShared(Codec codec) {
        int kept = codec.value(size());
        if (codec.reading()) {
          end = kept;
          reserve(end);
        }
      }

      void transferRow(int i, Codec codec) {
        if (codec.reading()) {
          grow(i + 1);
        }
        level[i] = transferred(codec, level[i]);
        value[i] = transferred(codec, value[i]);
      }

      private double[] transferred(Codec codec, double[] periods) {
        double[] kept =
            codec.reading() ? new double[0] : Arrays.copyOfRange(periods, end - size(), end);
        double[] read = codec.numbers(kept);
        return codec.reading() ? Arrays.copyOf(read, capacity) : periods;
      }
    }
  }
}
