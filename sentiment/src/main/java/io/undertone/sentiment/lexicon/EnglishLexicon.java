// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Valences of words and emoticons from -4 (most negative) to 4, and the words that change them.
 *
 * <p>The valences of {@code valences.tsv} are the means of the VADER lexicon (Hutto and Gilbert
 * 2014); those of {@code supplement.tsv}, emoji and a few expressions, are Undertone's own.
 */
final class EnglishLexicon {
  private static final Set<String> NEGATORS =
      Set.of(
          "not",
          "n't",
          "never",
          "no",
          "none",
          "nobody",
          "nothing",
          "nowhere",
          "neither",
          "nor",
          "cannot",
          "without",
          "rarely",
          "seldom",
          "hardly",
          "ai",
          "aint",
          "arent",
          "cant",
          "couldnt",
          "didnt",
          "doesnt",
          "dont",
          "hadnt",
          "hasnt",
          "havent",
          "isnt",
          "mightnt",
          "mustnt",
          "neednt",
          "shouldnt",
          "wasnt",
          "werent",
          "wont",
          "wouldnt",
          "lack",
          "stop");
  private static final Set<String> INTENSIFIERS =
      Set.of(
          "absolutely",
          "amazingly",
          "awfully",
          "completely",
          "considerably",
          "damn",
          "deeply",
          "effing",
          "enormously",
          "entirely",
          "especially",
          "exceptionally",
          "extremely",
          "flippin",
          "freaking",
          "freakin",
          "frickin",
          "fricking",
          "friggin",
          "frigging",
          "fucking",
          "fuckin",
          "fully",
          "greatly",
          "hella",
          "highly",
          "hugely",
          "incredibly",
          "insanely",
          "intensely",
          "majorly",
          "more",
          "most",
          "particularly",
          "purely",
          "quite",
          "really",
          "remarkably",
          "ridiculously",
          "seriously",
          "so",
          "such",
          "super",
          "thoroughly",
          "too",
          "totally",
          "tremendously",
          "truly",
          "uber",
          "unbelievably",
          "utterly",
          "very");
  private static final Set<String> DAMPENERS =
      Set.of(
          "almost",
          "barely",
          "kinda",
          "less",
          "little",
          "marginally",
          "occasionally",
          "partly",
          "scarcely",
          "slightly",
          "somewhat",
          "sorta",
          "bit");

  private final Map<String, Double> valences;

  private EnglishLexicon(Map<String, Double> valences) {
    this.valences = valences;
  }

  /** The lexicon that comes with Undertone. */
  static EnglishLexicon load() {
    Map<String, Double> valences = new HashMap<>(16_384);
    read("valences.tsv", valences);
    read("supplement.tsv", valences);
    return new EnglishLexicon(valences);
  }

  private static void read(String resource, Map<String, Double> valences) {
    try (InputStream in = EnglishLexicon.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && !line.startsWith("# ")) {
          valences.put(line.substring(0, tab), Double.parseDouble(line.substring(tab + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of words, emoticons and emoji. */
  int size() {
    return valences.size();
  }

  /** Valence of a token as written, of its lower case, of a hashtag's word; 0 when unknown. */
  double valence(String token, String lower) {
    Double valence = valences.get(token);
    if (valence == null) {
      valence = valences.get(lower);
    }
    if (valence == null && lower.length() > 1 && lower.charAt(0) == '#') {
      valence = valences.get(lower.substring(1));
    }
    if (valence == null && isElongated(lower)) {
      valence = valences.get(squeezed(lower, 2));
      valence = valence != null ? valence : valences.get(squeezed(lower, 1));
    }
    return valence == null ? 0 : valence;
  }

  /** True when the token is a known sign made of more than letters. */
  boolean isEmoticon(String token) {
    return valences.containsKey(token)
        || valences.containsKey(token.toLowerCase(Locale.ROOT)) && !isWord(token);
  }

  private static boolean isWord(String token) {
    return token.chars().allMatch(Character::isLetterOrDigit);
  }

  /** +1 for a word that strengthens what follows, -1 for one that weakens it, 0 otherwise. */
  int degree(String lower) {
    String word = isElongated(lower) ? squeezed(lower, 1) : lower;
    if (INTENSIFIERS.contains(word)) {
      return 1;
    }
    return DAMPENERS.contains(word) ? -1 : 0;
  }

  boolean negates(String lower) {
    return NEGATORS.contains(lower);
  }

  /** True when a letter is written three times or more in a row. */
  static boolean isElongated(String word) {
    for (int i = 2; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == word.charAt(i - 1) && c == word.charAt(i - 2) && Character.isLetter(c)) {
        return true;
      }
    }
    return false;
  }

  /** The word with runs of three or more equal letters cut to the given length. */
  private static String squeezed(String word, int length) {
    StringBuilder result = new StringBuilder(word.length());
    int i = 0;
    while (i < word.length()) {
      int end = i;
      while (end < word.length() && word.charAt(end) == word.charAt(i)) {
        end++;
      }
      result.append(word, i, end - i >= 3 ? i + length : end);
      i = end;
    }
    return result.toString();
  }
}
