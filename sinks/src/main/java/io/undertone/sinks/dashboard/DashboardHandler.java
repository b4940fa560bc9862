// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.sinks.page.PageAssets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests to the page, the API and the event stream, and their answers to the reader. */
final class DashboardHandler implements HttpHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardHandler.class);
  private static final String API = "/api/v1/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final int LARGEST_BODY = 64 << 10;
  private static final int LONGEST_QUERY = 16 << 10;
  private static final int PATIENCE_SECONDS = 30;
  private static final int STREAM_SECONDS = 3600;
  private static final long HEALTH_NANOS = 10_000_000_000L;

  private final Map<String, Response> files = new HashMap<>();
  private final Guard guard;
  private final Api api;
  private final AnswerCache cache;
  private final Viewers viewers;
  private final Probes probes;
  private final DashboardMetrics metrics;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "undertone-dashboard-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  DashboardHandler(
      Guard guard,
      Api api,
      AnswerCache cache,
      Viewers viewers,
      Probes probes,
      DashboardMetrics metrics) {
    this.guard = guard;
    this.api = api;
    this.cache = cache;
    this.viewers = viewers;
    this.probes = probes;
    this.metrics = metrics;
    files.put("/", Response.of("text/html; charset=utf-8", page()));
    add(PageAssets.STYLE, "text/css; charset=utf-8");
    add(PageAssets.CHARTS, SCRIPT);
    add(PageAssets.COMMON_CHARTS, SCRIPT);
    add(PageAssets.SCRIPT, SCRIPT);
  }

  private void add(String name, String type) {
    files.put("/" + PageAssets.address(name), Response.of(type, PageAssets.text(name)).immutable());
  }

  private static String page() {
    return PageAssets.html(
        "<link rel=\"stylesheet\" href=\"" + PageAssets.address(PageAssets.STYLE) + "\">",
        " data-graphs=\"" + PageAssets.address(PageAssets.CHARTS) + "\"",
        "<script src=\""
            + PageAssets.address(PageAssets.COMMON_CHARTS)
            + "\"></script>\n<script type=\"module\" src=\""
            + PageAssets.address(PageAssets.SCRIPT)
            + "\"></script>\n");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean streams = Api.isStream(QueryParameters.parse(exchange.getRequestURI().getRawQuery()));
    ScheduledFuture<?> deadline =
        watchdog.schedule(
            exchange::close, streams ? STREAM_SECONDS : PATIENCE_SECONDS, TimeUnit.SECONDS);
    long start = System.nanoTime();
    try {
      Guard.protect(exchange.getResponseHeaders());
      guard.checkOrigin(exchange);
      if (isLogin(exchange)) {
        return;
      }
      if (!Probes.isOpen(exchange.getRequestURI().getPath())) {
        guard.checkToken(exchange);
      }
      answer(exchange);
    } catch (ApiException e) {
      fail(exchange, e);
    } catch (IOException | RuntimeException e) {
      if (exchange.getResponseCode() > 0) {
        LOG.warn("An answer to {} ended early.", exchange.getRequestURI().getPath(), e);
        exchange.close();
        return;
      }
      LOG.warn("The dashboard could not answer {}.", exchange.getRequestURI().getPath(), e);
      fail(exchange, new ApiException(ApiProblem.UNANSWERED));
    } finally {
      deadline.cancel(false);
      boolean stream = exchange.getRequestURI().getPath().equals(API + "events");
      metrics.request(exchange.getResponseCode(), System.nanoTime() - start, stream);
    }
  }

  private boolean isLogin(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      return false;
    }
    String token = QueryParameters.parse(exchange.getRequestURI().getRawQuery()).first("token");
    if (!guard.matches(token)) {
      return false;
    }
    exchange.getResponseHeaders().set("Set-Cookie", Guard.cookie(Objects.requireNonNull(token)));
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
    return true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null && query.length() > LONGEST_QUERY) {
      throw new ApiException(ApiProblem.QUERY_TOO_LONG, LONGEST_QUERY);
    }
    if (method.equals("POST") && path.startsWith(API)) {
      send(exchange, 200, api.post(path.substring(API.length()), body(exchange)));
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new ApiException(ApiProblem.METHOD, method);
    } else if (path.equals(Probes.LIVE)) {
      send(exchange, 200, probes.live());
    } else if (path.equals(Probes.READY)) {
      send(exchange, 200, probes.ready());
    } else if (path.equals(Probes.METRICS)) {
      send(exchange, 200, probes.metrics());
    } else if (path.equals(API + "events")) {
      viewers.add(exchange);
    } else if (path.equals(API) || path.equals(API.substring(0, API.length() - 1))) {
      send(exchange, 200, get("openapi.json", query));
    } else if (path.startsWith(API) && Api.isStream(QueryParameters.parse(query))) {
      stream(exchange, path.substring(API.length()), QueryParameters.parse(query));
    } else if (path.startsWith(API)) {
      send(exchange, 200, get(path.substring(API.length()), query));
    } else if (files.containsKey(path)) {
      send(exchange, 200, Objects.requireNonNull(files.get(path)));
    } else {
      throw new ApiException(ApiProblem.NO_PAGE, path);
    }
  }

  /** Rows go out as they are read; a failure amid them breaks the transfer off. */
  private void stream(HttpExchange exchange, String path, QueryParameters parameters)
      throws IOException {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    boolean gzip = accepted != null && accepted.contains("gzip");
    boolean headOnly = exchange.getRequestMethod().equals("HEAD");
    api.stream(
        path,
        parameters,
        type -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.getResponseHeaders().set("Cache-Control", "no-store");
          exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
          if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          }
          exchange.sendResponseHeaders(200, headOnly ? -1 : 0);
          if (headOnly) {
            return OutputStream.nullOutputStream();
          }
          return gzip ? new QuickGzip(exchange.getResponseBody()) : exchange.getResponseBody();
        });
    exchange.close();
  }

  private Response get(String path, @Nullable String query) throws IOException {
    QueryParameters parameters = QueryParameters.parse(query);
    if (path.equals("meta")) {
      return api.get(path, parameters);
    }
    // the lag in it grows while the database stays as it is
    String age = path.equals("health") ? "#" + System.nanoTime() / HEALTH_NANOS : "";
    return cache.get(path + "?" + query + age, () -> api.get(path, parameters));
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith(Response.JSON)) {
      throw new ApiException(ApiProblem.BODY_TYPE, Response.JSON);
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new ApiException(ApiProblem.BODY_TOO_LARGE, LARGEST_BODY);
    }
    return body;
  }

  /** Says what is wrong in the first language that the reader asks for, or in English. */
  private static void fail(HttpExchange exchange, ApiException problem) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Language");
    boolean chinese = accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("zh");
    ReportLanguage language = chinese ? ReportLanguage.ZH : ReportLanguage.EN;
    exchange.getResponseHeaders().add("Vary", "Accept-Language");
    exchange.getResponseHeaders().set("Content-Language", language.name().toLowerCase(Locale.ROOT));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", problem.words().in(language)).put("code", problem.problem().code());
    send(exchange, problem.problem().status(), Response.of(Response.JSON, body.toString()));
  }

  private static void send(HttpExchange exchange, int status, Response response) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    boolean gzip = accepted != null && accepted.contains("gzip");
    byte[] packed = gzip ? response.gzipped() : null;
    byte[] body = packed == null ? response.plain() : packed;
    boolean packs = gzip && packed == null;
    exchange.getResponseHeaders().set("Content-Type", response.type());
    exchange.getResponseHeaders().set("Cache-Control", response.kept());
    exchange.getResponseHeaders().add("Vary", "Accept-Encoding");
    if (gzip) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    boolean headOnly = exchange.getRequestMethod().equals("HEAD");
    try {
      long length = packs ? 0 : body.length == 0 ? -1 : body.length;
      exchange.sendResponseHeaders(status, headOnly ? -1 : length);
      if (!headOnly) {
        try (OutputStream out =
            packs ? new QuickGzip(exchange.getResponseBody()) : exchange.getResponseBody()) {
          out.write(body);
        }
      }
    } catch (IOException e) {
      LOG.debug("The reader left before the answer was sent.", e);
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
