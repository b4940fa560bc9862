// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.options.Option;
import io.undertone.job.options.UndertoneOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** One vocabulary over all commands. */
class VocabularyTest {
  /** Names that an option had before another option got them; they go on working. */
  private static final Map<String, Set<String>> FORMER =
      Map.of(
          "score", Set.of("--format"),
          "score-forecasts", Set.of("--out"),
          "train-sentiment", Set.of("--strength", "--weight"),
          "generate", Set.of("--bloggers"));

  private static final Map<String, CommandLine> COMMANDS = Undertone.commandLine().getSubcommands();

  /** What an option is, and what reads its value. */
  private record Meaning(String what, String type) {}

  @Test
  void anOptionOfOneNameHasOneMeaningAndOneParser() {
    SortedMap<String, Set<Meaning>> meanings = new TreeMap<>();
    COMMANDS.forEach(
        (command, line) -> {
          for (OptionSpec option : line.getCommandSpec().options()) {
            for (String name : option.names()) {
              if (!FORMER.getOrDefault(command, Set.of()).contains(name)) {
                meanings.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(meaning(option));
              }
            }
          }
        });
    assertThat(meanings).hasSizeGreaterThan(100);
    assertThat(meanings.entrySet().stream().filter(of -> of.getValue().size() > 1)).isEmpty();
  }

  @Test
  void aFormerNameStillNamesTheOptionThatHadIt() {
    FORMER.forEach(
        (command, names) -> {
          for (String name : names) {
            OptionSpec option =
                Objects.requireNonNull(COMMANDS.get(command)).getCommandSpec().findOption(name);
            assertThat(option.names()).hasSizeGreaterThan(1);
            assertThat(option.names()[0]).isNotEqualTo(name);
          }
        });
  }

  @Test
  void everyOptionSaysWhatItIs() {
    List<String> silent = new ArrayList<>();
    COMMANDS.forEach(
        (command, line) -> {
          for (OptionSpec option : line.getCommandSpec().options()) {
            if (what(option).isBlank() || what(option).startsWith("Default")) {
              silent.add(command + " " + option.longestName());
            }
          }
        });
    assertThat(silent).isEmpty();
  }

  @Test
  void aDatabaseIsNamedAlikeEverywhere() {
    List<String> of = new ArrayList<>();
    COMMANDS.forEach(
        (command, line) -> {
          OptionSpec database = line.getCommandSpec().findOption("--db");
          if (database != null) {
            of.add(command);
            assertThat(line.getCommandSpec().findOption("--database")).isSameAs(database);
            assertThat(line.getCommandSpec().findOption("--user"))
                .isSameAs(line.getCommandSpec().findOption("--database-user"))
                .isNotNull();
          }
        });
    assertThat(of).contains("run", "brief", "dashboard", "erase", "whatif");
  }

  private static Meaning meaning(OptionSpec option) {
    return new Meaning(what(option), type(option));
  }

  /** The words before the first colon, semicolon, comma, bracket or full stop. */
  private static String what(OptionSpec option) {
    return option.description().length == 0
        ? ""
        : option.description()[0].split("[:;,(]|\\.( |$)", 2)[0].strip();
  }

  /** Flags of options are read by these, all others by the type of their field. */
  private static String type(OptionSpec option) {
    Optional<Option<?>> shared =
        UndertoneOptions.all().stream()
            .filter(of -> Arrays.asList(option.names()).contains("--" + of.key()))
            .findFirst();
    if (option.userObject() == null && shared.isPresent()) {
      Object value = shared.get().parser().apply(shared.get().defaultText());
      return value instanceof Optional<?> ? "String" : value.getClass().getSimpleName();
    }
    return Arrays.stream(option.auxiliaryTypes())
        .map(VocabularyTest::boxed)
        .collect(Collectors.joining(" to "));
  }

  private static String boxed(Class<?> type) {
    return type.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(type).wrap().returnType().getSimpleName()
        : type.getSimpleName();
  }

  /** As in Turkish, where the small letter of I is not i. */
  @Test
  void valuesAreReadAlikeWhereLettersChangeCaseInTheirOwnWay() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      List<String> expected = values();
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(expected).hasSizeGreaterThan(20);
      assertThat(values()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** What each value that an option suggests is read as, in small and in large letters. */
  private static List<String> values() {
    List<String> values = new ArrayList<>();
    CommandLine all = Undertone.commandLine();
    all.getSubcommands()
        .forEach(
            (command, line) -> {
              for (OptionSpec option : line.getCommandSpec().options()) {
                Iterable<String> suggested = option.completionCandidates();
                for (String value : suggested == null ? List.<String>of() : suggested) {
                  for (String written : forms(value)) {
                    values.add(command + " " + read(all, command, option, written));
                  }
                }
              }
            });
    return values;
  }

  private static List<String> forms(String value) {
    return List.of(value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT));
  }

  private static String read(CommandLine all, String command, OptionSpec option, String value) {
    try {
      all.parseArgs(command, option.longestName(), value);
    } catch (CommandLine.MissingParameterException e) {
      // other options are wanted as well; this one has been read
    } catch (CommandLine.ParameterException e) {
      return String.valueOf(e.getMessage());
    }
    return option.longestName() + "=" + value + ": " + option.getValue();
  }
}
