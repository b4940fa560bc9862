// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hashed features of one post, sparse and ascending by index.
 *
 * <pre>
 *   value  (1 + ln count) / norm of its family;  words have norm 1, marks sqrt(.2)
 *   each feature twice: shared with the value, and the blogger's own with half of it
 *   index  hash and 16383 ;  sign  + if bit 40 of the hash is set, else - ;  equal indices add up
 * </pre>
 *
 * No text can be read from it, but single words can be guessed by whoever hashes a dictionary; a
 * salt of the installation prevents that.
 */
public final class PostVector {
  /** Number of hashed weights, D. */
  public static final int SIZE = 1 << 14;

  private static final double MARK_SHARE = .2;
  private static final double OWN = .5;
  private static final int SIGN_BIT = 40;

  private final int[] indices;
  private final double[] values;

  private PostVector(int[] indices, double[] values) {
    this.indices = indices;
    this.values = values;
  }

  /**
   * Vector of a text; cost linear in its length.
   *
   * @param text of the post
   * @param blogger who posts it
   * @param salt of the installation, put before every name; empty for none
   */
  public static PostVector of(String text, String blogger, String salt) {
    PostFeatures features = PostFeatures.of(text);
    Builder builder = new Builder(2 * (features.words().size() + features.marks().size()));
    builder.family(features.words(), 1, blogger, salt, "w:", null);
    builder.family(features.marks(), MARK_SHARE, blogger, salt, "m:", null);
    return builder.build();
  }

  /**
   * The same vector taken apart: what each word, and each mark as {@link PostFeatures#inWords} says
   * it, puts into it.
   */
  static Map<String, PostVector> parts(String text, String blogger, String salt) {
    PostFeatures features = PostFeatures.of(text);
    Map<String, PostVector> parts = new LinkedHashMap<>();
    for (String word : features.words().keySet()) {
      Builder one = new Builder(2);
      one.family(features.words(), 1, blogger, salt, "w:", word);
      parts.put(word, one.build());
    }
    for (String mark : features.marks().keySet()) {
      Builder one = new Builder(2);
      one.family(features.marks(), MARK_SHARE, blogger, salt, "m:", mark);
      parts.put(PostFeatures.inWords(mark), one.build());
    }
    return parts;
  }

