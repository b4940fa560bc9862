// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.scope.Fingerprint;
import io.undertone.sentiment.scope.Reading;
import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The file format of {@link NgramModel}, big-endian: the magic word, the name, the language, a, c,
 * b and the limits of the labels, the dense weights, the steps of weights and scales, the number of
 * features, their hashes ascending (as unsigned differences of seven bits a byte), their weights
 * and scales (16 bits each), and the SHA-256 of all that. The version of a model is made of that
 * digest, of the expressions that it is read with, and of how they are read. Nothing is compressed,
 * since compressors differ from machine to machine.
 */
public final class NgramModelFile {
  private static final long MAGIC = 0x554E445343414C33L;
  private static final long FIRST_MAGIC = 0x554E44_4E4752414DL;
  private static final int DIGEST_BYTES = 32;
  private static final int MAX_FEATURES = 50_000_000;
  private static final int MAX_BYTES = 512 << 20;

  private NgramModelFile() {}

  /** Builds a model of figures and gives it the version that its file will have. */
  public static NgramModel model(
      String name,
      Language language,
      ClassScale scale,
      double[] dense,
      int[] keys,
      double[] weights,
      double[] scales) {
    FeatureTable table = FeatureTable.quantised(keys, weights, scales);
    byte[] payload = payload(name, language, scale, dense, table);
    return new NgramModel(name, version(digest(payload), language), language, scale, dense, table);
  }

  /** The bytes of the model's file. */
  public static byte[] bytes(NgramModel model) {
    byte[] payload =
        payload(model.name(), model.language(), model.scale(), model.dense(), model.table());
    byte[] result = Arrays.copyOf(payload, payload.length + DIGEST_BYTES);
    System.arraycopy(digest(payload), 0, result, payload.length, DIGEST_BYTES);
    return result;
  }

  /**
   * Reads a model file.
   *
   * @throws IOException when it cannot be read or is not an intact model file
   */
  public static NgramModel read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /** Reads a model from a stream; origin names it in errors. */
  public static NgramModel read(InputStream in, String origin) throws IOException {
    byte[] all = in.readNBytes(MAX_BYTES);
    if (all.length >= Long.BYTES && ByteBuffer.wrap(all).getLong() == FIRST_MAGIC) {
      throw new IOException(
          origin + " was written by version 0.1.0, whose features are no more. Train it again.");
    }
    if (all.length < Long.BYTES + DIGEST_BYTES || ByteBuffer.wrap(all).getLong() != MAGIC) {
      throw new IOException(
          origin + " is no model file. Give a .model file written by train-sentiment.");
    }
    byte[] payload = Arrays.copyOf(all, all.length - DIGEST_BYTES);
    byte[] digest = digest(payload);
    if (!MessageDigest.isEqual(digest, Arrays.copyOfRange(all, payload.length, all.length))) {
      throw damaged(origin);
    }
    try (DataInputStream data =
        new DataInputStream(
            new ByteArrayInputStream(payload, Long.BYTES, payload.length - Long.BYTES))) {
      return parse(data, digest);
    } catch (EOFException e) {
      throw damaged(origin);
    }
  }

  private static IOException damaged(String origin) {
    return new IOException(origin + " is damaged: its checksum does not match. Train it again.");
  }

  private static NgramModel parse(DataInputStream data, byte[] digest) throws IOException {
    String name = data.readUTF();
    Language language = data.readBoolean() ? Language.EN : Language.ZH;
    ClassScale scale =
        new ClassScale(
            data.readDouble(),
            data.readDouble(),
            data.readDouble(),
            data.readDouble(),
            data.readDouble());
    double[] dense = new double[Reading.DENSE];
    for (int k = 0; k < dense.length; k++) {
      dense[k] = data.readDouble();
    }
    double weightStep = data.readDouble();
    double scaleStep = data.readDouble();
    int size = data.readInt();
    if (size < 0 || size > MAX_FEATURES) {
      throw new IOException("a model of " + size + " features; at most " + MAX_FEATURES + ".");
    }
    int[] keys = new int[size];
    int previous = Integer.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      previous += readUnsigned(data);
      keys[i] = previous;
    }
    short[] weights = readShorts(data, size);
    short[] scales = readShorts(data, size);
    FeatureTable table = new FeatureTable(keys, weights, scales, weightStep, scaleStep);
    return new NgramModel(name, version(digest, language), language, scale, dense, table);
  }

  private static byte[] payload(
      String name, Language language, ClassScale scale, double[] dense, FeatureTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      data.writeLong(MAGIC);
      data.writeUTF(name);
      data.writeBoolean(language == Language.EN);
      data.writeDouble(scale.slope());
      data.writeDouble(scale.offset());
      data.writeDouble(scale.halfWidth());
      data.writeDouble(scale.low());
      data.writeDouble(scale.high());
      for (double weight : dense) {
        data.writeDouble(weight);
      }
      data.writeDouble(table.weightStep());
      data.writeDouble(table.scaleStep());
      data.writeInt(table.size());
      int previous = Integer.MIN_VALUE;
      for (int i = 0; i < table.size(); i++) {
        writeUnsigned(data, table.key(i) - previous);
        previous = table.key(i);
      }
      for (int i = 0; i < table.size(); i++) {
        data.writeShort(table.storedWeight(i));
      }
      for (int i = 0; i < table.size(); i++) {
        data.writeShort(table.storedScale(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static short[] readShorts(DataInputStream data, int size) throws IOException {
    short[] result = new short[size];
    for (int i = 0; i < size; i++) {
      result[i] = data.readShort();
    }
    return result;
  }

  private static void writeUnsigned(DataOutputStream data, int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      data.writeByte(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    data.writeByte(rest);
  }

  private static int readUnsigned(DataInputStream data) throws IOException {
    int result = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = data.readUnsignedByte();
      result |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return result;
      }
    }
    throw new EOFException();
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  private static String version(byte[] digest, Language language) {
    return new Fingerprint()
        .with(HexFormat.of().formatHex(digest))
        .with(ScopeLexicon.shipped(language == Language.EN).version())
        .with(ScopeReader.RULES)
        .digits();
  }

  private static byte[] digest(byte[] payload) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(payload);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
