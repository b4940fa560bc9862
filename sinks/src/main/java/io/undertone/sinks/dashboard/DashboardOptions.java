// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard serves, and to whom.
 *
 * @param database result database: a file, {@code jdbc:sqlite:FILE} or {@code
 *     jdbc:postgresql://HOST/DATABASE}
 * @param user of PostgreSQL; needs no more than SELECT
 * @param password of PostgreSQL
 * @param host address to bind to; localhost unless others should reach it
 * @param port 0 to 65535; 0 takes a free one
 * @param token what viewers must present, of letters, digits and {@code - . _ ~}; null lets
 *     everyone in who reaches the address
 * @param webhook gets a POST with each new alert; null sends none
 * @param acknowledgements file that keeps which alerts were acknowledged; null keeps them until the
 *     server stops
 * @param drafts scores draft posts; null leaves that to the reader
 */
public record DashboardOptions(
    String database,
    @Nullable String user,
    @Nullable String password,
    String host,
    int port,
    @Nullable String token,
    @Nullable URI webhook,
    @Nullable Path acknowledgements,
    @Nullable DraftScorer drafts) {
  private static final Pattern URL_SAFE = Pattern.compile("[A-Za-z0-9._~-]+");

  /** Checks the port and the token. */
  public DashboardOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "The dashboard's port is " + port + "; allowed are 0 (any free port) to 65535.");
    }
    if (token != null && token.length() < 8) {
      throw new IllegalArgumentException(
          "The dashboard's token has "
              + token.length()
              + " characters; it must have at least 8. Leave it out to need none.");
    }
    if (token != null && !URL_SAFE.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "The dashboard's token has a character that an address or a cookie would change; allowed"
              + " are letters, digits and - . _ ~. Make one with: openssl rand -hex 16");
    }
  }

  /** Serves a database on localhost, on a free port. */
  public static DashboardOptions of(String database) {
    return new DashboardOptions(database, null, null, "localhost", 0, null, null, null, null);
  }

  /** With the login of PostgreSQL. */
  public DashboardOptions withLogin(@Nullable String newUser, @Nullable String newPassword) {
    return new DashboardOptions(
        database, newUser, newPassword, host, port, token, webhook, acknowledgements, drafts);
  }

  /** With an address to bind to. */
  public DashboardOptions withAddress(String newHost, int newPort) {
    return new DashboardOptions(
        database, user, password, newHost, newPort, token, webhook, acknowledgements, drafts);
  }

  /** With a token that viewers must present. */
  public DashboardOptions withToken(@Nullable String newToken) {
    return new DashboardOptions(
        database, user, password, host, port, newToken, webhook, acknowledgements, drafts);
  }

  /** With a webhook for new alerts. */
  public DashboardOptions withWebhook(@Nullable URI newWebhook) {
    return new DashboardOptions(
        database, user, password, host, port, token, newWebhook, acknowledgements, drafts);
  }

  /** With a file that keeps acknowledgements. */
  public DashboardOptions withAcknowledgements(@Nullable Path file) {
    return new DashboardOptions(database, user, password, host, port, token, webhook, file, drafts);
  }

  /** With a scorer for draft posts. */
  public DashboardOptions withDrafts(@Nullable DraftScorer scorer) {
    return new DashboardOptions(
        database, user, password, host, port, token, webhook, acknowledgements, scorer);
  }
}
