// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Expressions and what they do, found by the longest match over {@link Atoms} in time independent
 * of their number.
 */
public final class ScopeLexicon {
  /** What one expression does. */
  record Entry(ScopeRole role, double value, int atoms) {}

  private static final double MARK_VALUE = 2.2;

  private final Map<Long, Integer> building = new HashMap<>();
  private final Map<Integer, Entry> entries = new HashMap<>();
  private int nodes = 1;

  private long[] keys = new long[0];
  private int[] targets = new int[0];
  private Entry[] byNode = new Entry[0];

  /** What it is for. */
  enum Kind {
    /** Chinese texts, beside learnt runs. */
    CHINESE,
    /** Chinese texts of which learnt runs know little. */
    WIDE,
    ENGLISH
  }

  private final Kind kind;
  private final @Nullable ScopeLexicon wide;
  private final Fingerprint fingerprint = new Fingerprint();
  private String version = "";

  private ScopeLexicon(Kind kind, @Nullable ScopeLexicon wide) {
    this.kind = kind;
    this.wide = wide;
  }

  Kind kind() {
    return kind;
  }

  /** The same with more expressions, for texts of which learnt runs know little; null for none. */
  @Nullable ScopeLexicon wide() {
    return wide;
  }

  /** Changes whenever an expression, or what it does, changes. */
  public String version() {
    return version;
  }

  /** The lexicon that comes with Undertone for English texts or for Chinese ones, loaded once. */
  public static ScopeLexicon shipped(boolean english) {
    return english ? English.LEXICON : Chinese.LEXICON;
  }

  private static final class Chinese {
    static final ScopeLexicon LEXICON = chinese(Map.of());
  }

  private static final class English {
    static final ScopeLexicon LEXICON = build(Kind.ENGLISH, null, Map.of());
  }

  /**
   * The lexicon that comes with Undertone, with expressions of the user's own on top.
   *
   * @param english whether the texts are English, which are read with more expressions of their own
   * @param own valence in [-4,4] of each; 0 says that an expression carries none
   */
  public static ScopeLexicon with(boolean english, Map<String, Double> own) {
    if (own.isEmpty()) {
      return shipped(english);
    }
    return english ? build(Kind.ENGLISH, null, own) : chinese(own);
  }

  private static ScopeLexicon chinese(Map<String, Double> own) {
    return build(Kind.CHINESE, build(Kind.WIDE, null, own), own);
  }

  private static ScopeLexicon build(
      Kind kind, @Nullable ScopeLexicon wide, Map<String, Double> own) {
    ScopeLexicon lexicon = new ScopeLexicon(kind, wide);
    if (wide != null) {
      lexicon.fingerprint.with(wide.version());
    }
    lexicon.lines("simplified.txt", folded -> {}); // texts are folded by it
    lexicon.readValences("valences.tsv");
    lexicon.readRoles("en.txt");
    if (kind == Kind.ENGLISH) {
      lexicon.readRoles("en-prose.txt");
    }
    lexicon.readRoles("zh.txt");
    if (kind == Kind.WIDE) {
      lexicon.readRoles("zh-wide.txt");
    }
    lexicon.readRoles("emoji.txt");
    if (kind != Kind.CHINESE) {
      lexicon.readRoles("en-signs.txt");
    }
    lexicon.readRoles("names.txt");
    new TreeMap<>(own).forEach(lexicon::putOwn);
    lexicon.freeze();
    lexicon.version = lexicon.fingerprint.digits();
    return lexicon;
  }

  private void putOwn(String expression, double value) {
    fingerprint.with(expression).with(value);
    put(expression, value == 0 ? ScopeRole.NAME : ScopeRole.V, value);
  }

  private void readValences(String resource) {
    lines(
        resource,
        line -> {
          int tab = line.indexOf('\t');
          String word = line.substring(0, tab);
          double value = Double.parseDouble(line.substring(tab + 1));
          boolean letters =
              word.chars()
                  .allMatch(c -> Character.isLetter(c) || c == '-' || c == '\'' || c == ' ');
          put(word, letters ? ScopeRole.V : ScopeRole.FACE, value);
        });
  }

  private void readRoles(String resource) {
    lines(
        resource,
        line -> {
          String[] parts = line.split(" ", 3);
          ScopeRole role = ScopeRole.of(parts[0]);
          double value = Double.parseDouble(parts[1]);
          for (String pattern : parts[2].split("\\|")) {
            expand(pattern.strip(), expression -> put(expression, role, value));
          }
        });
  }

