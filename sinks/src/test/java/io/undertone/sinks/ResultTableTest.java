// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.Findings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResultTableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audience_sentiment | topic,blogger,period_start,period_end,sentiment,standard_error,comments,posts,effective_posts,content_effect,nowcast,nowcast_error,provisional,scorer,unscored,comment_variance,revision,run
          influence          | topic,as_of,model,source,target,lag,weight,lower,upper,e_value,p_value,q_value,status,explained,revision,run
          forecast           | topic,made_at,model,blogger,period_start,period_end,conditional,mean,lower_80,upper_80,lower_95,upper_95,revision,run
          model_score        | topic,as_of,model,n,rmse,mae,log_score,coverage_80,coverage_95,skill,skill_error,revision,run
          model_status       | topic,as_of,model,status,detail,reasons,fitted,left_out,refitted_at,revision,run
          private_opinion    | topic,blogger,period_start,period_end,expressed,private,lower,upper,susceptibility,resilience,status,revision,run
          alert              | topic,blogger,period_start,period_end,kind,size,evidence,value,expected,lower,upper,posted,followed,memory,share,audiences,apart,source,target,scorers_before,scorers,revision,run
          post_evidence      | topic,blogger,post,period_start,period_end,post_time,post_likes,like_weight,sentiment,comments,effective_comments,content_score,revision,run
          post_nowcast       | topic,blogger,post,period_start,period_end,as_of,comments,sentiment,expected,by_score,by_text,nowcast,lower_80,upper_80,lower_95,upper_95,revision,run
          comment_evidence   | topic,blogger,post,period_start,period_end,rank,comment,time,likes,score,scorer,text,revision,run
          dead_letter        | topic,reason,source,position,payload,seen_at,reason_code,revision,run
          """)
  void columnsAreThoseOfTheSharedSchema(String table, String columns) {
    assertThat(ResultTable.named(table).columns().stream().map(Column::name))
        .containsExactly(columns.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audience_sentiment | topic,blogger,period_start,period_end
          influence          | topic,as_of,model,source,target
          forecast           | topic,made_at,model,blogger,period_start,period_end,conditional
          model_score        | topic,as_of,model
          model_status       | topic,as_of,model
          private_opinion    | topic,blogger,period_start,period_end
          alert              | topic,blogger,period_start,period_end,kind
          post_evidence      | topic,blogger,post,period_start,period_end
          post_nowcast       | topic,blogger,post,period_start,period_end
          comment_evidence   | topic,blogger,post,period_start,period_end,rank
          dead_letter        | topic,reason,source,position,payload
          """)
  void keysLeaveOutWhatIsMeasured(String table, String keys) {
    assertThat(ResultTable.named(table).keys().stream().map(Column::name))
        .containsExactly(keys.split(","));
  }

  @ParameterizedTest
  @EnumSource
  void everyColumnIsDescribedAndNoKeyIsNullable(ResultTable table) {
    assertThat(table.description()).isNotBlank();
    for (Column column : table.columns()) {
      assertThat(column.description()).as(column.name()).isNotBlank();
      assertThat(column.key() && column.nullable()).as(column.name()).isFalse();
    }
  }

  @Test
  void everyListOfFindingsHasATable() {
    List<Class<?>> rows =
        Arrays.stream(Findings.class.getRecordComponents())
            .filter(component -> component.getType() == List.class)
            .<Class<?>>map(ResultTableTest::element)
            .toList();

    assertThat(rows)
        .hasSize(9)
        .allSatisfy(
            row -> assertThat(ResultTable.of(row.asSubclass(Record.class)).row()).isEqualTo(row));
  }

  @Test
  void nullableComponentsAreNullableColumns() {
    assertThat(ResultTable.AUDIENCE_SENTIMENT.column("sentiment").nullable()).isTrue();
    assertThat(ResultTable.AUDIENCE_SENTIMENT.column("comments").nullable()).isFalse();
  }

  @Test
  void unknownNamesListWhatThereIs() {
    assertThatThrownBy(() -> ResultTable.named("influences"))
        .hasMessage(
            "There is no table 'influences'; tables are audience_sentiment, influence, forecast,"
                + " model_score, model_status, private_opinion, alert, post_evidence, post_nowcast,"
                + " comment_evidence, dead_letter.");
    assertThatThrownBy(() -> ResultTable.ALERT.column("colour"))
        .hasMessage(
            "Table alert has no column 'colour'; it has topic, blogger, period_start, period_end,"
                + " kind, size, evidence, value, expected, lower, upper, posted, followed, memory,"
                + " share, audiences, apart, source, target, scorers_before, scorers, revision,"
                + " run.");
    assertThatThrownBy(() -> ResultTable.of(Findings.class))
        .hasMessageContaining(
            "Findings is no row of a result table; tables are audience_sentiment");
  }

  private static Class<?> element(RecordComponent component) {
    return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }
}
