// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link PostVector} in few bytes: its distinct values once, of which a post has some dozens,
 * then for each entry the step from the index before and which value it has. Whole numbers take
 * seven bits a byte, lowest first.
 */
final class PostVectorBytes {
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
