// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

/** Weighs the valences of a text by the clauses that they stand in. */
final class ClauseWeights {
  private static final double BEFORE_BUT = 0.4;
  private static final double AFTER_BUT = 1.25;
  private static final double GRANTED = 0.35;
  private static final double PAST = 0.35;
  private static final double PAST_ALONE = 0.7;
  private static final double TURNED = -0.3;
  private static final double WISHED = 0.2;
  private static final double SAID = 0.3;
  private static final double SAID_ALONE = 0.7;
  private static final double EXCEPTED = 0.3;
  private static final double ASKED = 0.15;
  private static final double CONTRADICTED = -0.7;
  private static final double NOT_MEANT = 0.35;

  private final Segments s;
  private final double[] value;

  ClauseWeights(Segments segments, double[] value) {
    this.s = segments;
    this.value = value;
  }

  /** Weighs in place; true when a sentence asks. */
  boolean apply() {
    boolean asked = false;
    for (int k = 0; k < s.size; k++) {
      switch (s.role(k)) {
        case CONCEDE -> weigh(k, granted(k), GRANTED);
        case PAST -> past(k);
        case WISH -> wish(k);
        case SAID -> weigh(k, endOfClause(k), outside(k, endOfClause(k)) ? SAID : SAID_ALONE);
        case EXCEPT -> weigh(k, endOfClause(k), EXCEPTED);
        default -> {}
      }
    }
    for (int k = 0; k < s.size; k++) {
      if (s.is(k, ScopeRole.BUT)) {
        contrast(k);
      } else if (s.is(k, ScopeRole.UNTIL)) {
        scale(startOfSentence(k), k, -0.4);
      }
    }
    irony();
    lastWord();
    for (int sentence = 0; sentence < s.sentences; sentence++) {
      asked |= ask(sentence);
    }
    return asked;
  }

  private int endOfClause(int k) {
    int end = k + 1;
    while (end < s.size && s.clause[end] == s.clause[k] && !s.is(end, ScopeRole.BUT)) {
      end++;
    }
    return end;
  }

  private int startOfSentence(int k) {
    int start = k;
    while (start > 0 && s.sentence[start - 1] == s.sentence[k]) {
      start--;
    }
    return start;
  }

  private int endOfSentence(int k) {
    int end = k;
    while (end < s.size && s.sentence[end] == s.sentence[k]) {
      end++;
    }
    return end;
  }

  /** A concession without a comma grants the first opinion after it. */
  private int granted(int k) {
    int end = endOfClause(k);
    if (end < s.size && s.sentence[end] == s.sentence[k]) {
      return end;
    }
    int opinions = 0;
    for (int i = k; i < end; i++) {
      opinions += value[i] != 0 ? 1 : 0;
    }
    if (opinions < 2) {
      return end;
    }
    for (int i = k; i < end; i++) {
      if (value[i] != 0) {
        return i + 1;
      }
    }
    return end;
  }

  private void past(int k) {
    int end = endOfClause(k);
    if (outside(k, end)) {
      weigh(k, end, PAST);
    } else {
      weigh(k, end, s.value(k) > 0 ? TURNED : PAST_ALONE);
    }
  }

  private void wish(int k) {
    weigh(k, endOfClause(k), WISHED);
    value[k] += s.value(k);
  }

