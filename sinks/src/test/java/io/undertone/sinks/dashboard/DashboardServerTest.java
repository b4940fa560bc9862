// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.undertone.sinks.SampleResults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardServerTest {
  private static final String JSON = "application/json";
  @TempDir Path directory;
  private final Client client = new Client();
  private @Nullable ServedSample served;

  @AfterEach
  void stop() throws IOException {
    if (served != null) {
      served.close();
    }
  }

  @Test
  void thePageLoadsWithAStrictPolicyAndLittleWeight() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    HttpResponse<String> page = client.get(sample.url(""));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    long weight = page.body().length();
    for (String file : page.body().split("src=\"|href=\"", -1)) {
      String name = file.substring(0, file.indexOf('"'));
      if (name.endsWith(".js") || name.endsWith(".css")) {
        weight += client.get(sample.url(name)).body().length();
      }
    }
    assertThat(weight).isBetween(500_000L, 1_000_000L);
  }

  @Test
  void nothingButTheKnownFilesIsServed() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());

    for (String path :
        List.of("..%2f..%2fetc%2fpasswd", "page.html", "undertone.db", "api/v1/../../x", "js/")) {
      assertThat(client.get(sample.url(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aChangeReachesThePagesThatListen() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    try (EventStream events = new EventStream(sample.server().url())) {
      assertThat(client.json(sample.url("api/v1/audience_sentiment")).path("rows")).hasSize(21);
      sample.write(1);
      events.await("event: change");
      assertThat(client.json(sample.url("api/v1/audience_sentiment")).path("rows")).hasSize(28);
      assertThat(sample.server().viewers()).isEqualTo(1);
    }
  }

  @Test
  void aPageThatComesBackIsToldTheVersion() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    long before = client.json(sample.url("api/v1/meta")).path("version").asLong();
    try (EventStream events = new EventStream(sample.server().url())) {
      events.await("data: {\"version\":" + before + ",\"spread\":1000}");
      sample.write(1);
      events.await("event: change");
    }
    long after = client.json(sample.url("api/v1/meta")).path("version").asLong();
    assertThat(after).isGreaterThan(before);
    try (EventStream events = new EventStream(sample.server().url())) {
      events.await("event: version");
      events.await("data: {\"version\":" + after + ",\"spread\":1000}");
    }
  }

  @Test
  void thePrintedAddressCanBeOpened() throws Exception {
    assertThat(DashboardServer.address("0.0.0.0", 80)).hasToString("http://localhost:80/");
    assertThat(DashboardServer.address("::1", 80)).hasToString("http://[::1]:80/");
    assertThat(DashboardServer.address("localhost", 80)).hasToString("http://localhost:80/");
  }

  @Test
  void cachedAnswersAreBoundedInBytes() throws Exception {
    AnswerCache cache = new AnswerCache();
    Response large = new Response(JSON, new byte[3 << 20], new byte[1 << 20]);
    for (int i = 0; i < 12; i++) {
      cache.get("q" + i, () -> large);
    }
    assertThat(cache.bytes()).isEqualTo(AnswerCache.MOST_BYTES);
    assertThat(cache.get("q11", () -> Response.of(JSON, "new"))).isSameAs(large);
    assertThat(cache.get("q0", () -> Response.of(JSON, "new"))).isNotSameAs(large);
    cache.clear();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void clientsThatSayNothingDoNotHoldUpTheOthers() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), sample.server().url().getPort());
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        silent.add(socket);
      }
      assertThat(client.get(sample.url("api/v1/meta")).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void anotherSiteCannotReadOrWrite() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    String body = "{\"text\":\"x\"}";

    try (Socket socket = request(sample, "GET /api/v1/meta HTTP/1.1", "Host: evil.example")) {
      assertThat(reader(socket).readLine()).contains(" 403 ");
    }
    HttpResponse<String> post =
        client.post(
            sample.url("api/v1/draft"),
            body,
            "Content-Type",
            JSON,
            "Origin",
            "http://evil.example");
    assertThat(post.statusCode()).isEqualTo(403);
    assertThat(client.post(sample.url("api/v1/draft"), body).statusCode()).isEqualTo(415);
  }

  @Test
  void aTokenIsAskedFor() throws Exception {
    ServedSample sample = serve(options -> options.withToken("correct-horse"));

    assertThat(client.get(sample.url("")).statusCode()).isEqualTo(401);
    assertThat(client.error(sample.url("api/v1/meta")))
        .isEqualTo(
            "This dashboard needs its token: open /?token=TOKEN once, or send the header"
                + " 'Authorization: Bearer TOKEN'.");
    assertThat(
            client
                .get(sample.url("api/v1/meta"), "Authorization", "Bearer correct-horse")
                .statusCode())
        .isEqualTo(200);
    assertThat(client.get(sample.url("api/v1/meta"), "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    HttpResponse<String> login = client.get(sample.url("?token=correct-horse"));
    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .endsWith("; HttpOnly; SameSite=Strict; Path=/");
    assertThat(
            client.get(sample.url(""), "Cookie", "a=b; undertone_token=correct-horse").statusCode())
        .isEqualTo(200);
  }

  @Test
  void supervisorsNeedNoToken() throws Exception {
    ServedSample sample = serve(options -> options.withToken("correct-horse"));

    assertThat(client.get(sample.url("healthz")).body()).isEqualTo("{\"live\":true}");
    JsonNode ready = client.json(sample.url("readyz"));
    assertThat(ready.path("ready").asBoolean()).isTrue();
    assertThat(Instant.parse(ready.path("last_write").asText())).isBefore(Instant.now());
    assertThat(ready.path("last_write_age_seconds").asLong(-1)).isNotNegative();
    assertThat(client.get(sample.url("metrics")).statusCode()).isEqualTo(200);
  }

  @Test
  void everyMetricIsThereInPrometheusFormat() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    client.get(sample.url("api/v1/meta"));
    client.get(sample.url("api/v1/nothing"));
    new EventStream(sample.server().url()).close();

    HttpResponse<String> answer = client.get(sample.url("metrics"));
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body().lines())
        .allMatch(
            line -> line.matches("# (HELP|TYPE) \\w+ .+|\\w+(\\{\\w+=\"[^\"]+\"\\})? [0-9.]+"));
    for (DashboardMetric metric : DashboardMetric.values()) {
      assertThat(answer.body()).contains("\n" + metric.title(), metric.header());
    }
    assertThat(answer.body())
        .contains("undertone_dashboard_requests_total{status=\"2xx\"} 2\n")
        .contains("undertone_dashboard_requests_total{status=\"4xx\"} 1\n")
        .contains("undertone_dashboard_request_duration_seconds_count 2\n")
        .contains("undertone_dashboard_database_errors_total 0\n");
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());

    assertThat(client.get(sample.url("api/v1/meta?x=" + "a".repeat(17_000))).statusCode())
        .isEqualTo(414);
    assertThat(
            client
                .post(
                    sample.url("api/v1/draft"),
                    "{\"text\":\"" + "a".repeat(70_000) + "\"}",
                    "Content-Type",
                    JSON)
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void withoutAScorerADraftIsNotScored() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());

    assertThat(
            client
                .post(sample.url("api/v1/draft"), "{\"text\":\"x\"}", "Content-Type", JSON)
                .body())
        .contains("This dashboard runs no scorer, so that no draft can be asked about.");
  }

  @Test
  void acknowledgementsOutliveTheServer() throws Exception {
    Path file = directory.resolve("acknowledged.json");
    String alert =
        """
        {"topic":"huawei","blogger":"1783497251","period_start":"2023-07-01",
         "period_end":"2023-07-16","kind":"data_gap","evidence":"left out"}""";
    ServedSample sample = serve(options -> options.withAcknowledgements(file));
    for (int i = 0; i < 2; i++) {
      assertThat(
              client
                  .post(sample.url("api/v1/acknowledgements"), alert, "Content-Type", JSON)
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(client.json(sample.url("api/v1/meta")).path("acknowledged")).hasSize(1);
    assertThat(Files.readString(file)).contains("\"kind\":\"data_gap\"").doesNotContain("left out");
    assertThat(new Acknowledgements(file).all()).hasSize(1);
    assertThat(
            client.post(sample.url("api/v1/acknowledgements"), "{}", "Content-Type", JSON).body())
        .contains("needs topic, blogger, period_start, period_end, kind of the alert");
  }

  @Test
  void aNewAlertIsSentToTheWebhookUntilItIsTaken() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer hook = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    hook.createContext(
        "/alert",
        exchange -> {
          boolean refused = asked.getAndIncrement() == 0;
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!refused) {
            received.add(body);
          }
          exchange.sendResponseHeaders(refused ? 500 : 204, -1);
          exchange.close();
        });
    hook.start();
    try {
      URI target = URI.create("http://localhost:" + hook.getAddress().getPort() + "/alert");
      ServedSample sample = serve(options -> options.withWebhook(target));
      sample.write(2);
      assertThat(received.poll(20, TimeUnit.SECONDS))
          .contains(
              "\"kind\":\"data_gap\"",
              "\"blogger\":\"1783497251\"",
              "\"period_start\":\"2023-07-01\"",
              "\"posted\":4",
              "\"text\":\"Data gap, huawei, 1783497251, 2023-07-01: Periods without a post: 1. Before"
                  + " that, 4 of 4 had one.\"",
              "\"todo\":\"Find out whether");
      sample.write(1);
      assertThat(received.poll(20, TimeUnit.SECONDS)).contains("\"kind\":\"surprise\"");
      assertThat(received).isEmpty();
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    ServedSample sample = serve(UnaryOperator.identity());
    int port = sample.server().url().getPort();
    DashboardOptions options =
        DashboardOptions.of(directory.resolve("undertone.db").toString())
            .withAddress("localhost", port);

    assertThatThrownBy(() -> DashboardServer.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The dashboard cannot listen on localhost:" + port + ": ")
        .hasMessageEndingWith("Choose another port, or 0 for any free one.");
  }

  @Test
  void impossibleOptionsAreRefused() {
    DashboardOptions options = DashboardOptions.of("x.db");

    assertThatThrownBy(() -> options.withAddress("localhost", 70_000))
        .hasMessage("The dashboard's port is 70000; allowed are 0 (any free port) to 65535.");
    assertThatThrownBy(() -> options.withToken("a+b;c d/e"))
        .hasMessage(
            "The dashboard's token has a character that an address or a cookie would change;"
                + " allowed are letters, digits and - . _ ~. Make one with: openssl rand -hex 16");
    assertThatThrownBy(() -> options.withToken("short"))
        .hasMessage(
            "The dashboard's token has 5 characters; it must have at least 8. Leave it out to need"
                + " none.");
  }

  private ServedSample serve(UnaryOperator<DashboardOptions> options) throws IOException {
    ServedSample sample = new ServedSample(directory, SampleResults.huawei(9), 3, options);
    served = sample;
    return sample;
  }

  private static Socket request(ServedSample sample, String line, String host) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), sample.server().url().getPort());
    socket.setSoTimeout(15_000);
    socket
        .getOutputStream()
        .write((line + "\r\n" + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
