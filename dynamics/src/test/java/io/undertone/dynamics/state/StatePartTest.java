// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random states of every kind of value are read as they were written, and refused when damaged. */
class StatePartTest {
  private static final StatePart<Everything> PART =
      StatePart.of("everything", 2, Everything::transfer).readsUntyped(1, Everything::transfer);

  /** One value of each kind. */
  private static final class Everything {
    private double number;
    private int whole;
    private long large;
    private boolean truth;
    private String text = "";
    private double[] fixed = new double[3];
    private double[] numbers = {};
    private int[] indices = {};
    private byte[] bytes = {};
    private boolean[] flags = {};
    private List<String> texts = List.of();
    private final Map<String, double[]> entries = new LinkedHashMap<>();

    static Everything random(long seed) {
      Random random = new Random(seed);
      Everything made = new Everything();
      made.number = random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian();
      made.whole = random.nextInt();
      made.large = random.nextLong();
      made.truth = random.nextBoolean();
      made.text = text(random);
      made.fixed = random.doubles(3).toArray();
      made.numbers = random.doubles(random.nextInt(5)).toArray();
      made.indices = random.ints(random.nextInt(5)).toArray();
      made.bytes = new byte[random.nextInt(5)];
      random.nextBytes(made.bytes);
      made.flags = new boolean[random.nextInt(5)];
      Arrays.fill(made.flags, random.nextBoolean());
      made.texts = IntStream.range(0, random.nextInt(4)).mapToObj(k -> text(random)).toList();
      for (int k = random.nextInt(4); k > 0; k--) {
        made.entries.put(text(random) + k, random.doubles(random.nextInt(3)).toArray());
      }
      return made;
    }

    private static String text(Random random) {
      return "aé中\uD83D\uDE00".repeat(random.nextInt(3));
    }

    private void transfer(Codec codec) {
      number = codec.value(number);
      whole = codec.value(whole);
      large = codec.value(large);
      truth = codec.value(truth);
      text = codec.value(text);
      codec.values(fixed);
      numbers = codec.numbers(numbers);
      indices = codec.indices(indices);
      bytes = codec.bytes(bytes);
      flags = codec.flags(flags);
      texts = codec.texts(texts);
      codec.entries(entries, () -> new double[0], Codec::numbers);
    }

    /** As builds wrote it that had no types. */
    private byte[] untyped() throws IOException {
      ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytesOut);
      out.writeInt(1);
      out.writeDouble(number);
      out.writeInt(whole);
      out.writeLong(large);
      out.writeBoolean(truth);
      out.writeUTF(text);
      numbers(out, fixed);
      numbers(out, numbers);
      out.writeInt(indices.length);
      for (int index : indices) {
        out.writeInt(index);
      }
      out.writeInt(bytes.length);
      out.write(bytes);
      out.writeInt(flags.length);
      for (boolean flag : flags) {
        out.writeBoolean(flag);
      }
      out.writeInt(texts.size());
      for (String each : texts) {
        out.writeUTF(each);
      }
      out.writeInt(entries.size());
      for (Map.Entry<String, double[]> entry : entries.entrySet()) {
        out.writeUTF(entry.getKey());
        numbers(out, entry.getValue());
      }
      return bytesOut.toByteArray();
    }

    private static void numbers(DataOutputStream out, double[] values) throws IOException {
      out.writeInt(values.length);
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasWrittenIsRead(int seed) throws IOException {
    byte[] written = PART.write(Everything.random(seed));
    assertThat(StatePart.marked(written)).isTrue();
    assertThat(PART.write(PART.read(written, new Everything()))).isEqualTo(written);
    byte[] old = Everything.random(seed).untyped();
    assertThat(PART.write(PART.read(old, new Everything()))).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damageIsRefusedByName(int seed) throws IOException {
    for (byte[] whole :
        List.of(PART.write(Everything.random(seed)), Everything.random(seed).untyped())) {
      List<byte[]> damaged = new ArrayList<>();
      for (int length = 0; length < whole.length; length++) {
        damaged.add(Arrays.copyOf(whole, length));
      }
      damaged.add(Arrays.copyOf(whole, whole.length + 1));
      for (byte[] bytes : damaged) {
        assertThatThrownBy(() -> PART.read(bytes, new Everything()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'everything'");
      }
    }
  }
}
