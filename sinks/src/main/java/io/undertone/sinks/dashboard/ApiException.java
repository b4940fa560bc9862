// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.dynamics.findings.Words;

/** A request that cannot be answered, and why. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final ApiProblem problem;
  private final Words words;

  ApiException(ApiProblem problem, Object... values) {
    this(problem, problem.words(values));
  }

  private ApiException(ApiProblem problem, Words words) {
    super(words.en());
    this.problem = problem;
    this.words = words;
  }

  ApiProblem problem() {
    return problem;
  }

  /** What is wrong and what is allowed. */
  Words words() {
    return words;
  }
}
