// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.stream.TopicSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the JSON Schemas of all records in Kafka topics. */
@Command(
    name = "schemas",
    description =
        "Writes the JSON Schemas of all records that are read from and written to Kafka topics, one"
            + " file each, such as for a schema registry.",
    mixinStandardHelpOptions = true)
final class SchemasCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Folder for the files; made when it is absent.")
  Path folder;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(folder);
    Map<String, String> files = TopicSchemas.files();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%d schemas written to %s%n", files.size(), folder);
    return 0;
  }
}
