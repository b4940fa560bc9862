// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The posts of the real data set, cut into periods. */
final class WeiboPosts {
  static final Path FILE = Path.of("../replay-data/weibo-2023/scored-comments.csv.gz");

  /** Texts of the posts, one JSON object a line: blogger, post, text. */
  static final Path TEXTS = Path.of("../../shared/data/weibo-2023/post-texts.jsonl");

  private record Post(
      String blogger,
      String id,
      Instant time,
      long likes,
      @Nullable Double content,
      PostTally comments,
      byte @Nullable [] words) {
    Post with(byte @Nullable [] other) {
      return new Post(blogger, id, time, likes, content, comments, other);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Collection<Post> posts;

  private WeiboPosts(Collection<Post> posts) {
    this.posts = posts;
  }

  static WeiboPosts read() throws IOException {
    TreeMap<String, Post> posts = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Post one = parse(line.split(",", -1));
        posts.merge(one.id, one, WeiboPosts::together);
      }
    }
    return new WeiboPosts(posts.values());
  }

  private static Post parse(String[] f) {
    return new Post(
        f[0],
        f[0] + "/" + f[1],
        OffsetDateTime.parse(f[2]).toInstant(),
        Long.parseLong(f[3]),
        f[4].isEmpty() ? null : Double.valueOf(f[4]),
        PostTally.EMPTY.plus(Double.parseDouble(f[6]), f[7].isEmpty() ? 0 : Long.parseLong(f[7])),
        null);
  }

  private static Post together(Post a, Post b) {
    return new Post(
        a.blogger, a.id, a.time, a.likes, a.content, a.comments.merge(b.comments), a.words);
  }

  /** The same posts with their texts; those that have none stay without. */
  WeiboPosts withTexts() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    for (String line : Files.readAllLines(TEXTS)) {
      JsonNode one = JSON.readTree(line);
      texts.put(
          one.path("blogger").asText() + "/" + one.path("post").asText(),
          one.path("text").asText());
    }
    return new WeiboPosts(
        posts.stream().map(post -> post.with(words(post.blogger, texts.get(post.id)))).toList());
  }

  private static byte @Nullable [] words(String blogger, @Nullable String text) {
    return text == null ? null : PostVector.of(text, blogger, "").bytes();
  }

  /** The texts of each blogger dealt out anew. */
  WeiboPosts shuffled(long seed) {
    TreeMap<String, List<Post>> ofBlogger = new TreeMap<>();
    posts.forEach(
        post -> ofBlogger.computeIfAbsent(post.blogger, b -> new ArrayList<>()).add(post));
    List<Post> all = new ArrayList<>();
    Random random = new Random(seed);
    for (List<Post> own : ofBlogger.values()) {
      List<Post> dealt = new ArrayList<>(own);
      Collections.shuffle(dealt, random);
      for (int p = 0; p < own.size(); p++) {
        all.add(own.get(p).with(dealt.get(p).words));
      }
    }
    return new WeiboPosts(all);
  }

  /** What is known of the period once posts up to this moment are there. */
  AlignedPeriod period(Period period, Instant until) {
    TreeMap<String, List<PostSummary>> audiences = new TreeMap<>();
    for (Post post : posts) {
      if (!post.time.isBefore(period.start()) && post.time.isBefore(until)) {
        audiences
            .computeIfAbsent(post.blogger, b -> new ArrayList<>())
            .add(
                PostSummary.closed(
                        "huawei",
                        post.blogger,
                        post.id,
                        period,
                        post.time,
                        post.likes,
                        post.content,
                        post.comments.sentiment(),
                        post.comments.effectiveComments(),
                        post.comments.comments())
                    .withWords(post.words));
      }
    }
    List<AudiencePeriod> aligned = new ArrayList<>();
    audiences.forEach(
        (blogger, own) -> aligned.add(AudiencePeriod.of("huawei", blogger, period, own)));
    return until.equals(period.end())
        ? new AlignedPeriod("huawei", period, aligned)
        : new AlignedPeriod("huawei", period, aligned, Standing.MARK, until);
  }
}
