// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every parser needs to know besides the format.
 *
 * @param topic topic named in dead letters; empty when there is none
 * @param authorSalt secret with which authors are hashed; the same salt gives the same hashes
 * @param defaults values of fields that a record does not have
 * @param limits bounds on sizes and times
 * @param clock wall clock for the bound in the future and for dead letters
 * @param zone zone of times without offset, where the format has none of its own
 * @param crawledAt what times such as 5分钟前 are relative to; null when unknown
 * @param weight what a comment counts for; null leaves it to the format
 * @param origin number of the file that is read, from 1; 0 where the records come from no file
 */
public record ParserOptions(
    String topic,
    String authorSalt,
    Map<Field, String> defaults,
    Limits limits,
    Clock clock,
    ZoneId zone,
    @Nullable Instant crawledAt,
    @Nullable Weight weight,
    int origin)
    implements Serializable {

  public ParserOptions {
    EnumMap<Field, String> copy = new EnumMap<>(Field.class);
    copy.putAll(defaults);
    defaults = copy;
  }

  /** Times without offset in UTC, no time of the crawl, comments weighed as the format says. */
  public ParserOptions(
      String topic, String authorSalt, Map<Field, String> defaults, Limits limits, Clock clock) {
    this(topic, authorSalt, defaults, limits, clock, ZoneOffset.UTC, null, null, 0);
  }

  /** The default limits, the system clock and no defaults for fields. */
  public static ParserOptions of(String topic, String authorSalt) {
    return new ParserOptions(topic, authorSalt, Map.of(), Limits.DEFAULT, Clock.systemUTC());
  }

  /** What parsers with these options put in an author's place. */
  public String hashed(String author) {
    return new AuthorHash(authorSalt).hash(author);
  }

  /** The same with more defaults, which win. */
  public ParserOptions withDefaults(Map<Field, String> others) {
    EnumMap<Field, String> more = new EnumMap<>(Field.class);
    more.putAll(defaults);
    more.putAll(others);
    return new ParserOptions(
        topic, authorSalt, more, limits, clock, zone, crawledAt, weight, origin);
  }

  /** The same with one more default. */
  public ParserOptions withDefault(Field field, String value) {
    return withDefaults(Map.of(field, value));
  }

  /** The same with other limits. */
  public ParserOptions withLimits(Limits other) {
    return new ParserOptions(
        topic, authorSalt, defaults, other, clock, zone, crawledAt, weight, origin);
  }

  /** The same with another zone of times without offset. */
  public ParserOptions withZone(ZoneId other) {
    return new ParserOptions(
        topic, authorSalt, defaults, limits, clock, other, crawledAt, weight, origin);
  }

  /** The same with what times such as 5分钟前 are relative to, and what a comment counts for. */
  public ParserOptions with(@Nullable Instant crawled, @Nullable Weight counted) {
    return new ParserOptions(
        topic, authorSalt, defaults, limits, clock, zone, crawled, counted, origin);
  }

  /** The same with a clock that stands still, in milliseconds since 1970. */
  public ParserOptions asOf(long millis) {
    Clock still = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return new ParserOptions(
        topic, authorSalt, defaults, limits, still, zone, crawledAt, weight, origin);
  }

  /** The same for one file of several, by its number from 1. */
  public ParserOptions of(int file) {
    return new ParserOptions(
        topic, authorSalt, defaults, limits, clock, zone, crawledAt, weight, file);
  }
}
