// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.dynamics.audit.EdgePlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A stream of comments and the truth behind it. */
public final class GeneratedSuite {
  private static final int PLANNED = 400;

  private final Truth truth;

  private GeneratedSuite(Truth truth) {
    this.truth = truth;
  }

  /** Draws the parameters and the sentiment path; comments are made as they are asked for. */
  public static GeneratedSuite of(Suite suite, SuiteOptions options) {
    return new GeneratedSuite(TruthMaker.make(suite, options));
  }

  /** What it was generated from. */
  public Truth truth() {
    return truth;
  }

  /**
   * Periods after which, by the planner of {@link EdgePlan}, a typical edge is confirmed with a
   * probability of .8, from at most {@value #PLANNED} periods of the stream. What the planner has
   * to see is the immediate response W / (1-r), r = d (1-phi) / (1 - phi d), not the effective W.
   *
   * @return null for suites whose edges have no one strength, and where noise hides the edges
   */
  public @Nullable Long periodsNeeded() {
    double[] response = responses();
    return response.length == 0
        ? null
        : EdgePlan.size(
                SuiteSeries.of(this, Math.min(PLANNED, truth.options().periods())),
                response[response.length / 2])
            .median();
  }

  /** Immediate response of every audience to the one it listens to, ascending. */
  private double[] responses() {
    double[] d = truth.selfReliance();
    double[] phi = truth.resilience();
    if (truth.suite() != Suite.DELAYED_PRIVATE || d == null || phi == null) {
      return new double[0];
    }
    double strength = truth.options().strength();
    return IntStream.range(0, d.length)
        .mapToDouble(i -> Math.min(1, strength * (1 - phi[i] * d[i]) / (1 - d[i])))
        .sorted()
        .toArray();
  }

  /** All comments in order of time; only one period is in memory at a time. */
  public Stream<GeneratedComment> comments() {
    CommentMaker maker = new CommentMaker(truth);
    return IntStream.range(0, truth.options().periods())
        .boxed()
        .flatMap(t -> maker.period(t).stream());
  }

  /**
   * Writes {@code comments.csv.gz}, {@code dataset.yaml} and {@code truth.json}.
   *
   * @param directory is made when it is not there; files of these names are replaced
   * @return number of comments
   */
  public long writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("dataset.yaml"), descriptor());
    Files.writeString(directory.resolve("truth.json"), TruthJson.of(truth));
    long count = 0;
    try (Writer out = gzip(directory.resolve("comments.csv.gz"))) {
      boolean text = truth.options().text() != SuiteOptions.TextLanguage.NONE;
      out.write(CommentCsv.header(text));
      for (Iterator<GeneratedComment> it = comments().iterator(); it.hasNext(); count++) {
        out.write(CommentCsv.line(it.next(), text));
      }
    }
    return count;
  }

  /**
   * Writes the same comments as a crawler would: posts and comments apart, as JSON Lines, and
   * nothing else, since every file of such a folder is taken for a part of the crawl.
   *
   * @param directory is made when it is not there; files of these names are replaced
   * @return number of comments
   * @throws IllegalArgumentException when the suite has scores instead of texts
   */
  public long writeCrawlTo(Path directory) throws IOException {
    SuiteOptions.TextLanguage language = truth.options().text();
    if (language == SuiteOptions.TextLanguage.NONE) {
      throw new IllegalArgumentException(
          "A crawl holds texts, not scores; ask for texts in zh, en or mixed.");
    }
    Files.createDirectories(directory);
    Set<String> seen = new HashSet<>();
    long count = 0;
    try (Writer posts = Files.newBufferedWriter(directory.resolve("search_contents.jsonl"));
        Writer out = Files.newBufferedWriter(directory.resolve("search_comments.jsonl"))) {
      for (Iterator<GeneratedComment> it = comments().iterator(); it.hasNext(); count++) {
        GeneratedComment comment = it.next();
        if (seen.add(comment.post())) {
          posts.write(CrawlJson.post(comment, language));
        }
        out.write(CrawlJson.comment(comment));
      }
    }
    return count;
  }

  private static Writer gzip(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
  }

  private String descriptor() {
    SuiteOptions options = truth.options();
    return String.format(
        Locale.ROOT,
        """
        name: generated-%1$s
        title: Generated %1$s, %2$d bloggers, %3$d periods, seed %4$d
        format: undertone
        files: [comments.csv.gz]
        zone: UTC
        period: P%5$dD
        origin: 2024-01-01
        topic: generated
        license: CC0-1.0, generated data
        citation: Undertone, undertone generate %1$s
        """,
        truth.suite().label(),
        options.bloggers(),
        options.periods(),
        options.seed(),
        options.periodDays());
  }
}
