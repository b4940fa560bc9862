// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.FormatYaml;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.Sample;
import io.undertone.ingest.format.TimeGuess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an unknown source has: by the usual names for each, in order of how plainly they say
 * it, and by whether the values are of its kind.
 *
 * @param yaml the mapping, in the mapping language
 * @param sure whether text and time were found under their usual names
 * @param lacking what was not found, for people
 */
record Guess(ObjectNode yaml, boolean sure, List<String> lacking) {
  private static final double MOST = 0.9;
  private static final int SHORT_TEXT = 12;

  /** Looks at the fields of a source. */
  static Guess of(Sample sample) {
    String list = list(sample);
    Map<String, String> candidates = new LinkedHashMap<>();
    for (String name : sample.names()) {
      if (list.isEmpty() ? !name.contains("[]") : name.startsWith(list + ".")) {
        String relative = list.isEmpty() ? name : name.substring(list.length() + 1);
        if (!relative.contains("[]")) {
          candidates.put(name, relative);
        }
      }
    }
    return new Search(sample, candidates, list).run();
  }

  /** The list with the most objects that have a text and a time; empty when records lie outside. */
  private static String list(Sample sample) {
    Map<String, Integer> lists = new LinkedHashMap<>();
    for (String name : sample.names()) {
      int end = name.lastIndexOf("[].");
      String field = name.substring(name.lastIndexOf('.') + 1);
      if (end > 0 && UsualNames.of(Field.TEXT).contains(UsualNames.plain(field))) {
        lists.merge(name.substring(0, end + 2), sample.count(name), Math::max);
      }
    }
    String best = "";
    int most = Math.max(1, sample.records());
    for (Map.Entry<String, Integer> entry : lists.entrySet()) {
      boolean timed =
          sample.names().stream()
              .filter(n -> n.startsWith(entry.getKey() + "."))
              .anyMatch(n -> TimeGuess.fraction(sample.values(n)) > MOST);
      if (timed && entry.getValue() > most && !hasOwnText(sample)) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }

  /** Records that have text and time themselves hold replies in their lists, not records. */
  private static boolean hasOwnText(Sample sample) {
    boolean text = filled(sample, UsualNames.of(Field.TEXT).subList(0, 10));
    return text && filled(sample, UsualNames.of(Field.TIME));
  }

  /** The one record of a file is rather a frame, so that of it only its own fields count. */
  private static boolean filled(Sample sample, List<String> usual) {
    return sample.names().stream()
        .filter(name -> !name.contains("[]"))
        .filter(name -> sample.records() > 1 || !name.contains("."))
        .filter(name -> usual.contains(UsualNames.plain(name.substring(name.lastIndexOf('.') + 1))))
        .anyMatch(name -> sample.count(name) * 2 > sample.records());
  }

  /** One search; a column is taken once, but for the time that may serve twice. */
  private static final class Search {
    private final Sample sample;
    private final Map<String, String> candidates;
    private final String list;
    private final Set<String> taken = new HashSet<>();
    private final Map<Field, String> found = new LinkedHashMap<>();
    private final Map<Field, String> patterns = new LinkedHashMap<>();
    private @Nullable String scale;
    private boolean unusual;

    Search(Sample sample, Map<String, String> candidates, String list) {
      this.sample = sample;
      this.candidates = candidates;
      this.list = list;
    }

    Guess run() {
      find(Field.OBSERVED_AT);
      find(Field.POST_TIME);
      find(Field.TIME);
      find(Field.SCORE);
      find(Field.TEXT);
      for (Field field :
          List.of(
              Field.ID,
              Field.POST,
              Field.BLOGGER,
              Field.LIKES,
              Field.AUTHOR,
              Field.LANGUAGE,
              Field.POST_TEXT,
              Field.DELETED,
              Field.POST_LIKES,
              Field.POST_SCORE)) {
        find(field);
      }
      byLastWord(Field.LIKES);
      byContent();
      List<String> lacking = new ArrayList<>();
      if (!found.containsKey(Field.TEXT) && !found.containsKey(Field.SCORE)) {
        lacking.add("text");
      }
      if (!found.containsKey(Field.TIME) && !found.containsKey(Field.POST_TIME)) {
        lacking.add("time");
      }
      boolean scaled = scale != null && !found.containsKey(Field.TEXT);
      return new Guess(
          yaml(), lacking.isEmpty() && !unusual && !sample.headless() && !scaled, lacking);
    }

    private void find(Field field) {
      for (String usual : UsualNames.of(field)) {
        for (Map.Entry<String, String> candidate : candidates.entrySet()) {
          String name = UsualNames.plain(candidate.getValue());
          boolean named = name.equals(usual) || name.endsWith("." + usual);
          if (named && !taken.contains(candidate.getKey()) && fits(field, candidate.getKey())) {
            take(field, candidate.getKey());
            return;
          }
        }
      }
    }

    /** Counts often carry a prefix, such as {@code n_likes}. */
    private void byLastWord(Field field) {
      for (String name : found.containsKey(field) ? Set.<String>of() : candidates.keySet()) {
        String last = name.substring(name.lastIndexOf('_') + 1);
        boolean named = name.contains("_") && UsualNames.of(field).contains(UsualNames.plain(last));
        if (named && !taken.contains(name) && fits(field, name)) {
          take(field, name);
          return;
        }
      }
    }

    private void take(Field field, String name) {
      taken.add(name);
      found.put(field, name);
      if (field == Field.SCORE && ScaleGuess.isOther(sample.values(name))) {
        scale = ScaleGuess.of(sample.values(name));
      }
    }

    private boolean fits(Field field, String name) {
      List<String> values = sample.values(name);
      if (values.isEmpty()) {
        return false;
      }
      return switch (field) {
        case TIME, POST_TIME, OBSERVED_AT -> isTime(field, values);
        case TEXT ->
            values.stream().filter(v -> !v.matches("[-\\d.eE+]+")).count() * 2 > values.size();
        case SCORE -> isScore(name, values);
        case LIKES, POST_LIKES ->
            values.stream().limit(50).anyMatch(v -> v.matches("(?sU).*\\d.*"));
        case POST_SCORE -> values.stream().allMatch(io.undertone.ingest.format.Scales::isUnit);
        case DELETED -> values.stream().allMatch(v -> v.matches("(?i)true|false|0|1"));
        case ID ->
            values.stream().distinct().count() * 10 >= values.size() * 9L || values.size() < 3;
        default -> true;
      };
    }

    private boolean isTime(Field field, List<String> values) {
      if (TimeGuess.fraction(values) >= MOST) {
        return true;
      }
      String pattern = TimeGuess.pattern(values);
      if (pattern != null) {
        patterns.put(field, pattern);
      }
      return pattern != null;
    }

    /** A column called score holds votes where its numbers are many and large. */
    private boolean isScore(String name, List<String> values) {
      String guess = ScaleGuess.isOther(values) ? ScaleGuess.of(values) : "0..1";
      boolean votes =
          UsualNames.plain(name).endsWith("score")
              && !"0..1".equals(guess)
              && !"-1..1".equals(guess)
              && !"1..5".equals(guess);
      return guess != null && !votes;
    }

    /** Without a usual name: the longest texts, and whatever can be read as a time. */
    private void byContent() {
      if (!found.containsKey(Field.TIME) && !found.containsKey(Field.POST_TIME)) {
        for (String name : candidates.keySet()) {
          List<String> values = sample.values(name);
          boolean dated = values.stream().limit(20).allMatch(v -> v.length() >= 8);
          if (!taken.contains(name) && values.size() > 1 && dated && isTime(Field.TIME, values)) {
            take(Field.TIME, name);
            unusual = true;
            break;
          }
        }
      }
      if (!found.containsKey(Field.TEXT) && !found.containsKey(Field.SCORE)) {
        String longest = null;
        double most = SHORT_TEXT;
        for (String name : candidates.keySet()) {
          double length = sample.values(name).stream().mapToInt(Guess::length).average().orElse(0);
          if (!taken.contains(name) && length >= most) {
            longest = name;
            most = length;
          }
        }
        if (longest != null) {
          take(Field.TEXT, longest);
          unusual = true;
        }
      }
    }

    /** A list inside of the records whose elements have the same text and time; or empty. */
    private String replies() {
      String text = candidates.get(found.get(Field.TEXT));
      String time = candidates.get(found.get(Field.TIME));
      String start = list.isEmpty() ? "" : list + ".";
      for (String name : sample.names()) {
        String end = "[]." + text;
        boolean longer = name.length() > start.length() + end.length();
        boolean ends = longer && name.startsWith(start) && name.endsWith(end);
        if (text != null && time != null && ends) {
          String inner = name.substring(start.length(), name.length() - end.length());
          boolean timed = sample.names().contains(start + inner + "[]." + time);
          if (timed && inner.matches("[^.\\[\\]]+")) {
            return inner + "[]";
          }
        }
      }
      return "";
    }

    private ObjectNode yaml() {
      ObjectNode root = new YAMLMapper().createObjectNode();
      root.put("format", Formats.MAPPING);
      if (!list.isEmpty()) {
        root.put("records", list);
      }
      String replies = replies();
      if (!replies.isEmpty()) {
        root.put("replies", replies);
      }
      if (sample.headless()) {
        sample.names().forEach(root.putArray("header")::add);
      }
      ObjectNode fields = root.putObject("fields");
      for (Field field : Field.values()) {
        String name = found.get(field);
        if (name != null) {
          fields.put(field.key(), candidates.get(name));
        }
      }
      if (!patterns.isEmpty()) {
        ObjectNode times = root.putObject("times");
        patterns.forEach((field, pattern) -> times.put(field.key(), pattern));
      }
      if (scale != null) {
        root.put("scale", scale);
      }
      return root;
    }
  }

  /** Chinese says as much in a third of the characters. */
  private static int length(String text) {
    return text.chars().map(c -> c >= 0x2E80 ? 3 : 1).sum();
  }

  CommentFormat format() {
    return new FormatYaml("the guess", yaml).alone(Formats.MAPPING);
  }
}
