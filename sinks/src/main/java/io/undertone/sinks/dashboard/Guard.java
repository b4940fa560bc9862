// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may ask, and what browsers may do with the answer. */
final class Guard {
  private static final String COOKIE = "undertone_token=";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final @Nullable String token;
  private final String host;

  Guard(@Nullable String token, String host) {
    this.token = token;
    this.host = host.toLowerCase(Locale.ROOT);
  }

  /** Sets the headers that every answer carries. */
  static void protect(Headers headers) {
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }

  /**
   * Refuses a page of another site that points its own name at this machine, and writes that come
   * from another site.
   */
  void checkOrigin(HttpExchange exchange) {
    InetSocketAddress local = exchange.getLocalAddress();
    String asked = exchange.getRequestHeaders().getFirst("Host");
    if (local.getAddress().isLoopbackAddress() && !isOurs(asked)) {
      throw new ApiException(ApiProblem.OTHER_HOST, asked);
    }
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null && !origin.replaceFirst("^https?://", "").equals(asked)) {
      throw new ApiException(ApiProblem.OTHER_ORIGIN, origin);
    }
  }

  private boolean isOurs(@Nullable String asked) {
    if (asked == null) {
      return false;
    }
    String name = asked.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || name.equals(host);
  }

  /** Refuses a request without the token, where one is needed. */
  void checkToken(HttpExchange exchange) {
    if (token != null && !matches(presented(exchange))) {
      throw new ApiException(ApiProblem.NO_TOKEN);
    }
  }

  /** Whether this is the token; then the page may keep it as a cookie. */
  boolean matches(@Nullable String given) {
    return token != null
        && given != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  static String cookie(String token) {
    return COOKIE + token + "; HttpOnly; SameSite=Strict; Path=/";
  }

  private static @Nullable String presented(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null && header.startsWith("Bearer ")) {
      return header.substring("Bearer ".length());
    }
    String cookies = exchange.getRequestHeaders().getFirst("Cookie");
    if (cookies != null) {
      for (String cookie : cookies.split("; ?", -1)) {
        if (cookie.startsWith(COOKIE)) {
          return cookie.substring(COOKIE.length());
        }
      }
    }
    return null;
  }
}
