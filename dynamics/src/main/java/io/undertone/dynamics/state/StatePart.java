// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kind of state: its name, the version that is written, and a reader for every version that may
 * be found. The bytes begin with a mark, the name and the version, then hold typed values ({@link
 * Codec}); the same state gives the same bytes on every machine.
 *
 * <pre>
 *   static final StatePart&lt;Curve&gt; PART = StatePart.of("curve", 2, Curve::transfer).readsUntyped(1, Curve::transferOld);
 *   byte[] bytes = PART.write(curve);
 *   PART.read(bytes, new Curve());
 * </pre>
 *
 * @param <T> what has the state
 */
public final class StatePart<T> {
  /** Lists the state of a subject to a codec, which writes or reads it. */
  public interface Layout<T> {
    /** Lists every value once, always in the same order. */
    void transfer(T subject, Codec codec);
  }

  private static final int MARK = 0x55545354;

  private final String name;
  private final int version;
  private final Map<Integer, Codec.Item<T>> layouts;
  private final Map<Integer, Codec.Item<T>> untyped;

  private StatePart(
      String name,
      int version,
      Map<Integer, Codec.Item<T>> layouts,
      Map<Integer, Codec.Item<T>> untyped) {
    this.name = name;
    this.version = version;
    this.layouts = layouts;
    this.untyped = untyped;
  }

  /** A part that is written in this version and read in it. */
  public static <T> StatePart<T> of(String name, int version, Layout<T> layout) {
    return ofValue(name, version, item(layout));
  }

  /** The same of what never changes and is made when it is read. */
  public static <T> StatePart<T> ofValue(String name, int version, Codec.Item<T> layout) {
    return new StatePart<>(name, version, Map.of(version, layout), Map.of());
  }

  private static <T> Codec.Item<T> item(Layout<T> layout) {
    return (codec, subject) -> {
      layout.transfer(subject, codec);
      return subject;
    };
  }

  /** The same part with a reader of a version that was written without the types of values. */
  public StatePart<T> readsUntyped(int older, Layout<T> layout) {
    return new StatePart<>(name, version, layouts, with(untyped, older, item(layout)));
  }

  private static <T> Map<Integer, Codec.Item<T>> with(
      Map<Integer, Codec.Item<T>> layouts, int version, Codec.Item<T> layout) {
    Map<Integer, Codec.Item<T>> all = new TreeMap<>(layouts);
    all.put(version, layout);
    return all;
  }

  /**
   * Whether these bytes were written by any part of this kind of codec, and not by an older one.
   */
  public static boolean marked(byte[] bytes) {
    return bytes.length > Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == MARK;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The state in the version written. */
  public byte[] write(T subject) {
    StateCodec codec = StateCodec.writer(name);
    header(codec, version);
    T unused = layout(layouts, version).transfer(codec, subject);
    return codec.written();
  }

  /**
   * Restores a subject.
   *
   * @param into what is restored; of a {@linkplain #ofValue value} a blank one
   * @return the subject, or the value read
   * @throws IllegalArgumentException if the bytes are another part's, of an unknown version, or
   *     damaged
   */
  public T read(byte[] bytes, T into) {
    if (!marked(bytes) && !untyped.isEmpty()) {
      UntypedCodec codec = new UntypedCodec(name, bytes);
      T read = layout(untyped, codec.value(0)).transfer(codec, into);
      codec.end();
      return read;
    }
    StateCodec codec = StateCodec.reader(name, bytes);
    T read = layout(layouts, header(codec, version)).transfer(codec, into);
    codec.end();
    return read;
  }

  private int header(StateCodec codec, int current) {
    int mark = codec.mark(MARK);
    String found = mark == MARK ? codec.value(name) : "";
    if (!found.equals(name)) {
      throw new IllegalArgumentException(
          "State part '" + name + "' was expected, '" + found + "' was found.");
    }
    return codec.value(current);
  }

  private Codec.Item<T> layout(Map<Integer, Codec.Item<T>> layouts, int found) {
    Codec.Item<T> layout = layouts.get(found);
    if (layout == null) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "State part '%s' has version %d; this build reads %s. Restore it with the build that wrote",
                  name,
                  found,
                  layouts.keySet())
              + " it, or start without state and replay.");
    }
    return layout;
  }

  /**
   * Reads what builds before {@link StateCodec} wrote: the same values in the same order, without
   * their types. It writes nothing.
   */
  static final class UntypedCodec implements Codec {
    private final String part;
    private final DataInputStream in;

    UntypedCodec(String part, byte[] bytes) {
      this.part = part;
      in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private interface Read<T> {
      T from(DataInputStream in) throws IOException;
    }

    private <T> T read(Read<T> read) {
      try {
        return read.from(in);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "State part '" + part + "' ends before its layout does; it is damaged.", e);
      }
    }

    @Override
    public boolean reading() {
      return true;
    }

    @Override
    public double value(double current) {
      return read(DataInputStream::readDouble);
    }

    @Override
    public int value(int current) {
      return read(DataInputStream::readInt);
    }

    @Override
    public boolean value(boolean current) {
      return read(DataInputStream::readBoolean);
    }

    @Override
    public long value(long current) {
      return read(DataInputStream::readLong);
    }

    @Override
    public String value(String current) {
      return read(from -> from.readUTF());
    }

    @Override
    public double[] numbers(double[] array) {
      return read(
          from -> {
            double[] numbers = new double[length(from, Double.BYTES)];
            for (int k = 0; k < numbers.length; k++) {
              numbers[k] = from.readDouble();
            }
            return numbers;
          });
    }

    @Override
    public int[] indices(int[] array) {
      return read(
          from -> {
            int[] indices = new int[length(from, Integer.BYTES)];
            for (int k = 0; k < indices.length; k++) {
              indices[k] = from.readInt();
            }
            return indices;
          });
    }

    @Override
    public byte[] bytes(byte[] array) {
      return read(from -> from.readNBytes(length(from, 1)));
    }

    private static int length(DataInputStream in, int size) throws IOException {
      int length = in.readInt();
      if (length < 0 || (long) length * size > in.available()) {
        throw new IOException("a length of " + length);
      }
      return length;
    }

    /** Refuses bytes that are left over: they belong to something else. */
    void end() {
      int left = read(DataInputStream::available);
      if (left > 0) {
        throw new IllegalArgumentException(
            "State part '" + part + "' has " + left + " bytes more than its layout.");
      }
    }
  }
}
