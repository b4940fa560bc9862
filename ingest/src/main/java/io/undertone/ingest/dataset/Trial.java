// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.Refusal.Kind;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.ParseTally;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.ingest.format.Sample;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the first records of a file become in a format. */
final class Trial {
  static final int RECORDS = 1_000;
  private static final int MANY = 5_000;
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[eE]\\+?\\d{2}");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{16,19}");
  private static final int DIGITS_OF_A_DOUBLE = 15;
  private static final int ENOUGH = 4;

  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final Map<String, Set<String>> textsById = new HashMap<>();
  private final Map<String, Set<String>> postsByBlogger = new TreeMap<>();
  private final Map<String, Long> commentsByBlogger = new TreeMap<>();
  private final List<String> ids = new ArrayList<>();
  private ParseTally tally = new ParseTally();
  private @Nullable Refusal unusable;
  private boolean whole;

  private Trial() {}

  static Trial of(DataFile file, ParserOptions options) throws IOException {
    Trial trial = new Trial();
    try (CommentFile open = file.open(options)) {
      int records = 0;
      boolean more = true;
      while (more && records < RECORDS) {
        more = open.read(trial::take);
        records++;
      }
      trial.whole = !more;
      trial.tally = open.tally();
      trial.unusable = open.unusable();
    }
    return trial;
  }

  /**
   * Whether a file has any record of a post; reads until there is one. After many comments the rest
   * is not parsed where no name that only posts have is written in it.
   */
  static boolean hasPost(DataFile file, Sample sample, ParserOptions options) throws IOException {
    try (CommentFile open = file.open(options)) {
      int records = 0;
      while (open.tally().posts() == 0) {
        if (!open.read(parsed -> {})) {
          return open.tally().posts() > 0;
        }
        if (++records == MANY && !mayHavePost(file, sample)) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean mayHavePost(DataFile file, Sample sample) throws IOException {
    Set<String> names = file.format().namesOfPosts();
    return sample.separator() == null
        ? FileBytes.mentions(file.input(), names)
        : names.stream().anyMatch(sample.names()::contains);
  }

  private void take(Parsed parsed) {
    Comment comment = parsed.comment();
    UnjoinedComment apart = parsed.unjoined();
    PostVersion post = parsed.post();
    if (parsed.deadLetter() != null) {
      letters.add(parsed.deadLetter());
    } else if (comment != null) {
      times.add(comment.time());
      text(comment.blogger() + '/' + comment.post(), comment.id(), comment.text());
      blogger(comment.blogger(), comment.post());
      commentsByBlogger.merge(comment.blogger(), 1L, Long::sum);
    } else if (apart != null) {
      times.add(apart.time());
      text(apart.post(), apart.id(), apart.text());
    } else if (post != null) {
      ids.add(post.post());
      blogger(post.blogger(), post.post());
    }
  }

  private void blogger(String blogger, String post) {
    postsByBlogger.computeIfAbsent(blogger, b -> new HashSet<>()).add(post);
  }

  private void text(String post, String id, @Nullable String text) {
    ids.add(id);
    if (text != null) {
      textsById.computeIfAbsent(post + '/' + id, i -> new HashSet<>()).add(text);
    }
  }

  ParseTally tally() {
    return tally;
  }

  /** Whether all of the file was read. */
  boolean whole() {
    return whole;
  }

  /** Times of the comments that could be read. */
  List<Instant> times() {
    return times;
  }

  /** Posts by blogger. */
  Map<String, Set<String>> postsByBlogger() {
    return postsByBlogger;
  }

  Map<String, Long> commentsByBlogger() {
    return commentsByBlogger;
  }

  boolean hasAny() {
    return tally.comments() + tally.posts() + tally.noOpinions() > 0;
  }

  /** Why nothing of the file can be used; null when something can. */
  @Nullable Refusal problem() {
    if (unusable != null) {
      return unusable;
    }
    if (hasAny() || letters.isEmpty()) {
      return null;
    }
    List<Refusal> reasons =
        letters.stream().map(letter -> Refusal.parse(letter.reasonCode())).toList();
    if (reasons.size() == 1) {
      return reasons.get(0);
    }
    Map<String, List<Refusal>> groups =
        reasons.stream()
            .collect(
                Collectors.groupingBy(Refusal::group, LinkedHashMap::new, Collectors.toList()));
    List<Refusal> commonest = Collections.max(groups.values(), Comparator.comparingInt(List::size));
    return Refusal.with(Kind.NONE_READABLE, commonest.get(0), Integer.toString(reasons.size()));
  }

  /** An id that a spreadsheet has rounded; null when all seem whole. */
  @Nullable String damagedId() {
    long scientific = ids.stream().filter(id -> SCIENTIFIC.matcher(id).matches()).count();
    if (scientific > 0 && scientific * 2 >= ids.size()) {
      return ids.stream().filter(id -> SCIENTIFIC.matcher(id).matches()).findFirst().orElse(null);
    }
    List<String> numbers = ids.stream().filter(id -> LONG_NUMBER.matcher(id).matches()).toList();
    boolean rounded =
        numbers.size() >= ENOUGH
            && numbers.stream().allMatch(id -> id.substring(DIGITS_OF_A_DOUBLE).matches("0+"))
            && (numbers.stream().anyMatch(id -> id.length() > DIGITS_OF_A_DOUBLE + 1)
                || numbers.stream().distinct().count() * 2 < numbers.size());
    return rounded ? numbers.get(0) : null;
  }

  /** Ids under which several different texts lie, and how many rows have them; 0 for few. */
  long textsWithOneId() {
    return textsById.values().stream().filter(t -> t.size() > 2).mapToLong(Set::size).sum();
  }

  /** Whether every time lies in 1970, as seconds do that are taken for milliseconds. */
  boolean allIn1970() {
    return times.size() > 1
        && times.stream().allMatch(t -> t.isBefore(Instant.parse("1971-01-01T00:00:00Z")));
  }
}
