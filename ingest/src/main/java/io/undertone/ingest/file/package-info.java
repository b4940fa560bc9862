// SPDX-License-Identifier: GPL-3.0-or-later
/** Files as people have them: packed, in any encoding, as tables; all become UTF-8 text. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest.file;
