// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/**
 * Regressors x(t-1), .., x(t-L), lag-major: column l n + j is blogger j at lag l, lag 0 being the
 * previous period. Subclasses add the anchors of a row.
 */
class LaggedDesign implements RowRegression.Design {
  private final SentimentSeries series;
  private final int lags;
  private final int reach;
  private final String[] ownNames;

  /**
   * @param lags L, at least 1
   * @param reach periods before the target that any column reaches back
   * @param ownNames what to call the columns of a row
   */
  LaggedDesign(SentimentSeries series, int lags, int reach, String... ownNames) {
    this.series = series;
    this.lags = lags;
    this.reach = reach;
    this.ownNames = ownNames;
  }

  @Override
  public int reach() {
    return reach;
  }

  @Override
  public int commonColumns() {
    return lags * series.size();
  }

  @Override
  public boolean common(int t, double[] z) {
    int n = series.size();
    for (int l = 0; l < lags; l++) {
      int source = t - 1 - l;
      if (!series.complete(source)) {
        return false;
      }
      for (int j = 0; j < n; j++) {
        z[l * n + j] = series.value(source, j);
      }
    }
    return true;
  }

  @Override
  public int ownColumns() {
    return ownNames.length;
  }

  @Override
  public boolean own(int t, int i, double[] z, int offset) {
    return true;
  }

  @Override
  public String columnName(int j) {
    int n = series.size();
    if (j >= lags * n) {
      return ownNames[j - lags * n];
    }
    String blogger = series.bloggers().get(j % n);
    return lags == 1 ? blogger : blogger + " at lag " + j / n;
  }
}
