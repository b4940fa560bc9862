// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a model, or one audience's part of it, is not fitted: a kind and its numbers, from which
 * sentences are made in each language.
 *
 * @param kind what is amiss
 * @param blogger whose audience it is; empty where it is the whole model
 * @param have how many there are; 0 where nothing is counted
 * @param need how many it takes, or how many places there are
 * @param terms weights that can be traded against each other at no cost; empty for other kinds
 * @param text of an error, in English; empty for other kinds
 */
public record FitReason(
    Kind kind, String blogger, int have, int need, List<Term> terms, String text)
    implements Serializable {
  private static final int MOST_TERMS = 8;

  /** What is amiss; {0} to {3} are audience, have, need and terms or text. */
  public enum Kind {
    /** Of the whole model. */
    TOO_FEW_PERIODS("have {1}, need {2} periods", "已有 {1} 个时段，需要 {2} 个"),
    /** Of one audience. */
    TOO_FEW_OWN_PERIODS("{0}: {1} of {2} periods", "{0}：需要 {2} 个时段，已有 {1} 个"),
    /** Pairs of a period and the one before. */
    TOO_FEW_PAIRS("{0}: {1} of {2} pairs of periods", "{0}：需要 {2} 对相邻时段，已有 {1} 对"),
    /** Weights can be traded against each other. */
    NOT_IDENTIFIED(
        "{0}: not identified: the weights on [{3}] can be traded", "{0}：无法识别：[{3}] 的权重可以互换"),
    /** All places of the model are taken. */
    NO_PLACE("{0}: all {2} places are taken", "{0}：全部 {2} 个位置已占用"),
    /** A network of one. */
    ALONE("it needs at least two audiences", "至少需要两个受众"),
    /** A nonlinear model between two refits. */
    NO_LINEAR_MAP("its map cannot be carried on between refits", "其映射无法在两次拟合之间延续"),
    /** The eigenvalues of a square matrix, of which {2} is the number of rows, were not found. */
    NOT_CONVERGED("the eigenvalues of a matrix of {2} rows did not converge", "{2} 行矩阵的特征值未收敛"),
    /** The model's code threw an exception that says this. */
    FAILED("its code reports: {3}", "其代码报告：{3}"),
    /** Audiences with reasons of their own that are not listed. */
    MORE("and {1} more", "另有 {1} 个");

    private final Words words;

    Kind(String english, String chinese) {
      words = new Words(english, chinese);
    }

    /** Its sentence with places for the numbers. */
    public Words words() {
      return words;
    }
  }

  /**
   * One weight.
   *
   * @param kind of what
   * @param blogger listened to; empty where it is none
   * @param lag in periods, 0 = the previous one; where an anchor is; how many more
   */
  public record Term(TermKind kind, String blogger, int lag) implements Serializable {
    /** In words. */
    public Words words() {
      return kind.words().filled(List.of(blogger, Integer.toString(lag)));
    }
  }

  /** What has a weight; {0} is the audience and {1} the lag. */
  public enum TermKind {
    /** Another audience. */
    AUDIENCE("{0}", "{0}"),
    /** Another audience at one of several lags. */
    LAGGED("{0} at lag {1}", "{0}（滞后 {1}）"),
    /** What an audience is stubborn about. */
    ANCHOR("the anchor", "锚"),
    /** An anchor at 0 or 1. */
    ANCHOR_AT("an anchor at {1}", "位于 {1} 的锚"),
    /** The first value, as the anchor. */
    FIRST("the first value", "首个值"),
    /** The listener itself, earlier. */
    OWN("the own value {1} earlier", "自身早 {1} 个时段的值"),
    /** Terms that are not listed. */
    MORE("{1} more", "另外 {1} 项");

    private final Words words;

    TermKind(String english, String chinese) {
      words = new Words(english, chinese);
    }

    /** In words, with places for audience and lag. */
    public Words words() {
      return words;
    }
  }

  public FitReason {
    terms = List.copyOf(terms);
  }

  /** A reason with numbers. */
  public static FitReason of(Kind kind, String blogger, int have, int need) {
    return new FitReason(kind, blogger, have, need, List.of(), "");
  }

  /** The model's code broke down with this message. */
  public static FitReason failed(String message) {
    return new FitReason(Kind.FAILED, "", 0, 0, List.of(), message);
  }

  /** These weights of one listener can be traded; of many the first are told. */
  public static FitReason traded(String blogger, List<Term> terms) {
    List<Term> told = new ArrayList<>(terms.subList(0, Math.min(MOST_TERMS, terms.size())));
    if (told.size() < terms.size()) {
      told.add(new Term(TermKind.MORE, "", terms.size() - told.size()));
    }
    return new FitReason(Kind.NOT_IDENTIFIED, blogger, 0, 0, told, "");
  }

  /** One sentence in each language. */
  public Words words() {
    return new Words(in(ReportLanguage.EN), in(ReportLanguage.ZH));
  }

  private String in(ReportLanguage language) {
    String more =
        terms.isEmpty()
            ? text
            : terms.stream()
                .map(term -> term.words().in(language))
                .collect(Collectors.joining(", "));
    return kind.words()
        .filled(List.of(blogger, Integer.toString(have), Integer.toString(need), more))
        .in(language);
  }

  /** All reasons in each language; empty where there are none. */
  public static Words words(List<FitReason> reasons) {
    return new Words(
        reasons.stream().map(one -> one.words().en()).collect(Collectors.joining("; ")),
        reasons.stream().map(one -> one.words().zh()).collect(Collectors.joining("；")));
  }

  /** Reasons as a JSON array of objects that leave out what is empty. */
  public static String json(List<FitReason> reasons) {
    return reasons.stream().map(FitReason::json).collect(Collectors.joining(",", "[", "]"));
  }

  private String json() {
    StringBuilder json = new StringBuilder("{\"kind\":").append(quoted(name(kind)));
    json.append(blogger.isEmpty() ? "" : ",\"blogger\":" + quoted(blogger));
    json.append(have == 0 && need == 0 ? "" : ",\"have\":" + have + ",\"need\":" + need);
    if (!terms.isEmpty()) {
      json.append(",\"terms\":")
          .append(terms.stream().map(FitReason::json).collect(Collectors.joining(",", "[", "]")));
    }
    return json.append(text.isEmpty() ? "" : ",\"text\":" + quoted(text)).append('}').toString();
  }

  private static String json(Term term) {
    return "{\"kind\":"
        + quoted(name(term.kind()))
        + (term.blogger().isEmpty() ? "" : ",\"blogger\":" + quoted(term.blogger()))
        + ",\"lag\":"
        + term.lag()
        + "}";
  }

  private static String name(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            unit -> {
              if (unit == '"' || unit == '\\') {
                json.append('\\').append((char) unit);
              } else if (unit < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", unit));
              } else {
                json.append((char) unit);
              }
            });
    return json.append('"').toString();
  }
}
