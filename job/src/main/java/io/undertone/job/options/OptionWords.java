// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/**
 * What options are that several commands have, in the words of all of them. A description may go on
 * with what a command does with its option.
 */
public final class OptionWords {
  private OptionWords() {}

  public static final String BLOGGER = "Blogger by id";
  public static final String DATABASE = "Database of results";
  public static final String DATABASE_USER = "User of the database";
  public static final String DRY_RUN = "Changes nothing";
  public static final String FORMAT = "Format of the records";
  public static final String MARKDOWN = "Prints Markdown";
  public static final String MODEL = "Model by its name";
  public static final String MODEL_NAME = "Name of the model";
  public static final String OUT = "Folder of what is written";
  public static final String PORT = "Port of the dashboard";
  public static final String PRIOR =
      "Share of positive texts to expect among those that lean one way";
  public static final String SCORER = "Scorer of texts";
  public static final String SEED = "Seed of everything random";
  public static final String TOPIC = "Topic that audiences talk about";
}
