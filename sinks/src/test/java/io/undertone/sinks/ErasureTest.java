// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.DeadLetter;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refused records tell of a post or comment. */
class ErasureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "true | {\"note_id\":\"12\",\"likes\":3}",
        "true | {\"note_id\":12,\"likes\":3}",
        "true | {\"data\":[{\"thread\":\"12\"}]}",
        "false | {\"note_id\":\"7\",\"likes\":12,\"liked_count\":\"12\",\"comment_index\":12}",
        "false | {\"post\":\"12-2\",\"text\":\"of 12, they say\"}",
        "true | a,12,good",
        "true | {\"post\":\"12\",\"text\":\"cut o",
        "false | a,12-2,good",
        "false | a,my_12,good",
        "false | a,123,good",
      })
  void aPostIsNamedByAWholeValueOrWord(boolean named, String payload) {
    assertThat(post(null, "12").covers(refused(payload))).isEqualTo(named);
  }

  @Test
  void anotherBloggersRecordStaysWhereItTells() {
    Erasure ofAnn = post("ann", "p");
    assertThat(ofAnn.covers(refused("{\"post\":\"p\",\"blogger\":\"ann\"}"))).isTrue();
    assertThat(ofAnn.covers(refused("{\"post\":\"p\",\"blogger\":\"bob\"}"))).isFalse();
    assertThat(ofAnn.covers(refused("{\"post\":\"p\"}"))).as("not told").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p#3", "p@comments.csv:7"})
  void allOfThePostGoesWithACommentThatHasNoIdOfItsOwn(String comment) {
    Erasure erasure = new Erasure(null, "p", Set.of(comment));
    assertThat(erasure.covers(refused("{\"post\":\"p\"}"))).isTrue();
    assertThat(erasure.covers(refused("{\"post\":\"q\"}"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"too late: its period", "post unknown: no post"})
  void whatTheJobNamedOnlyAsTheSourceIsFound(String reason) {
    DeadLetter letter = letter(reason, "ann/p/c1", "{\"id\":\"c1\"}");
    assertThat(post(null, "p").covers(letter)).isTrue();
    assertThat(new Erasure(null, "p", Set.of("c1")).covers(letter)).isTrue();
    assertThat(new Erasure(null, "p", Set.of("c2")).covers(letter)).isFalse();
    assertThat(post(null, "p").covers(letter("score is 7", "ann/p/c1", "{}"))).isFalse();
  }

  @Test
  void aBlankIdIsRefused() {
    assertThatThrownBy(() -> post(null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The post to erase is ''; give an id, which is never blank.");
    assertThatThrownBy(() -> post(" ", "p")).hasMessageContaining("The blogger to erase is ' '");
    assertThatThrownBy(() -> new Erasure(null, "p", Set.of("")))
        .hasMessageContaining("The comment to erase is ''");
  }

  private static Erasure post(@Nullable String blogger, String post) {
    return new Erasure(blogger, post, Set.of());
  }

  private static DeadLetter refused(String payload) {
    return letter("score is 7", "comments.jsonl", payload);
  }

  private static DeadLetter letter(String reason, String source, String payload) {
    return new DeadLetter("t", reason, source, 1, payload, Instant.EPOCH, "");
  }
}
