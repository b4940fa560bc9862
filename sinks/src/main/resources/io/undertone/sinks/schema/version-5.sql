CREATE TABLE run ( -- Runs of the streaming job that have written here
  name TEXT NOT NULL PRIMARY KEY, -- identity of the run: its state and what it writes carry it
  begun_at {TIME} NOT NULL, -- wall time of its first start
  started_at {TIME} NOT NULL, -- wall time of its last start
  starts BIGINT NOT NULL, -- how often it was started
  checkpoints TEXT, -- folder of its checkpoints
  build TEXT NOT NULL -- build that started it last
);
ALTER TABLE "influence" ADD COLUMN "e_value" {REAL};
ALTER TABLE "influence" DROP COLUMN "probability";
ALTER TABLE "influence" ADD COLUMN "explained" {BOOLEAN} NOT NULL DEFAULT FALSE;
UPDATE "influence" SET "status" = 'undetermined';
CREATE TABLE "model_status" ( -- Whether a model stands as of a period, and for whom
  "topic" TEXT NOT NULL, -- what the audiences talk about
  "as_of" {TIME} NOT NULL, -- end of the last period used
  "model" TEXT NOT NULL, -- name of the model
  "status" TEXT NOT NULL, -- fitted, too_few_periods, not_identified or failed
  "detail" TEXT, -- who is left out and why, what is missing, or why it failed
  "reasons" TEXT, -- the same as kinds and numbers, of which each language is made (JSON)
  "fitted" {INTEGER} NOT NULL, -- audiences with a fit of their own (count)
  "left_out" {INTEGER} NOT NULL, -- audiences that are followed and have none (count)
  "refitted_at" {TIME} NOT NULL, -- end of the last period that its parameters were fitted to (time)
  "revision" {INTEGER} NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "as_of", "model")
){TABLE_OPTIONS};
CREATE TABLE kept_period ( -- Closed periods that a run left as another run had made them, since it knew less of them
  run TEXT NOT NULL, -- run that left it alone
  topic TEXT NOT NULL, -- what the audiences talk about
  period_start {PERIOD_BOUND} NOT NULL, -- first instant of the period
  period_end {PERIOD_BOUND} NOT NULL, -- first instant after it
  kept_run TEXT NOT NULL, -- run whose rows stay; empty for one without a name
  kept_comments BIGINT NOT NULL, -- comments that they count (count)
  comments BIGINT NOT NULL, -- comments that the other had counted of the same audiences (count)
  PRIMARY KEY (run, topic, period_start, period_end)
);
CREATE TABLE current_audience ( -- Each audience in short, over all periods that the database holds
  topic TEXT NOT NULL, -- what the audience talks about
  blogger TEXT NOT NULL, -- whose audience it is
  comments BIGINT NOT NULL, -- comments counted (count)
  posts BIGINT NOT NULL, -- posts counted (count)
  closed_periods BIGINT NOT NULL, -- closed periods with a post (count)
  periods BIGINT NOT NULL, -- periods with a row (count)
  unscored BIGINT NOT NULL, -- comments that nobody could score (count)
  PRIMARY KEY (topic, blogger)
);
CREATE TABLE current_period ( -- Each period in short, over all audiences
  topic TEXT NOT NULL, -- what the audiences talk about
  period_start {PERIOD_BOUND} NOT NULL, -- first instant of the period
  period_end {PERIOD_BOUND} NOT NULL, -- first instant after it
  audiences BIGINT NOT NULL, -- audiences with a row (count)
  provisional BIGINT NOT NULL, -- those of them that are still open (count)
  comments BIGINT NOT NULL, -- comments counted (count)
  low {REAL}, -- lowest final sentiment (0 to 1)
  high {REAL}, -- highest final sentiment (0 to 1)
  compared_0 BIGINT, -- final sentiments right after a period with some (count)
  compared BIGINT, -- final sentiments after any such period (count)
  outside_0 BIGINT, -- those outside the range of the 1 periods before (count)
  outside_1 BIGINT, -- those outside the range of the 2 periods before (count)
  outside_2 BIGINT, -- those outside the range of the 3 periods before (count)
  outside_3 BIGINT, -- those outside the range of the 4 periods before (count)
  outside_4 BIGINT, -- those outside the range of the 5 periods before (count)
  outside_5 BIGINT, -- those outside the range of the 6 periods before (count)
  outside_6 BIGINT, -- those outside the range of the 7 periods before (count)
  PRIMARY KEY (topic, period_start)
);
CREATE TABLE issue ( -- When each model was issued: the points in time of influence, forecast and model_score
  topic TEXT NOT NULL, -- what the audiences talk about
  name TEXT NOT NULL, -- table of the rows
  model TEXT NOT NULL, -- name of the model
  issued_at {TIME} NOT NULL, -- as_of or made_at of its rows
  audiences BIGINT, -- audiences of an influence matrix (count)
  tested BIGINT, -- those of them whose sources are tested (count)
  confirmed BIGINT, -- edges between two audiences that are confirmed (count)
  likely BIGINT, -- those that are likely (count)
  undetermined BIGINT, -- those that are undetermined (count)
  excluded BIGINT, -- those that are excluded (count)
  explained BIGINT, -- edges that what was posted explains (count)
  PRIMARY KEY (topic, name, model, issued_at)
);
ALTER TABLE audience_sentiment ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE influence ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE forecast ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE model_score ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE private_opinion ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE post_evidence ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE comment_evidence ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN "reason_code" TEXT NOT NULL DEFAULT '';
ALTER TABLE model_status ADD COLUMN "run" TEXT NOT NULL DEFAULT '';
ALTER TABLE "alert" ADD COLUMN "value" {REAL};
ALTER TABLE "alert" ADD COLUMN "expected" {REAL};
ALTER TABLE "alert" ADD COLUMN "lower" {REAL};
ALTER TABLE "alert" ADD COLUMN "upper" {REAL};
ALTER TABLE "alert" ADD COLUMN "posted" {INTEGER};
ALTER TABLE "alert" ADD COLUMN "followed" {INTEGER};
ALTER TABLE "alert" ADD COLUMN "memory" {REAL};
ALTER TABLE "alert" ADD COLUMN "share" {REAL};
ALTER TABLE "alert" ADD COLUMN "audiences" {INTEGER};
ALTER TABLE "alert" ADD COLUMN "apart" {REAL};
ALTER TABLE "alert" ADD COLUMN "source" {TEXT};
ALTER TABLE "alert" ADD COLUMN "target" {TEXT};
ALTER TABLE "alert" ADD COLUMN "scorers_before" {TEXT};
ALTER TABLE "alert" ADD COLUMN "scorers" {TEXT};
ALTER TABLE "audience_sentiment" ADD COLUMN "unscored" {INTEGER} NOT NULL DEFAULT 0;
ALTER TABLE "audience_sentiment" ADD COLUMN "comment_variance" {REAL};
DROP INDEX IF EXISTS audience_sentiment_by_period;
DROP INDEX IF EXISTS private_opinion_by_period;
DROP INDEX IF EXISTS post_evidence_by_period;
DROP INDEX IF EXISTS comment_evidence_by_period;
DROP INDEX IF EXISTS alert_by_period;
DROP INDEX IF EXISTS influence_by_model;
CREATE TABLE "post_nowcast" ( -- What a post's comments will come to, while they arrive; gone once its period closes
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- who posted it
  "post" TEXT NOT NULL, -- post id, unique within the blogger
  "period_start" {PERIOD_BOUND} NOT NULL, -- first instant of the period
  "period_end" {PERIOD_BOUND} NOT NULL, -- first instant after the period
  "as_of" {TIME} NOT NULL, -- event time for which it holds (time)
  "comments" {INTEGER} NOT NULL, -- comments counted so far (count)
  "sentiment" {REAL} NOT NULL, -- like-weighted mean score of its comments so far (0 to 1)
  "expected" {REAL} NOT NULL, -- what was expected of posts like it before its first comment (0 to 1)
  "by_score" {REAL} NOT NULL, -- part of that by the sentiment of the post itself (sentiment)
  "by_text" {REAL}, -- part of that by its words; empty without text (sentiment)
  "nowcast" {REAL} NOT NULL, -- expected final sentiment (0 to 1)
  "lower_80" {REAL} NOT NULL, -- lower end of the 80 % interval (sentiment)
  "upper_80" {REAL} NOT NULL, -- upper end of the 80 % interval (sentiment)
  "lower_95" {REAL} NOT NULL, -- lower end of the 95 % interval (sentiment)
  "upper_95" {REAL} NOT NULL, -- upper end of the 95 % interval (sentiment)
  "revision" {INTEGER} NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  "run" TEXT NOT NULL, -- identity of the run that wrote the row; empty for one without
  PRIMARY KEY ("topic", "blogger", "post", "period_start", "period_end")
){TABLE_OPTIONS};
CREATE TABLE draft_model ( -- What was learnt of posts, for questions about drafts; one row for each topic
  topic TEXT NOT NULL PRIMARY KEY, -- what the audiences talk about
  as_of {TIME} NOT NULL, -- end of the last period learnt
  model TEXT NOT NULL -- weights by hash, packed in Undertone's own layout
);
CREATE TABLE final_period ( -- Closed periods: which run made them final last, and what it counted, whatever becomes of the rows
  topic TEXT NOT NULL, -- what the audiences talk about
  period_start {PERIOD_BOUND} NOT NULL, -- first instant of the period
  run TEXT NOT NULL, -- identity of the run; empty for one without
  comments BIGINT NOT NULL, -- comments that it counted (count)
  PRIMARY KEY (topic, period_start)
);
CREATE TABLE deleted_history ( -- How far back the history of a topic was deleted by the option retention
  topic TEXT NOT NULL PRIMARY KEY, -- what the audiences talk about
  deleted_before {PERIOD_BOUND} NOT NULL, -- first instant of which rows were kept
  deleted_rows BIGINT NOT NULL, -- rows deleted so far (count)
  deleted_at {TIME} NOT NULL -- wall time of the last deletion
);
CREATE TABLE dead_letter_reason ( -- How many dead letters have which reason
  digest TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the reason
  reason TEXT NOT NULL, -- what was given and what is allowed
  reason_code TEXT NOT NULL, -- kind and values of the reason as JSON; empty where it has none
  letters BIGINT NOT NULL -- how many (count)
);
CREATE INDEX dead_letter_reason_by_letters ON dead_letter_reason (letters, digest);
ALTER TABLE table_change ADD COLUMN row_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE table_change ADD COLUMN revised_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE table_change ADD COLUMN late_count BIGINT NOT NULL DEFAULT 0;