  private boolean outside(int from, int to) {
    for (int i = 0; i < s.size; i++) {
      if ((i < from || i >= to) && value[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private void weigh(int k, int end, double factor) {
    scale(k, end, factor);
  }

  private void scale(int from, int to, double factor) {
    for (int i = from; i < to; i++) {
      value[i] *= factor;
    }
  }

  private double sum(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += value[i];
    }
    return sum;
  }

  private boolean any(int from, int to) {
    for (int i = from; i < to; i++) {
      if (value[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean negates(int from, int to) {
    for (int i = from; i < to; i++) {
      if (s.is(i, ScopeRole.NEG)) {
        return true;
      }
    }
    return false;
  }

  private void contrast(int k) {
    int start = startOfSentence(k);
    if (start == k || !any(start, k)) {
      start = start > 0 ? startOfSentence(start - 1) : start;
    }
    int end = endOfSentence(k);
    if (!any(start, k)) {
      return;
    }
    if (any(k + 1, end)) {
      scale(start, k, BEFORE_BUT);
      scale(k + 1, end, AFTER_BUT);
    } else if (negates(k + 1, end) && end - k < 6) {
      scale(start, k, CONTRADICTED);
    }
  }

  /** "They said it is bad, it is not": a last clause that only denies. */
  private void lastWord() {
    int last = s.size - 1;
    while (last >= 0 && s.isSign(last)) {
      last--;
    }
    if (last < 1) {
      return;
    }
    int start = last;
    while (start > 0 && s.clause[start - 1] == s.clause[last]) {
      start--;
    }
    if (start == 0) {
      return;
    }
    int atoms = s.to[last] - s.from[start];
    boolean said = false;
    for (int i = 0; i < start; i++) {
      said |= s.is(i, ScopeRole.SAID) || s.is(i, ScopeRole.PAST);
    }
    boolean answer = s.sign(start, '?') && atoms == 2;
    if (said && atoms <= 5 && negates(start, last + 1) && !any(start, last + 1)) {
      scale(0, start, SAID / SAID_ALONE * CONTRADICTED * 2);
    } else if (answer) {
      answer(start, last);
    }
  }

  /** "Do I think it is good? No": the answer decides. */
  private void answer(int start, int last) {
    String word = s.label(last);
    if (word.equalsIgnoreCase("no")) {
      scale(0, start, CONTRADICTED / ASKED);
    } else if (word.equalsIgnoreCase("yes")) {
      scale(0, start, 1 / ASKED);
    }
  }

  private void irony() {
    boolean marked = false;
    for (int k = 0; k < s.size; k++) {
      marked |= s.is(k, ScopeRole.IRONY);
      if (s.is(k, ScopeRole.PRAISE) && value[k] > 0 && !(s.english && describes(k))) {
        complaintAfter(k);
      }
    }
    if (marked) {
      for (int i = 0; i < s.size; i++) {
        value[i] *= value[i] > 0 ? NOT_MEANT : 1;
      }
    }
  }

  /** A single word that speaks of the one behind it: "great hardware". */
  private boolean describes(int k) {
    return !s.han(k) && s.to[k] - s.from[k] == 1 && k + 1 < s.size && !s.isSign(k + 1);
  }

  /** Praise by itself, and a complaint at once behind it: the praise is not meant. */
  private void complaintAfter(int k) {
    int end = Math.min(s.size, k + 14);
    double after = 0;
    for (int i = k + 1; i < end; i++) {
      if (s.is(i, ScopeRole.BUT) || s.is(i, ScopeRole.CONCEDE)) {
        return;
      }
      boolean apart = s.sentence[i] != s.sentence[k] && !alone(k);
      if (apart || value[i] > 0 && !s.is(i, ScopeRole.PRAISE)) {
        break;
      }
      after += Math.min(value[i], 0);
    }
    if (after < -0.7) {
      value[k] *= -0.3;
    }
  }

  /** Praise that is a sentence by itself. */
  private boolean alone(int k) {
    return endOfSentence(k) - startOfSentence(k) <= 4;
  }

  private boolean ask(int sentence) {
    int from = 0;
    while (from < s.size && s.sentence[from] != sentence) {
      from++;
    }
    int to = from;
    boolean asks = false;
    boolean han = false;
    while (to < s.size && s.sentence[to] == sentence) {
      han |= s.han(to);
      to++;
    }
    // the mark that ends a sentence opens the next one
    boolean marked = to < s.size && s.sign(to, '?');
    for (int k = from; k < to; k++) {
      if (s.is(k, ScopeRole.ASK)) {
        asks |= s.han(k) ? marked || particle(k) : marked && opens(k, from);
      }
    }
    if (asks) {
      for (int k = from; k < to; k++) {
        value[k] *= s.to[k] - s.from[k] >= 4 ? 0.7 : ASKED;
      }
    }
    return asks;
  }

  private boolean particle(int k) {
    char c = s.atoms.first(s.from[k]);
    return c == '吗' || c == '么';
  }

  private boolean opens(int k, int from) {
    int first = from;
    while (first < k && s.isSign(first)) {
      first++;
    }
    return first == k || k == first + 1 && !s.han(k);
  }
}
