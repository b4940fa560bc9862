// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard: a web server over a result database that another thread or process may be writing
 * to. It reads only; threads, queues and waiting times are bounded.
 */
public final class DashboardServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
  private static final int THREADS = 64;
  private static final int MOST_WAITING = 2000;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final DashboardHandler handler;
  private final Watcher watcher;
  private final Viewers viewers;
  private final ReaderPool pool;
  private final URI url;

  private DashboardServer(
      HttpServer server,
      ThreadPoolExecutor threads,
      DashboardHandler handler,
      Watcher watcher,
      Viewers viewers,
      ReaderPool pool,
      URI url) {
    this.server = server;
    this.threads = threads;
    this.handler = handler;
    this.watcher = watcher;
    this.viewers = viewers;
    this.pool = pool;
    this.url = url;
  }

  /**
   * Starts serving; returns when the page can be opened.
   *
   * @throws IOException when the database cannot be read or the port is taken
   */
  public static DashboardServer start(DashboardOptions options) throws IOException {
    boundTheHttpServer();
    HttpServer server = bind(options);
    List<AutoCloseable> opened = new ArrayList<>(List.of(() -> server.stop(0)));
    try {
      DashboardMetrics metrics = new DashboardMetrics();
      ReaderPool.Opener opener =
          () -> ResultReader.open(options.database(), options.user(), options.password());
      ReaderPool pool = new ReaderPool(opener, metrics);
      opened.add(pool);
      ResultReader watched = opener.open();
      opened.add(watched);
      AnswerCache cache = new AnswerCache();
      Viewers viewers = new Viewers();
      AlertWebhook webhook = new AlertWebhook(options.webhook(), watched, metrics);
      opened.add(webhook);
      webhook.start();
      Api api = new Api(pool, options, new Acknowledgements(options.acknowledgements()), viewers);
      DashboardHandler handler =
          new DashboardHandler(
              new Guard(options.token(), options.host()),
              api,
              cache,
              viewers,
              new Probes(pool, viewers, metrics),
              metrics);
      ThreadPoolExecutor threads = threads();
      Watcher watcher = new Watcher(watched, viewers, cache, webhook, metrics);
      server.createContext("/", handler);
      server.setExecutor(threads);
      server.start();
      watcher.start();
      URI url = address(options.host(), server.getAddress().getPort());
      return new DashboardServer(server, threads, handler, watcher, viewers, pool, url);
    } catch (IOException | RuntimeException e) {
      for (AutoCloseable one : opened) {
        try {
          one.close();
        } catch (Exception failed) {
          e.addSuppressed(failed);
        }
      }
      throw e;
    }
  }

  /** What to open in a browser: this machine where it listens on every address. */
  static URI address(String host, int port) throws IOException {
    InetAddress bound = InetAddress.getByName(host);
    String name = bound.isAnyLocalAddress() ? "localhost" : host;
    String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    return URI.create("http://" + literal + ":" + port + "/");
  }

  private static HttpServer bind(DashboardOptions options) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
    if (!address.getAddress().isLoopbackAddress() && options.token() == null) {
      LOG.warn(
          "The dashboard listens on {} without a token: everyone who reaches it reads the results.",
          options.host());
    }
    try {
      return HttpServer.create(address, 256);
    } catch (IOException e) {
      throw new IOException(
          "The dashboard cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + ": "
              + e.getMessage()
              + ". Choose another port, or 0 for any free one.",
          e);
    }
  }

  /** The JDK's server reads its bounds from system properties, once. */
  private static void boundTheHttpServer() {
    setUnlessGiven("sun.net.httpserver.maxReqTime", "15");
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private static void setUnlessGiven(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "undertone-dashboard-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Where the page is. */
  public URI url() {
    return url;
  }

  /** Pages that listen for changes now. */
  public int viewers() {
    return viewers.count();
  }

  @Override
  public void close() throws IOException {
    watcher.close();
    viewers.close();
    server.stop(0);
    threads.shutdownNow();
    handler.close();
    pool.close();
  }
}
