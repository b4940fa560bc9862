// SPDX-License-Identifier: GPL-3.0-or-later
/** Comment streams whose true dynamics are known, for testing whatever claims to recover them. */
@org.jspecify.annotations.NullMarked
package io.undertone.generate;
