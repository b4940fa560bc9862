// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  private static final List<Option<?>> OPTIONS = UndertoneOptions.all();

  @Test
  void flagWinsOverEnvironmentOverFileOverDataSetOverDefault() {
    Settings settings =
        Settings.builder()
            .layer("data set", Map.of("zone", "Asia/Tokyo", "topic", "a", "period", "P2D"))
            .layer("undertone.yaml", Map.of("topic", "b", "period", "P3D", "seed", "3"))
            .environment(Map.of("UNDERTONE_PERIOD", "P4D", "UNDERTONE_SEED", "4"), List.of())
            .layer("flag", Map.of("seed", "5"))
            .build();
    assertThat(settings.get(UndertoneOptions.SEED)).isEqualTo(5);
    assertThat(settings.get(UndertoneOptions.PERIOD)).isEqualTo("P4D");
    assertThat(settings.get(UndertoneOptions.TOPIC)).isEqualTo("b");
    assertThat(settings.get(UndertoneOptions.ZONE)).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(settings.get(UndertoneOptions.LATENESS)).isEqualTo(Duration.ofDays(14));
    assertThat(settings.value(UndertoneOptions.PERIOD).origin())
        .isEqualTo("environment UNDERTONE_PERIOD");
    assertThat(settings.value(UndertoneOptions.LATENESS).origin()).isEqualTo("default");
  }

  @Test
  void unknownKeyIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> Settings.builder().layer("my.yaml", Map.of("perod", "P1D")))
        .isInstanceOf(InvalidOption.class)
        .hasMessageContaining("'perod' (my.yaml) is no option. Did you mean 'period'?");
    assertThatThrownBy(
            () -> Settings.builder().environment(Map.of("UNDERTONE_ZNE", "UTC"), List.of()))
        .hasMessageContaining("environment UNDERTONE_ZNE")
        .hasMessageContaining("'zone'");
  }

  @Test
  void variablesOfTheLauncherAreNoOptions() {
    Settings settings =
        Settings.builder()
            .environment(Map.of("UNDERTONE_HEAP", "4g"), List.of("UNDERTONE_HEAP"))
            .environment(
                Map.of(
                    "UNDERTONE_DASHBOARD_SERVICE_HOST", "10.0.0.1",
                    "UNDERTONE_DASHBOARD_SERVICE_PORT_HTTP", "8137",
                    "UNDERTONE_DASHBOARD_PORT", "tcp://10.0.0.1:8137",
                    "UNDERTONE_REST_PORT_8081_TCP_ADDR", "10.0.0.2"),
                List.of())
            .build();
    assertThat(settings.asMap(UndertoneOptions.all())).doesNotContainKey("heap");
  }

  @Test
  void settingsOfOtherSystemsPassThrough() {
    Settings settings =
        Settings.builder()
            .layer(
                "flag", Map.of("kafka.group.id", "g", "flink.taskmanager.numberOfTaskSlots", "2"))
            .build();
    assertThat(settings.foreign("kafka.")).containsExactly(Map.entry("group.id", "g"));
    assertThat(settings.foreign("flink."))
        .containsExactly(Map.entry("taskmanager.numberOfTaskSlots", "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "period,PT0S,it must be longer than zero",
    "period,fortnight,half-month or an ISO-8601 duration",
    "zone,Mars/Olympus,a zone id such as Asia/Shanghai",
    "origin,yesterday,a date such as 2023-05-01",
    "period-by,author,post or comment",
    "lateness,-P1D,zero or more",
    "lateness,two weeks,an ISO-8601 duration",
    "lateness,P1M,Months and years differ in length",
    "revise-every,PT0S,longer than zero",
    "comment-variance,0,(0; 0.25]",
    "comment-variance,0.3,(0; 0.25]",
    "history,5,20 to 10000",
    "models,oracle,There is no model 'oracle'",
    "parallelism,0,1 to 720",
    "parallelism,many,1 to 720",
    "state-backend,disk,heap or rocksdb",
    "speed,-3x,60x",
    "seed,x,a whole number",
  })
  void unusableValueIsRefusedWithOptionValueOriginAndRule(String key, String value, String rule) {
    assertThatThrownBy(() -> Settings.builder().layer("flag", Map.of(key, value)))
        .isInstanceOf(InvalidOption.class)
        .hasMessageContaining(key + " is '" + value + "' (flag)")
        .hasMessageContaining(rule.replace(';', ','));
  }

  @ParameterizedTest
  @CsvSource({
    "period_by,comment,period-by,comment",
    "database_user,ann,database-user,ann",
    "db,results.db,database,results.db",
    "lateness,14d,lateness,P14D",
    "checkpoint_every,10s,checkpoint-every,PT10S",
    "retention,90 d,retention,P90D",
    "period,6H,period,PT6H",
    "period,half-month,period,half-month",
  })
  void otherSpellingsAreTheSameOptionAndValue(
      String given, String text, String key, String canonical) {
    Settings settings = Settings.builder().layer("flag", Map.of(given, text)).build();
    assertThat(settings.asMap(OPTIONS)).containsEntry(key, canonical);
    assertThat(Settings.builder().layer("flag", Map.of(key, canonical)).build().asMap(OPTIONS))
        .isEqualTo(settings.asMap(OPTIONS));
  }

  @Test
  void twoSpellingsOfOneOptionInOnePlaceAreRefused() {
    Map<String, String> both = new LinkedHashMap<>();
    both.put("period_by", "post");
    both.put("period-by", "comment");
    assertThatThrownBy(() -> Settings.builder().layer("run.yaml", both))
        .isInstanceOf(InvalidOption.class)
        .hasMessage(
            "'period_by' and 'period-by' (run.yaml) are the same option, period-by. Keep one of"
                + " them.");
  }

  static List<Option<?>> options() {
    return UndertoneOptions.all();
  }

  @ParameterizedTest
  @MethodSource("options")
  void defaultOfEveryOptionIsAllowed(Option<?> option) {
    assertThat(Settings.builder().build().get(option)).isNotNull();
    assertThat(option.description()).endsWith(".");
  }

  @Test
  void speedIsAFactorOrMax() {
    assertThat(speed("max")).isInfinite();
    assertThat(speed("60x")).isEqualTo(60);
    assertThat(speed("0.5")).isEqualTo(0.5);
  }

  @Test
  void baselinesAreAlwaysAmongTheModels() {
    Settings settings =
        Settings.builder().layer("flag", Map.of("models", "friedkin-johnsen")).build();
    assertThat(settings.get(UndertoneOptions.MODELS))
        .containsExactly("mean", "persistence", "ewma", "ar1", "friedkin-johnsen");
  }

  private static double speed(String text) {
    return Settings.builder()
        .layer("flag", Map.of("speed", text))
        .build()
        .get(UndertoneOptions.SPEED);
  }
}
