// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/**
 * One place that an output goes to.
 *
 * @param <T> what it takes
 */
public interface Outlet<T> {
  /**
   * Adds the sink.
   *
   * @param operator with whose uid and title those of the added operators begin
   */
  void attach(DataStream<T> stream, Operator operator);

  /** A sink that any number of subtasks write to. */
  static <T> Outlet<T> of(Sink<T> sink) {
    return (stream, operator) -> named(stream.sinkTo(sink), operator);
  }

  /** A sink that one subtask alone writes to. */
  static <T> Outlet<T> single(Sink<T> sink) {
    return (stream, operator) -> named(stream.sinkTo(sink), operator).setParallelism(1);
  }

  /**
   * One more sink beside those of the database and of Kafka.
   *
   * @param name of its own, a word; its uid ends with it
   */
  static <T> Outlet<T> named(String name, Sink<T> sink) {
    return (stream, operator) ->
        stream.sinkTo(sink).uid(operator.uid() + "-" + name).name(operator.title() + ": " + name);
  }

  private static <T> DataStreamSink<T> named(DataStreamSink<T> sink, Operator operator) {
    return sink.uid(operator.uid()).name(operator.title());
  }
}
