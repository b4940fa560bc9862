// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.docker.local.LocalStack.Leash;
import java.nio.file.Path;

/** Starts a part on a leash and waits to be killed. */
public final class LeashHolder {
  private LeashHolder() {}

  /** Argument: the work directory. */
  public static void main(String[] args) throws Exception {
    WorkDirectory directory = new WorkDirectory(Path.of(args[0]));
    Leash leash = Leash.attach(directory);
    new Sleeper(directory, "held").start();
    Thread.sleep(60_000);
    leash.close();
  }
}