  /**
   * A vector from its parts, as kept in state.
   *
   * @throws IllegalArgumentException unless indices ascend within the size and values are finite
   */
  public static PostVector of(int[] indices, double[] values) {
    boolean fits = indices.length == values.length;
    for (int k = 0; fits && k < indices.length; k++) {
      fits =
          indices[k] >= 0
              && indices[k] < SIZE
              && (k == 0 || indices[k] > indices[k - 1])
              && Double.isFinite(values[k]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A post's vector has %d indices and %d values; indices must ascend from 0 to %d and values be finite.",
              indices.length,
              values.length,
              SIZE - 1));
    }
    return new PostVector(indices.clone(), values.clone());
  }

  /**
   * A vector from its bytes.
   *
   * @throws IllegalArgumentException unless they are those of {@link #bytes}
   */
  public static PostVector of(byte[] bytes) {
    try {
      return PostVectorBytes.read(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "The %d bytes of a post's vector are damaged.", bytes.length),
          e);
    }
  }

  /** What this vector has more than another, entry by entry. */
  PostVector minus(PostVector other) {
    int[] at = new int[indices.length + other.indices.length];
    double[] difference = new double[at.length];
    int n = 0;
    for (int a = 0, b = 0; a < indices.length || b < other.indices.length; n++) {
      int mine = a < indices.length ? indices[a] : SIZE;
      int its = b < other.indices.length ? other.indices[b] : SIZE;
      at[n] = Math.min(mine, its);
      difference[n] = (mine <= its ? values[a++] : 0) - (its <= mine ? other.values[b++] : 0);
    }
    return new PostVector(Arrays.copyOf(at, n), Arrays.copyOf(difference, n));
  }

  /** The same vector in some three bytes an entry, exactly. */
  public byte[] bytes() {
    return PostVectorBytes.write(this);
  }

  /** Number of entries that may differ from 0. */
  public int length() {
    return indices.length;
  }

  /** Position of entry k, ascending. */
  public int index(int k) {
    return indices[k];
  }

  /** Value of entry k. */
  public double value(int k) {
    return values[k];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PostVector that
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "PostVector[" + indices.length + " entries]";
  }

  /** Entries in order of appearance, each with its order in the low bits so that sums keep it. */
  private static final class Builder {
    private final long[] keys;
    private final double[] entries;
    private int size;

    Builder(int capacity) {
      keys = new long[capacity];
      entries = new double[capacity];
    }

    /**
     * @param only the one feature to take; null for all
     */
    void family(
        Map<String, Integer> counts,
        double share,
        String blogger,
        String salt,
        String prefix,
        @Nullable String only) {
      double squares = 0;
      for (int count : counts.values()) {
        double value = 1 + Math.log(count);
        squares += value * value;
      }
      double norm = Math.sqrt(squares);
      long shared = FeatureHash.absorb(FeatureHash.absorb(FeatureHash.start(), salt), prefix);
      long own =
          FeatureHash.absorb(FeatureHash.absorb(FeatureHash.start(), salt), blogger + "|" + prefix);
      for (Map.Entry<String, Integer> feature : counts.entrySet()) {
        if (only != null && !only.equals(feature.getKey())) {
          continue;
        }
        double value = (1 + Math.log(feature.getValue())) / norm * Math.sqrt(share);
        add(FeatureHash.finish(FeatureHash.absorb(shared, feature.getKey())), value);
        add(FeatureHash.finish(FeatureHash.absorb(own, feature.getKey())), value * OWN);
      }
    }

    private void add(long hash, double value) {
      keys[size] = (hash & (SIZE - 1)) << 32 | size;
      entries[size++] = (hash >>> SIGN_BIT & 1) != 0 ? value : -value;
    }

    PostVector build() {
      Arrays.sort(keys, 0, size);
      int[] indices = new int[size];
      double[] values = new double[size];
      int n = 0;
      for (int k = 0; k < size; k++) {
        int index = (int) (keys[k] >>> 32);
        double value = entries[(int) keys[k]];
        if (n > 0 && indices[n - 1] == index) {
          values[n - 1] += value;
        } else {
          indices[n] = index;
          values[n++] = value;
        }
      }
      return new PostVector(Arrays.copyOf(indices, n), Arrays.copyOf(values, n));
    }
  }

  /**
   * FNV-1a with 64 bits over the UTF-8 of a name, then the finaliser of SplitMix64. A hash is no
   * secret: whoever has a dictionary can look words up, unless a salt stands before the name.
   *
   * @see <a href="https://datatracker.ietf.org/doc/draft-eastlake-fnv/">The FNV hash</a>
   */
  static final class FeatureHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private FeatureHash() {}

    static long of(String name) {
      return finish(absorb(start(), name));
    }

    /** State before the first byte. */
    static long start() {
      return OFFSET;
    }

    /** h <- (h xor byte) * prime, byte by byte. */
    static long absorb(long hash, String text) {
      long h = hash;
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        h = (h ^ (b & 0xff)) * PRIME;
      }
      return h;
    }

    static long finish(long hash) {
      long h = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
      h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
      return h ^ (h >>> 31);
    }
  }

  /**
   * A {@link PostVector} in few bytes: its distinct values once, of which a post has some dozens,
   * then for each entry the step from the index before and which value it has. Whole numbers take
   * seven bits a byte, lowest first.
   */
  static final class PostVectorBytes {
    private static final int LOW = 0x7f;
    private static final int MORE = 0x80;
    private static final int LONGEST = 5;

    private PostVectorBytes() {}

    static byte[] write(PostVector vector) {
      Map<Double, Integer> values = new LinkedHashMap<>();
      for (int k = 0; k < vector.length(); k++) {
        values.putIfAbsent(vector.value(k), values.size());
      }
      ByteBuffer out =
          ByteBuffer.allocate(
              2 * LONGEST + Double.BYTES * values.size() + 2 * LONGEST * vector.length());
      put(out, vector.length());
      put(out, values.size());
      values.keySet().forEach(out::putDouble);
      int before = 0;
      for (int k = 0; k < vector.length(); k++) {
        put(out, vector.index(k) - before);
        Integer which = values.get(vector.value(k));
        put(out, which == null ? 0 : which);
        before = vector.index(k);
      }
      byte[] bytes = new byte[out.flip().remaining()];
      out.get(bytes);
      return bytes;
    }

    static PostVector read(ByteBuffer in) {
      int length = get(in);
      int size = get(in);
      if (length > PostVector.SIZE || size > length) {
        throw new IndexOutOfBoundsException(length);
      }
      List<Double> values = new ArrayList<>(size);
      for (int k = 0; k < size; k++) {
        values.add(in.getDouble());
      }
      int[] indices = new int[length];
      double[] entries = new double[length];
      int before = 0;
      for (int k = 0; k < length; k++) {
        before += get(in);
        indices[k] = before;
        entries[k] = values.get(get(in));
      }
      return PostVector.of(indices, entries);
    }

    private static void put(ByteBuffer out, int number) {
      int left = number;
      while (left > LOW) {
        out.put((byte) (left & LOW | MORE));
        left >>>= 7;
      }
      out.put((byte) left);
    }

    private static int get(ByteBuffer in) {
      int number = 0;
      for (int shift = 0; shift < 7 * LONGEST; shift += 7) {
        byte next = in.get();
        number |= (next & LOW) << shift;
        if (next >= 0) {
          return number;
        }
      }
      throw new IndexOutOfBoundsException("a number of more than five bytes");
    }
  }
}
