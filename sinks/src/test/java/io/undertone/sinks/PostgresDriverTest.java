// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** A cluster's processes outlive the jobs that they run, each with a class loader of its own. */
class PostgresDriverTest {
  @Test
  void theClassesOfAnEndedJobGo() throws Exception {
    WeakReference<ClassLoader> job = useDriver();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return job.refersTo(null);
            });
  }

  private static WeakReference<ClassLoader> useDriver() throws Exception {
    try (JobLoader loader = new JobLoader()) {
      Class<?> unused = Class.forName(Postgres.class.getName(), true, loader);
      return new WeakReference<>(loader);
    }
  }

  /** Loads the sink and the driver itself, as Flink does with a job's jar. */
  private static final class JobLoader extends URLClassLoader {
    JobLoader() {
      super(
          Stream.of(Postgres.class, Driver.class)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
              .toArray(URL[]::new));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.undertone.") && !name.startsWith("org.postgresql.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
