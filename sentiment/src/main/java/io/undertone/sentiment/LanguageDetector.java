// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import io.undertone.sentiment.scope.CleanText;
import io.undertone.sentiment.scope.Fingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells Chinese and English from everything else, reading at most the first {@value #WINDOW}
 * characters of what is left of a text without links, mentions and topics.
 *
 * <p>Scripts come first: kana, Hangul, Cyrillic and the like are other languages, and so are
 * Chinese characters in forms that only Japanese has. A Chinese character weighs as much as {@value
 * #LETTERS_PER_HAN} Latin letters. Latin text is English unless the frequent words and the letters
 * of another language speak louder than those of English. A text without any letter (digits,
 * punctuation, emoji) counts as Chinese, whose scorer has learnt what such marks say.
 */
public final class LanguageDetector {
  private static final int WINDOW = 2_000;
  private static final int LETTERS_PER_HAN = 3;
  private static final String JAPANESE_FORMS =
      "気対発変円図売読駅桜沢価権続実検験戦応択歩渋労覚薬楽郷県黒竜辺単巣悪恵拝拡掲暁栄歓毎満滝焼犠猟畳穏継総縁縄聴舗蔵覧触訳譲豊賛転軽酔醸鉄銭鋭録険隠隣雑霊頼駆騒髪闘鶏麺麦込働峠畑辻枠匂塀搾咲笹榊栃錆喩挿摂様斎伝仏払浜焼猫闇";
  private static final String ORNAMENTS =
      "ʘಠಥωヮдДツノシ益ლ彡ﾉﾟヽヾゞ凸ᴗʖ๑ᵔοσっつづフミソεзвΦφψΣ◡ꈍฅ눈ᵕᐛᗜᵒˊˋㅂㅅㅁᄇᄉᄆو۶٩";
  private static final Map<String, Integer> WORDS = load();

  /** Changes with the lists that languages are told by. */
  static final String VERSION =
      new Fingerprint().with(JAPANESE_FORMS).with(ORNAMENTS).with(new TreeMap<>(WORDS)).digits();

  private static final Pattern PINYIN =
      Pattern.compile(
          "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|[aeio]ng|ian|iao|uai|uan|[ae]i|ao|ou"
              + "|[aeiu]n|i[aeu]|u[aoie]|[aoeiuv])");

  private LanguageDetector() {}

  /** Frequent words: 0 for English, another number for each other language. */
  private static Map<String, Integer> load() {
    Map<String, Integer> words = new HashMap<>();
    Set<String> shared = new HashSet<>();
    int number = 0;
    try (InputStream in = LanguageDetector.class.getResourceAsStream("frequent-words.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split(" ");
        for (int i = 1; i < parts.length; i++) {
          Integer before = words.putIfAbsent(parts[i], number);
          if (before != null && before != 0) {
            shared.add(parts[i]);
          }
        }
        number++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // a word of several other languages is still none of English
    shared.forEach(word -> words.merge(word, 1, (a, b) -> a == 0 ? 0 : a));
    return words;
  }

  /** Language of the text as it was written; never null, whatever the text holds. */
  public static Language detect(String text) {
    return ofClean(CleanText.of(text).text());
  }

  /** Language of a text that is clean already. */
  static Language ofClean(String text) {
    int han = 0;
    int latin = 0;
    int other = 0;
    int japanese = 0;
    int accents = 0;
    int end = Math.min(text.length(), WINDOW);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF) {
        han++;
        japanese += JAPANESE_FORMS.indexOf(c) >= 0 ? 1 : 0;
      } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
        latin++;
      } else if (c >= 0xC0 && c <= 0x24F || c >= 0x1E00 && c <= 0x1EFF) {
        latin++;
        accents += c == 0xD7 || c == 0xF7 ? 0 : 1;
      } else if (c > 0x024F && Character.isLetter(c) && !isOrnament(c)) {
        other++;
      }
    }
    if (other * LETTERS_PER_HAN > Math.max(latin, han) || other > 0 && isKana(text, end)) {
      return Language.OTHER;
    }
    if (han * LETTERS_PER_HAN >= latin) {
      return japanese > 0 && japanese * 12 >= han ? Language.OTHER : Language.ZH;
    }
    return latin < 2 || isEnglish(text.substring(0, end), accents) ? Language.EN : Language.OTHER;
  }

  /** Letters that faces of keyboard marks are made of. */
  private static boolean isOrnament(char c) {
    return ORNAMENTS.indexOf(c) >= 0;
  }

  /** More kana than faces are made of. */
  private static boolean isKana(String text, int end) {
    int kana = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      kana += c >= 0x3041 && c <= 0x30FF && !isOrnament(c) && c != '・' && c != 'の' ? 1 : 0;
    }
    return kana >= 2;
  }

  private static boolean isEnglish(String text, int accents) {
    int[] votes = new int[32];
    int words = 0;
    int syllables = 0;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")) {
      if (!word.isEmpty()) {
        words++;
        syllables += PINYIN.matcher(word).matches() ? 1 : 0;
        Integer language = WORDS.get(word);
        if (language != null) {
          votes[language]++;
        }
      }
    }
    if (words > 1 && syllables == words) {
      return true; // Chinese in Latin letters, which the lexicon knows
    }
    int best = 0;
    for (int i = 1; i < votes.length; i++) {
      best = Math.max(best, votes[i]);
    }
    if (best > votes[0] || best == votes[0] && best > 0 && accents > 0) {
      return false;
    }
    return votes[0] > 0 || accents == 0 || accents * 4 <= words;
  }
}
