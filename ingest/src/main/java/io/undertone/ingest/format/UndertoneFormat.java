// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/** Undertone's own format: CSV or JSON by the file's ending, packed with gzip or not. */
public final class UndertoneFormat extends SchemaFormat {
  private static final long serialVersionUID = 1L;

  public UndertoneFormat() {
    super("undertone", RecordSchema.undertone(), null);
  }
}
