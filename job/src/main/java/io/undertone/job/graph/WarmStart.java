// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What refits have learnt from a history, for a job that goes on from there. Periods before {@link
 * #upTo} are part of it: the job leaves their comments out, so that nothing counts twice. The last
 * period of a history is never part of it, since its comments may still have been coming.
 */
public final class WarmStart implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String MAGIC = "undertone-warm-start/1";

  private final HashMap<String, HashMap<String, byte[]>> parts = new HashMap<>();
  private final HashMap<String, Instant> upTo = new HashMap<>();

  /** A start without history. */
  public static WarmStart none() {
    return new WarmStart();
  }

  /** The parts of a topic; empty when it has no history. */
  public Map<String, byte[]> parts(String topic) {
    return parts.getOrDefault(topic, new HashMap<>());
  }

  /** By topic: start of the first period that is not part of its history. */
  public HashMap<String, Instant> upTo() {
    return new HashMap<>(upTo);
  }

  private void add(RefitPart part) {
    parts.computeIfAbsent(part.topic(), t -> new HashMap<>()).put(part.part(), part.state());
    upTo.put(part.topic(), part.upTo());
  }

  /** Writes parts to a file; the same parts give the same bytes. */
  public static void write(List<RefitPart> parts, Path file) throws IOException {
    TreeMap<String, RefitPart> sorted = new TreeMap<>();
    parts.forEach(part -> sorted.put(part.topic() + '\u0000' + part.part(), part));
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(MAGIC);
      out.writeInt(sorted.size());
      for (RefitPart part : sorted.values()) {
        out.writeUTF(part.topic());
        out.writeLong(part.upTo().toEpochMilli());
        out.writeUTF(part.part());
        out.writeInt(part.state().length);
        out.write(part.state());
      }
    }
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws IOException when it is none, in one sentence
   */
  public static WarmStart read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no warm start '" + file + "'; `undertone replay --export FILE` writes one.");
    }
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      if (!in.readUTF().equals(MAGIC)) {
        throw new IOException("it has another layout");
      }
      WarmStart warm = new WarmStart();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        String topic = in.readUTF();
        Instant end = Instant.ofEpochMilli(in.readLong());
        String part = in.readUTF();
        warm.add(new RefitPart(topic, end, part, in.readNBytes(in.readInt())));
      }
      return warm;
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "'%s' is no warm start of this version (%s); export it again by a replay.",
              file,
              e.getMessage()),
          e);
    }
  }
}
