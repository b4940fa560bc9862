// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers of the current version of the database, so that a question of many viewers is computed
 * once. Holds a bounded number of answers and bytes, and forgets all when the database changes.
 */
final class AnswerCache {
  static final long MOST_BYTES = 32 << 20;

  private static final int MOST_ENTRIES = 400;

  /** The one asked for least recently first. */
  private final Map<String, CompletableFuture<Response>> answers =
      new LinkedHashMap<>(64, 0.75f, true);

  private long bytes;

  /** Computes an answer. */
  interface Work {
    Response compute() throws IOException;
  }

  Response get(String question, Work work) throws IOException {
    CompletableFuture<Response> mine = new CompletableFuture<>();
    CompletableFuture<Response> answer;
    synchronized (answers) {
      answer = answers.computeIfAbsent(question, key -> mine);
    }
    if (answer == mine) {
      compute(question, work, mine);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void compute(String question, Work work, CompletableFuture<Response> answer) {
    try {
      keep(question, answer, work.compute());
    } catch (IOException | RuntimeException | Error e) {
      forget(question, answer);
      answer.completeExceptionally(e);
    }
  }

  /** Counts an answer that is asked for again, and makes room for it. */
  private void keep(String question, CompletableFuture<Response> answer, Response response) {
    synchronized (answers) {
      if (response.plain().length > Response.LARGEST_BYTES) {
        answers.remove(question, answer);
      } else if (answers.get(question) == answer) {
        bytes += response.size();
      }
      answer.complete(response);
      Iterator<CompletableFuture<Response>> eldest = answers.values().iterator();
      while ((bytes > MOST_BYTES || answers.size() > MOST_ENTRIES) && eldest.hasNext()) {
        Response old = eldest.next().getNow(null);
        if (old != null) {
          bytes -= old.size();
          eldest.remove();
        }
      }
    }
  }

  /** Size of the answers kept. */
  long bytes() {
    synchronized (answers) {
      return bytes;
    }
  }

  private void forget(String question, CompletableFuture<Response> answer) {
    synchronized (answers) {
      answers.remove(question, answer);
    }
  }

  void clear() {
    synchronized (answers) {
      answers.clear();
      bytes = 0;
    }
  }
}
