// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.undertone.sinks.TimeFormat;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Writes answers as JSON: snake_case names, constants in lower case, times as in the tables. */
public final class AnswerJson {
  private AnswerJson() {}

  /** A mapper for a database's times. */
  public static ObjectMapper mapper(TimeFormat times) {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Instant.class, new Words<Instant>(times::time));
    module.addSerializer(
        Enum.class, new Words<Enum>(constant -> constant.name().toLowerCase(Locale.ROOT)));
    module.addSerializer(TopicSummary.Span.class, new Spans(times));
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addModule(module)
        .build();
  }

  private interface Wording<T> {
    String of(T value);
  }

  private static final class Words<T> extends JsonSerializer<T> {
    private final Wording<T> wording;

    private Words(Wording<T> wording) {
      this.wording = wording;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(wording.of(value));
    }
  }

  /** Bounds of a period look like those of the tables, so that rows can be found by them. */
  private static final class Spans extends JsonSerializer<TopicSummary.Span> {
    private final TimeFormat times;

    private Spans(TimeFormat times) {
      this.times = times;
    }

    @Override
    public void serialize(TopicSummary.Span span, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("start", times.periodBound(span.start()));
      json.writeStringField("end", times.periodBound(span.end()));
      json.writeBooleanField("open", span.open());
      json.writeEndObject();
    }
  }
}
