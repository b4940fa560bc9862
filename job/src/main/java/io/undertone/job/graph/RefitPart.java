// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.time.Instant;

/**
 * One part of what a topic's refit has learnt from a history.
 *
 * @param topic whose refit
 * @param upTo end of the last period it has learnt
 * @param part name of the part
 * @param state its bytes
 */
public record RefitPart(String topic, Instant upTo, String part, byte[] state) {}
