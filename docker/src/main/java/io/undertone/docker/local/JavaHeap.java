// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of another Java process with the serial collector, asked by the JDK's jcmd. */
public final class JavaHeap {
  private static final Pattern GENERATION = Pattern.compile("generation .* used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private JavaHeap() {}

  /** Bytes of heap that live objects take: it collects garbage first. */
  public static long liveBytes(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    Matcher used = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new IOException("process " + pid + " does not tell its heap's generations");
    }
    return kilobytes * 1024;
  }

  /** Bytes of memory that the process takes from the machine, beside the heap RocksDB's too. */
  public static long residentBytes(long pid) throws IOException {
    Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", pid + "", "status")));
    if (!resident.find()) {
      throw new IOException("process " + pid + " has ended");
    }
    return Long.parseLong(resident.group(1)) * 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    Path output = Files.createTempFile(directory, "jcmd", ".txt");
    try {
      return Commands.run(
          directory,
          output,
          List.of(
              Path.of(Commands.java()).resolveSibling("jcmd").toString(),
              Long.toString(pid),
              command));
    } finally {
      Files.delete(output);
    }
  }
}
