// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import java.util.List;

/**
 * An archive of CoreNLP models on the Maven repository.
 *
 * @param classifier its Maven classifier
 * @param megabytes size of the download
 * @param keptMegabytes size of the files taken out of it
 * @param files the files taken out of it, below {@code edu/stanford/nlp/models}
 */
record ModelArchive(String classifier, int megabytes, int keptMegabytes, List<String> files) {}
