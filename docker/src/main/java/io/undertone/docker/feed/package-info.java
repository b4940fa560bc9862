// SPDX-License-Identifier: GPL-3.0-or-later
/** Generated records, sent to a broker at a steady pace. */
@org.jspecify.annotations.NullMarked
package io.undertone.docker.feed;
