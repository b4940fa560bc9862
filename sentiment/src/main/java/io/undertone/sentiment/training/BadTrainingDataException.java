// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.io.IOException;

/** Training data that cannot be learnt from; the message names the lines. */
public final class BadTrainingDataException extends IOException {
  private static final long serialVersionUID = 1;

  BadTrainingDataException(String message) {
    super(message);
  }
}
