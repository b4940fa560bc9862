// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

/**
 * Something the user can put right. The message says what was given, what is allowed and what to
 * do; it is shown without a stack trace.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of exit the command ends with. */
  public enum Kind {
    /** Exit 1: the work failed. */
    FAILED,
    /** Exit 2: the command was used wrongly. */
    USAGE
  }

  private final Kind kind;

  private UserError(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Exit 2. */
  public static UserError usage(String message) {
    return new UserError(Kind.USAGE, message);
  }

  /** Exit 1. */
  public static UserError failed(String message) {
    return new UserError(Kind.FAILED, message);
  }

  /** What kind of exit the command ends with. */
  public Kind kind() {
    return kind;
  }

  /** What the innermost cause says, or its kind where it says nothing. */
  public static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
