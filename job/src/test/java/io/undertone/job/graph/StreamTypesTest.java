// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that travels between operators or lives in state is a POJO to Flink: no Kryo. */
class StreamTypesTest {
  static Stream<Class<?>> types() {
    return Stream.of(
        Parsed.class,
        Comment.class,
        DeadLetter.class,
        PostVersion.class,
        UnjoinedComment.class,
        ScoredComment.class,
        PostSummary.class,
        AudiencePeriod.class,
        AlignedPeriod.class,
        Period.class,
        RefitPart.class,
        ScoredText.class,
        EvidencePeriod.class,
        PostComments.class,
        Findings.class);
  }

  /** Records of state that is written by hand, with a layout of its own. */
  static final Set<String> BY_HAND =
      Set.of(
          "PostAttributes",
          "PostState",
          "PeriodTally",
          "TallySegment",
          "CommentVersion",
          "CommentText",
          "Rank",
          "Candidates",
          "ShownComments",
          "AuthorSegments",
          "CappedSums");

  @ParameterizedTest
  @MethodSource("types")
  void serialisesWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void everyRecordOfTheGraphIsListedHere() {
    Stream<String> records =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.undertone.job.graph")
                .stream()
                .filter(c -> c.isRecord() && !c.isNestedClass())
                .filter(c -> !BY_HAND.contains(c.getSimpleName()))
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith(".Deadlines") && !name.endsWith(".TopicRules"));
    assertThat(records).allSatisfy(r -> assertThat(types().map(Class::getName)).contains(r));
  }
}
