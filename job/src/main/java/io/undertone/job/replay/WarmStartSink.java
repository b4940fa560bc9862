// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.job.graph.RefitPart;
import io.undertone.job.graph.WarmStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes one warm-start file when the input has ended; parallelism 1. */
final class WarmStartSink implements Sink<RefitPart> {
  private static final long serialVersionUID = 1L;

  private final String file;

  WarmStartSink(String file) {
    this.file = file;
  }

  @Override
  public SinkWriter<RefitPart> createWriter(WriterInitContext context) {
    List<RefitPart> parts = new ArrayList<>();
    return new SinkWriter<>() {
      @Override
      public void write(RefitPart part, Context unused) {
        parts.add(part);
      }

      @Override
      public void flush(boolean endOfInput) throws IOException {
        if (endOfInput) {
          WarmStart.write(parts, Path.of(file));
        }
      }

      @Override
      public void close() {}
    };
  }
}
