// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Counts numbers by their remainder and writes each remainder's last count to a file. */
public final class CountingJob {
  private static final int KEYS = 7;

  private CountingJob() {}

  /** Arguments: how many numbers, the pause after each in milliseconds, the file of results. */
  public static void main(String[] args) throws Exception {
    long numbers = Long.parseLong(args[0]);
    long pause = Long.parseLong(args[1]);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromSequence(1, numbers)
        .map(number -> slowly(number, pause))
        .returns(Types.LONG)
        .keyBy(number -> number % KEYS)
        .process(new Count(args[2]))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    environment.execute("counting");
  }

  private static long slowly(long number, long pause) throws InterruptedException {
    Thread.sleep(pause);
    return number;
  }

  private static final class Count extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;
    private final String file;
    private transient ValueState<Long> count;

    Count(String file) {
      this.file = file;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out)
        throws IOException {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws IOException {
      Files.writeString(
          Path.of(file),
          context.getCurrentKey() + "=" + count.value() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
