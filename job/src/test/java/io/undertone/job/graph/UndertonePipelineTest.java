// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.job.options.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class UndertonePipelineTest {
  @Test
  void everyOperatorHasTheUidAndNameOfTheEnum() {
    Map<String, String> nodes = new HashMap<>();
    for (StreamNode node : graph().getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      nodes.put(node.getTransformationUID(), node.getOperatorName());
    }
    for (Operator operator : Operator.values()) {
      assertThat(nodes.keySet()).as("uids").anyMatch(uid -> uid.startsWith(operator.uid()));
      assertThat(nodes.values()).as("names").anyMatch(name -> name.contains(operator.title()));
    }
    List<String> uids = Arrays.stream(Operator.values()).map(Operator::uid).toList();
    assertThat(nodes.keySet()).allMatch(uid -> uids.stream().anyMatch(uid::startsWith));
  }

  @Test
  void uidsAreDistinct() {
    assertThat(Arrays.stream(Operator.values()).map(Operator::uid)).doesNotHaveDuplicates();
  }

  private static StreamGraph graph() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    var parsed =
        env.fromData(Parsed.of(new DeadLetter("", "r", "s", 1, "", Instant.EPOCH, "")))
            .uid(Operator.READ.uid())
            .name(Operator.READ.title())
            .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
            .uid(Operator.READ.uid() + "-watermarks");
    UndertonePipeline.define(
        parsed,
        Settings.builder().build(),
        new UndertonePipeline.Sinks(new DiscardingSink<>(), new DiscardingSink<>(), true)
            .withComments(Outlet.single(new DiscardingSink<>()))
            .withLearnt(Outlet.single(new DiscardingSink<>())));
    return env.getStreamGraph();
  }
}
