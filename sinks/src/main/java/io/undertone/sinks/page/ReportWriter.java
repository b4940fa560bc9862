// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code report.html}: the views of the dashboard, frozen in one file that opens without a
 * server. Its own policy forbids every request and every script but its own. It has at most 3 MB:
 * of a long history it holds the latest periods and every few of the earlier ones, and says so.
 */
public final class ReportWriter {
  /** Size of a report, however long the history is. */
  private static final long MOST_BYTES = 3_000_000;

  /** What is neither script nor style nor result. */
  private static final long SHELL_BYTES = 10_000;

  private ReportWriter() {}

  /** Writes the report of a database. */
  public static void write(ResultReader results, Path file) throws IOException {
    write(results, file, null, MOST_BYTES);
  }

  /** Writes the report of an audit, whose sheet comes before the views of the database. */
  public static void write(ResultReader results, Path file, AuditSheet audit) throws IOException {
    write(results, file, audit, MOST_BYTES);
  }

  static void write(ResultReader results, Path file, @Nullable AuditSheet audit, long mostBytes)
      throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, html(results, audit, mostBytes));
  }

  private static String html(ResultReader results, @Nullable AuditSheet audit, long mostBytes)
      throws IOException {
    String charts = PageAssets.text(PageAssets.CHARTS);
    String module = PageAssets.text(PageAssets.SCRIPT);
    String style = PageAssets.text(PageAssets.STYLE);
    long room = mostBytes - size(List.of(charts, module, style)) - SHELL_BYTES;
    StringBuilder body = new StringBuilder();
    body.append("<script type=\"application/json\" id=\"frozen\">")
        .append(frozen(results, audit, room))
        .append("</script>\n<script>")
        .append(charts)
        .append("</script>\n<script type=\"module\">")
        .append(module)
        .append("</script>\n");
    String policy =
        String.format(
            Locale.ROOT,
            "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; style-src 'sha256-%s'; img-src data: blob:; base-uri 'none'; form-action 'none'",
            sha256(charts),
            sha256(module),
            sha256(style));
    String head =
        String.format(
            Locale.ROOT,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<style>%s</style>",
            policy,
            style);
    return PageAssets.html(head, "", body.toString());
  }

  private static long size(List<String> texts) {
    return texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  /** JSON that cannot end its element, whatever bloggers are called. */
  private static String frozen(ResultReader results, @Nullable AuditSheet audit, long mostBytes)
      throws IOException {
    StringWriter json = new StringWriter();
    FrozenResults.write(results, json, audit, mostBytes);
    return json.toString().replace("<", "\\u003c");
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