  /** "{do,did} {not,n't}" stands for four expressions; an empty choice leaves its place out. */
  private static void expand(String pattern, Consumer<String> each) {
    int open = pattern.indexOf('{');
    int close = pattern.indexOf('}', open);
    if (open < 0 || close < 0) {
      each.accept(pattern.replace("  ", " ").strip());
      return;
    }
    for (String choice : pattern.substring(open + 1, close).split(",", -1)) {
      expand(pattern.substring(0, open) + choice + pattern.substring(close + 1), each);
    }
  }

  private void lines(String resource, Consumer<String> each) {
    fingerprint.with(resource);
    try (InputStream in = ScopeLexicon.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("# ")) {
          fingerprint.with(line);
          each.accept(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String expression, ScopeRole role, double value) {
    String folded = Folding.compatible(expression);
    StringBuilder seen = new StringBuilder();
    folded.codePoints().filter(c -> !Folding.isSilent(c)).forEach(seen::appendCodePoint);
    Atoms atoms = new Atoms(seen.toString());
    if (atoms.size == 0) {
      return;
    }
    int node = 0;
    for (int i = 0; i < atoms.size; i++) {
      int next = nodes;
      Integer known = building.putIfAbsent(key(node, atoms.hash[i]), next);
      if (known == null) {
        nodes++;
        node = next;
      } else {
        node = known;
      }
    }
    entries.put(node, new Entry(role, value, atoms.size));
  }

  private static long key(int node, long hash) {
    long h = hash + node * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
    return h ^ h >>> 29;
  }

  private void freeze() {
    int capacity = Integer.highestOneBit(Math.max(4, building.size()) * 2) * 2;
    keys = new long[capacity];
    targets = new int[capacity];
    building.forEach(
        (key, node) -> {
          int slot = (int) (key & capacity - 1);
          while (targets[slot] != 0) {
            slot = slot + 1 & capacity - 1;
          }
          keys[slot] = key;
          targets[slot] = node;
        });
    byNode = new Entry[nodes];
    entries.forEach((node, entry) -> byNode[node] = entry);
    building.clear();
    entries.clear();
  }

  private int next(int node, long hash) {
    long key = key(node, hash);
    int mask = keys.length - 1;
    int slot = (int) (key & mask);
    while (targets[slot] != 0) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = slot + 1 & mask;
    }
    return 0;
  }

  /** What a platform mark such as {@code [泪奔]} says by its name; null when that says nothing. */
  @Nullable Entry named(String mark) {
    Atoms name = new Atoms(mark.substring(1, mark.length() - 1));
    Entry found = name.size == 0 ? null : longest(name, 0);
    return found == null || found.atoms() < name.size || !found.role().opinion()
        ? null
        : new Entry(ScopeRole.FACE, MARK_VALUE * Math.signum(found.value()), 1);
  }

  /** The longest expression that starts at an atom; null when none does. */
  @Nullable Entry longest(Atoms atoms, int from) {
    Entry best = null;
    int node = 0;
    boolean touching = true;
    for (int i = from; i < atoms.size; i++) {
      touching &= i == from || atoms.touches(i);
      int following = next(node, atoms.hash[i]);
      if (following == 0 && atoms.isDrawnOut(i)) {
        following = next(node, atoms.squeezed(i, 2));
        following = following == 0 ? next(node, atoms.squeezed(i, 1)) : following;
      }
      if (following == 0) {
        break;
      }
      node = following;
      Entry entry = byNode[node];
      if (entry != null && fits(entry, atoms, from, i, touching)) {
        best = entry;
      }
    }
    return best;
  }

  private static boolean fits(Entry entry, Atoms atoms, int from, int last, boolean touching) {
    if (entry.role() != ScopeRole.FACE || entry.atoms() == 1 && atoms.kind[from] != Atoms.WORD) {
      return true;
    }
    boolean before =
        atoms.touches(from) && atoms.kind[from - 1] == Atoms.WORD && atoms.kind[from] != Atoms.SIGN
            || atoms.touches(from)
                && atoms.kind[from - 1] == Atoms.WORD
                && Character.isDigit(atoms.text.charAt(atoms.start[from] - 1));
    return touching && !before;
  }

  /** Number of nodes of the trie, for tests. */
  int size() {
    return nodes;
  }
}
