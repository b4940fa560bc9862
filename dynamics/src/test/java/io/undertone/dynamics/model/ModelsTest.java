// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelsTest {
  @Test
  void unknownNameListsTheModelsAndSuggestsTheNearest() {
    assertThatThrownBy(() -> Models.byName("french-degrot"))
        .hasMessageContaining("no model 'french-degrot'")
        .hasMessageContaining("Did you mean 'french-degroot'?")
        .hasMessageContaining("mean, persistence, ewma, ar1");
  }

  @Test
  void everyModelDescribesItselfUnderItsName() {
    for (String name : Models.NAMES) {
      ModelCard card = Models.byName(name).describe();
      assertThat(card.name()).isEqualTo(name);
      assertThat(card.equation()).contains("=");
    }
  }
}
