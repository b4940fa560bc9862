// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Throughput of the job while pages watch it, against nobody watching: rounds of (quiet, watched)
 * in alternating order in one process. Each viewer keeps the event stream of the live page open and
 * asks what the page asks at first and after every change, spread over the time that the server
 * names.
 *
 * <pre>  benchmarks/run dashboard replay-data/weibo-2023 60 5 200</pre>
 *
 * Arguments: data set, how often it is repeated, rounds, viewers. Viewers run in the same process
 * and share its cores with the job, so the ratio is a lower bound.
 */
public final class DashboardLoad {
  private static final List<String> QUESTIONS =
      List.of(
          "meta",
          "summary?topic=%s",
          "audience_sentiment?topic=%s",
          "forecast?topic=%s&model=undertone&made_at=latest&conditional=false",
          "alert?topic=%s");

  /** Student's t quantiles at 0.975 by degrees of freedom. */
  private static final double[] T_975 = {
    0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262
  };

  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private DashboardLoad() {}

  public static void main(String[] args) throws Exception {
    Path dataSet = Path.of(args.length > 0 ? args[0] : "replay-data/weibo-2023");
    int copies = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    int viewers = args.length > 3 ? Integer.parseInt(args[3]) : 200;
    Path scratch = Files.createTempDirectory("undertone-dashboard-load");
    new DashboardLoad().measure(scratch, dataSet, copies, rounds, viewers);
  }

  private void measure(Path scratch, Path dataSet, int copies, int rounds, int viewers)
      throws Exception {
    long records = JobThroughput.repeat(dataSet, copies, scratch.resolve("data"));
    run(scratch, 0);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean quietFirst = round % 2 == 0;
      double first = run(scratch, quietFirst ? 0 : viewers);
      double second = run(scratch, quietFirst ? viewers : 0);
      double ratio = quietFirst ? first / second : second / first;
      ratios.add(ratio);
      System.out.printf(
          Locale.ROOT,
          "round %d: quiet %,.0f/s, watched %,.0f/s, watched/quiet %.3f%n",
          round + 1,
          records / (quietFirst ? first : second),
          records / (quietFirst ? second : first),
          ratio);
    }
    report(ratios, viewers);
  }

  /** Geometric mean of the ratios with its 95 % interval by Student's t. */
  private void report(List<Double> ratios, int viewers) {
    double mean = ratios.stream().mapToDouble(Math::log).average().orElse(0);
    double squares =
        ratios.stream().mapToDouble(r -> (Math.log(r) - mean) * (Math.log(r) - mean)).sum();
    double error = ratios.size() < 2 ? 0 : Math.sqrt(squares / (ratios.size() - 1) / ratios.size());
    double t = T_975[Math.max(1, Math.min(ratios.size() - 1, T_975.length - 1))];
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%d viewers: watched/quiet %.3f (95 %% %.3f to %.3f); %d API calls, median %.1f ms, p99 %.1f ms; %d refused, %d failed%n",
        viewers,
        Math.exp(mean),
        Math.exp(mean - t * error),
        Math.exp(mean + t * error),
        sorted.length,
        percentile(sorted, 0.5),
        percentile(sorted, 0.99),
        refused.get(),
        failures.get());
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  /** Seconds that a run takes while so many pages watch. */
  private double run(Path scratch, int viewers) throws Exception {
    DataSet dataSet = DataSet.open(scratch.resolve("data"), null);
    Settings settings =
        Settings.builder()
            .layer(
                "data set",
                Map.of(
                    "zone", String.valueOf(dataSet.zone()),
                    "period", Objects.requireNonNull(dataSet.period()),
                    "topic", Objects.requireNonNull(dataSet.topic())))
            .build();
    Path database = Files.createTempDirectory(scratch, "run").resolve("undertone.db");
    ReplayRun replay = new ReplayRun(dataSet, settings, database);
    AtomicBoolean stopped = new AtomicBoolean();
    List<Thread> pages = new ArrayList<>();
    if (viewers == 0) {
      return replay.run(progress -> {}).seconds();
    }
    DashboardServer[] server = new DashboardServer[1];
    double seconds =
        replay
            .run(
                progress -> {
                  if (server[0] == null && progress.records() > 0) {
                    server[0] = open(database);
                    for (int i = 0; i < viewers; i++) {
                      pages.add(page(server[0].url(), settings, stopped, i));
                    }
                  }
                })
            .seconds();
    System.out.printf(
        Locale.ROOT,
        "  of %.1f s: %.2f s of CPU for the server, %.2f s for the viewers%n",
        seconds,
        cpuSeconds("undertone-dashboard"),
        cpuSeconds("viewer"));
    stopped.set(true);
    if (server[0] != null) {
      server[0].close();
    }
    for (Thread page : pages) {
      page.join(10_000);
    }
    return seconds;
  }

  private static double cpuSeconds(String prefix) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(prefix))
            .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
            .sum()
        / 1e9;
  }

  private static DashboardServer open(Path database) {
    try {
      return DashboardServer.start(DashboardOptions.of(database.toString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Thread page(URI url, Settings settings, AtomicBoolean stopped, int seed) {
    String topic = String.valueOf(settings.asMap(UndertoneOptions.all()).get("topic"));
    Thread thread = new Thread(() -> watch(url, topic, stopped, new Random(seed)), "viewer");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void watch(URI url, String topic, AtomicBoolean stopped, Random random) {
    while (!stopped.get()) {
      try {
        HttpURLConnection stream =
            (HttpURLConnection) url.resolve("api/v1/events").toURL().openConnection();
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
              long spread = Long.parseLong(line.replaceAll(".*\"spread\":(\\d+).*", "$1"));
              Thread.sleep((long) (random.nextDouble() * spread));
              ask(url, topic);
            }
          }
        }
      } catch (IOException e) {
        if (!stopped.get()) {
          failures.incrementAndGet();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void ask(URI url, String topic) throws IOException {
    for (String question : QUESTIONS) {
      long started = System.nanoTime();
      URI to = url.resolve("api/v1/" + String.format(Locale.ROOT, question, topic));
      HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection();
      connection.setRequestProperty("Accept-Encoding", "gzip");
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (status == 200) {
        latencies.add(System.nanoTime() - started);
      } else if (status == 404 || status == 503) {
        refused.incrementAndGet();
      } else {
        failures.incrementAndGet();
      }
    }
  }
}
