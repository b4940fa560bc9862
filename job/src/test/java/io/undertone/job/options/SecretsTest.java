// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      database-password                | pw                                          | ******
      author-salt                      | pw                                          | ******
      author-salt                      | none                                        | none
      kafka.sasl.jaas.config           | username="u" password="pw";                 | ******
      kafka.ssl.keystore.key           | pw                                          | ******
      flink.s3.secret-key              | pw                                          | ******
      database                         | jdbc:postgresql://h/d?user=u&password=pw&x=1 | jdbc:postgresql://h/d?user=u&password=******&x=1
      database                         | jdbc:postgresql://u:pw@h/d                  | jdbc:postgresql://u:******@h/d
      kafka-brokers                    | h:9092,i:9092                               | h:9092,i:9092
      """)
  void secretsAreHidden(String key, String value, String shown) {
    assertThat(Secrets.shown(key, value)).isEqualTo(shown);
  }

  @Test
  void settingsHideThemWhereverTheyAreListed() {
    Settings settings =
        Settings.builder()
            .layer("file", Map.of("database-password", "pw", "kafka.ssl.key.password", "pw"))
            .build();

    assertThat(settings.foreignShown()).containsValue("******").doesNotContainValue("pw");
    assertThat(settings.asMap(UndertoneOptions.all())).doesNotContainValue("pw");
    assertThat(settings.get(StreamOptions.DATABASE_PASSWORD)).hasValue("pw");
  }

  @Test
  void noSecretHasAFlag() {
    var spec = picocli.CommandLine.Model.CommandSpec.create();
    OptionFlags.addTo(spec, List.of(StreamOptions.DATABASE_PASSWORD, StreamOptions.DATABASE));

    assertThat(spec.findOption("--database-password")).isNull();
    assertThat(spec.findOption("--database")).isNotNull();
  }
}
