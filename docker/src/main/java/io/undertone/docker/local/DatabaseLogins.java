// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Passwords of the local database's roles; they are in no text form of this.
 *
 * @param ownerPassword of {@link #OWNER}
 * @param writerPassword of {@link #WRITER}
 * @param readerPassword of {@link #READER}
 */
public record DatabaseLogins(String ownerPassword, String writerPassword, String readerPassword) {
  /** The server's owner. */
  public static final String OWNER = "postgres";

  /** Writes results: the job. */
  public static final String WRITER = "undertone";

  /** Reads results: the dashboard and Grafana. */
  public static final String READER = "undertone_reader";

  private static final int BITS = 128;

  /** New passwords that nobody knows yet. */
  public static DatabaseLogins random() {
    SecureRandom random = new SecureRandom();
    return new DatabaseLogins(word(random), word(random), word(random));
  }

  /** Passwords kept in a file that only its owner may read; made when there is none. */
  static DatabaseLogins kept(Path file) throws IOException {
    if (!Files.exists(file)) {
      DatabaseLogins made = random();
      WorkDirectory.writeSecret(
          file,
          String.join("\n", made.ownerPassword, made.writerPassword, made.readerPassword) + "\n");
    }
    List<String> lines = Files.readAllLines(file);
    return new DatabaseLogins(lines.get(0), lines.get(1), lines.get(2));
  }

  private static String word(SecureRandom random) {
    return new BigInteger(BITS, random).toString(Character.MAX_RADIX);
  }

  @Override
  public String toString() {
    return "logins of " + OWNER + ", " + WRITER + " and " + READER;
  }
}
