// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/**
 * What every parser needs to know besides the format.
 *
 * @param topic topic named in dead letters; empty when there is none
 * @param authorSalt secret with which authors are hashed; the same salt gives the same hashes
 * @param defaults values of fields that a record does not have
 * @param limits bounds on sizes and times
 * @param clock wall clock for the bound in the future and for dead letters
 */
public record ParserOptions(
    String topic, String authorSalt, Map<Field, String> defaults, Limits limits, Clock clock)
    implements Serializable {

  public ParserOptions {
    EnumMap<Field, String> copy = new EnumMap<>(Field.class);
    copy.putAll(defaults);
    defaults = copy;
  }

  /** The default limits, the system clock and no defaults for fields. */
  public static ParserOptions of(String topic, String authorSalt) {
    return new ParserOptions(topic, authorSalt, Map.of(), Limits.DEFAULT, Clock.systemUTC());
  }

  /** What parsers with these options put in an author's place. */
  public String hashed(String author) {
    return new AuthorHash(authorSalt).hash(author);
  }

  /** The same with one more default. */
  public ParserOptions withDefault(Field field, String value) {
    EnumMap<Field, String> more = new EnumMap<>(Field.class);
    more.putAll(defaults);
    more.put(field, value);
    return new ParserOptions(topic, authorSalt, more, limits, clock);
  }

  /** The same with other limits. */
  public ParserOptions withLimits(Limits other) {
    return new ParserOptions(topic, authorSalt, defaults, other, clock);
  }

  /** The same with a clock that stands still, in milliseconds since 1970. */
  public ParserOptions asOf(long millis) {
    Clock still = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return new ParserOptions(topic, authorSalt, defaults, limits, still);
  }
}
