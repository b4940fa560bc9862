// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.findings.FitReason.Kind;
import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitReasonTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  @ParameterizedTest
  @EnumSource(Kind.class)
  void bothLanguagesSayTheSameNumbers(Kind kind) {
    assertSame(kind.words());
    assertThat(kind.words().zh()).matches("(?s).*\\p{IsHan}.*").doesNotContainPattern("[a-z]{2}");
  }

  @ParameterizedTest
  @EnumSource(TermKind.class)
  void bothLanguagesNameTheSameWeights(TermKind kind) {
    assertSame(kind.words());
    assertThat(kind.words().zh()).doesNotContainPattern("[a-z]{2}");
  }

  private static void assertSame(Words words) {
    assertThat(places(words.zh())).hasSameElementsAs(places(words.en()));
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void itsJsonHoldsWhatItWasMadeOfWhateverAudiencesAreCalled() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<FitReason> reasons = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        List<Term> terms = List.of(new Term(TermKind.LAGGED, name(random), random.nextInt(4)));
        reasons.add(
            new FitReason(
                kind, name(random), random.nextInt(9), random.nextInt(9), terms, name(random)));
      }
      JsonNode json = new ObjectMapper().readTree(FitReason.json(reasons));
      assertThat(json).hasSize(3);
      for (int i = 0; i < 3; i++) {
        FitReason reason = reasons.get(i);
        assertThat(json.get(i).path("kind").asText()).isEqualToIgnoringCase(reason.kind().name());
        assertThat(json.get(i).path("blogger").asText()).isEqualTo(reason.blogger());
        assertThat(json.get(i).path("have").asInt()).isEqualTo(reason.have());
        assertThat(json.get(i).path("need").asInt()).isEqualTo(reason.need());
        assertThat(json.get(i).at("/terms/0/blogger").asText())
            .isEqualTo(reason.terms().get(0).blogger());
        assertThat(json.get(i).at("/terms/0/lag").asInt()).isEqualTo(reason.terms().get(0).lag());
        assertThat(json.get(i).path("text").asText()).isEqualTo(reason.text());
      }
    }
  }

  private static String name(Random random) {
    int[] units = {'"', '\\', '\n', 0, '<', 'é', '辛', 0x1F600, '{', '$', '0'};
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      name.appendCodePoint(units[random.nextInt(units.length)]);
    }
    return name.toString();
  }

  @Test
  void ofManyWeightsTheFirstAreToldAndTheOthersCounted() {
    List<Term> terms =
        IntStream.range(0, 90).mapToObj(i -> new Term(TermKind.AUDIENCE, "a" + i, 0)).toList();
    FitReason reason = FitReason.traded("b", terms);
    assertThat(reason.words().en())
        .isEqualTo(
            "b: not identified: the weights on [a0, a1, a2, a3, a4, a5, a6, a7, 82 more] can be"
                + " traded");
    assertThat(reason.words().zh()).contains("另外 82 项");
  }
}
