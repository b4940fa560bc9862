// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a format writes times. */
interface TimeFormat {
  /** ISO-8601 with offset. */
  TimeFormat ISO =
      new TimeFormat() {
        @Override
        public @Nullable Instant parse(String text) {
          return IsoTime.parse(text);
        }

        @Override
        public String rule() {
          return IsoTime.RULE;
        }
      };

  /** The instant, or null when the text is not of this format. */
  @Nullable Instant parse(String text);

  /** What is allowed, to complete the sentence "it must be ...". */
  String rule();
}
