// SPDX-License-Identifier: GPL-3.0-or-later
/** Optional scorer: any sequence classifier exported to ONNX with its Hugging Face tokenizer. */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.transformer;
