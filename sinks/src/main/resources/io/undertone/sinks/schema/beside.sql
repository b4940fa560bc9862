CREATE TABLE meta ( -- How these results were made
  key TEXT NOT NULL PRIMARY KEY, -- what it says
  value TEXT NOT NULL -- schema version, zone, options, seeds, scorer, build
);
CREATE TABLE table_change ( -- How often and when each table was written to
  name TEXT NOT NULL PRIMARY KEY, -- name of the table
  changes BIGINT NOT NULL, -- transactions that wrote to it
  changed_at {TIME} NOT NULL, -- wall time of the last one
  row_count BIGINT NOT NULL, -- rows that it holds (count)
  revised_count BIGINT NOT NULL, -- those of them with a revision above 0 (count)
  late_count BIGINT NOT NULL -- dead letters that came after their period took no more (count)
);
CREATE TABLE run ( -- Runs of the streaming job that have written here
  name TEXT NOT NULL PRIMARY KEY, -- identity of the run: its state and what it writes carry it
  begun_at {TIME} NOT NULL, -- wall time of its first start
  started_at {TIME} NOT NULL, -- wall time of its last start
  starts BIGINT NOT NULL, -- how often it was started
  checkpoints TEXT, -- folder of its checkpoints
  build TEXT NOT NULL -- build that started it last
);
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
