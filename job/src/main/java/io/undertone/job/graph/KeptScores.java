// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.refit.Scoreboard;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;

/** How a topic's forecasts and nowcasts did so far. */
final class KeptScores {
  private final ValueState<byte[]> forecasts;
  private final ValueState<byte[]> nowcasts;
  private final WarmStart warmStart;

  KeptScores(ValueState<byte[]> forecasts, ValueState<byte[]> nowcasts, WarmStart warmStart) {
    this.forecasts = forecasts;
    this.nowcasts = nowcasts;
    this.warmStart = warmStart;
  }

  NowcastBoard board(String topic) throws Exception {
    byte[] state = nowcasts.value();
    return state == null
        ? NowcastBoard.warm(warmStart.parts(topic).get(NowcastBoard.PART))
        : NowcastBoard.restore(state);
  }

  void keep(NowcastBoard board) throws Exception {
    nowcasts.update(board.state());
  }

  /** The rows of a period that closes for the first time. */
  List<ModelScore> close(String topic, Refitted refitted, int revision) throws Exception {
    Scoreboard scoreboard = Scoreboard.restore(forecasts.value());
    NowcastBoard board = board(topic);
    List<ModelScore> rows = new ArrayList<>(scoreboard.close(refitted, revision));
    rows.addAll(board.close(refitted.closed(), revision));
    forecasts.update(scoreboard.state());
    keep(board);
    return rows;
  }

  /** Reads all that is kept. */
  void verify(String topic) throws Exception {
    Scoreboard unusedScores = Scoreboard.restore(forecasts.value());
    NowcastBoard unusedBoard = board(topic);
  }
}
