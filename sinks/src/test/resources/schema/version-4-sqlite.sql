CREATE TABLE meta ( -- How these results were made
  key TEXT NOT NULL PRIMARY KEY, -- what it says
  value TEXT NOT NULL -- schema version, zone, options, seeds, scorer, build
);
CREATE TABLE table_change ( -- How often and when each table was written to
  name TEXT NOT NULL PRIMARY KEY, -- name of the table
  changes BIGINT NOT NULL, -- transactions that wrote to it
  changed_at TEXT NOT NULL -- wall time of the last one
);
CREATE TABLE "audience_sentiment" ( -- Sentiment of one blogger's audience in one period
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- whose audience it is
  "period_start" TEXT NOT NULL, -- first instant of the period
  "period_end" TEXT NOT NULL, -- first instant after the period
  "sentiment" REAL, -- expressed sentiment; empty while the period has no post (0 to 1)
  "standard_error" REAL, -- standard error of the sentiment (sentiment)
  "comments" INTEGER NOT NULL, -- comments counted (count)
  "posts" INTEGER NOT NULL, -- posts counted (count)
  "effective_posts" REAL NOT NULL, -- 1 / sum of squared like weights of the posts (count)
  "content_effect" REAL, -- part of the sentiment explained by what was posted (sentiment)
  "nowcast" REAL, -- expected final sentiment while the period is open (0 to 1)
  "nowcast_error" REAL, -- standard error of the nowcast (sentiment)
  "provisional" BOOLEAN NOT NULL, -- whether the period is still open (true or false)
  "scorer" TEXT, -- who scored the comments, several joined by +; given: the data did
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "period_start", "period_end")
) WITHOUT ROWID;
CREATE TABLE "influence" ( -- Weight that target's audience gives to source's, as of a period: a predictive dependency, not a cause
  "topic" TEXT NOT NULL, -- what the audiences talk about
  "as_of" TEXT NOT NULL, -- end of the last period used
  "model" TEXT NOT NULL, -- name of the model
  "source" TEXT NOT NULL, -- blogger whose audience is listened to
  "target" TEXT NOT NULL, -- blogger whose audience listens
  "lag" INTEGER NOT NULL, -- delay with the largest weight; 0 is the previous period (periods)
  "weight" REAL, -- effective one-step weight (0 to 1)
  "lower" REAL, -- lower end of the 90 % interval of the weight (0 to 1)
  "upper" REAL, -- upper end of the 90 % interval of the weight (0 to 1)
  "probability" REAL, -- posterior probability of a weight above 0.05 (0 to 1)
  "p_value" REAL, -- one-sided p-value beyond own past and crowd (0 to 1)
  "q_value" REAL, -- p-value adjusted for all tested edges (Benjamini-Hochberg) (0 to 1)
  "status" TEXT NOT NULL, -- confirmed, likely, undetermined or excluded
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "as_of", "model", "source", "target")
) WITHOUT ROWID;
CREATE TABLE "forecast" ( -- What a model expects of an audience, issued before the period
  "topic" TEXT NOT NULL, -- what the audience talks about
  "made_at" TEXT NOT NULL, -- end of the last period used
  "model" TEXT NOT NULL, -- name of the model
  "blogger" TEXT NOT NULL, -- whose audience it is
  "period_start" TEXT NOT NULL, -- first instant of the period that is forecast
  "period_end" TEXT NOT NULL, -- first instant after it
  "conditional" BOOLEAN NOT NULL, -- whether the posts of that period are taken as known
  "mean" REAL NOT NULL, -- expected sentiment (0 to 1)
  "lower_80" REAL, -- lower end of the 80 % interval (sentiment)
  "upper_80" REAL, -- upper end of the 80 % interval (sentiment)
  "lower_95" REAL, -- lower end of the 95 % interval (sentiment)
  "upper_95" REAL, -- upper end of the 95 % interval (sentiment)
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "made_at", "model", "blogger", "period_start", "period_end", "conditional")
) WITHOUT ROWID;
CREATE TABLE "model_score" ( -- Score of a model over all one-step forecasts issued so far
  "topic" TEXT NOT NULL, -- what the audiences talk about
  "as_of" TEXT NOT NULL, -- end of the last period scored
  "model" TEXT NOT NULL, -- name of the model
  "n" INTEGER NOT NULL, -- forecasts compared with their outcome (count)
  "rmse" REAL, -- root mean squared error (sentiment)
  "mae" REAL, -- mean absolute error (sentiment)
  "log_score" REAL, -- mean log predictive density, higher is better (nats)
  "coverage_80" REAL, -- share of outcomes inside the 80 % interval (0 to 1)
  "coverage_95" REAL, -- share of outcomes inside the 95 % interval (0 to 1)
  "skill" REAL, -- 1 - rmse / rmse of the best baseline; below 0 is worse (at most 1)
  "skill_error" REAL, -- standard error of the skill (skill)
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "as_of", "model")
) WITHOUT ROWID;
CREATE TABLE "private_opinion" ( -- What an audience is estimated to think beside what it says
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- whose audience it is
  "period_start" TEXT NOT NULL, -- first instant of the period
  "period_end" TEXT NOT NULL, -- first instant after the period
  "expressed" REAL, -- expressed sentiment (0 to 1)
  "private" REAL, -- private opinion; empty without support (0 to 1)
  "lower" REAL, -- lower end of its 90 % interval (0 to 1)
  "upper" REAL, -- upper end of its 90 % interval (0 to 1)
  "susceptibility" REAL, -- how much the private opinion follows the others (0 to 1)
  "resilience" REAL, -- 1 says what it thinks, 0 only conforms (0 to 1)
  "status" TEXT NOT NULL, -- supported, not_supported or too_few_periods
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "period_start", "period_end")
) WITHOUT ROWID;
CREATE TABLE "alert" ( -- Something worth a look
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- whose audience it is; empty when it concerns all
  "period_start" TEXT NOT NULL, -- first instant of the period
  "period_end" TEXT NOT NULL, -- first instant after the period
  "kind" TEXT NOT NULL, -- surprise, influence_change, consensus or data_gap
  "size" REAL NOT NULL, -- standard deviations of a surprise, periods of a gap, sentiment (see kind)
  "evidence" TEXT NOT NULL, -- the numbers behind it, in one sentence
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "period_start", "period_end", "kind")
) WITHOUT ROWID;
CREATE TABLE "post_evidence" ( -- A post behind an audience's sentiment in a period
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- who posted it
  "post" TEXT NOT NULL, -- post id, unique within the blogger
  "period_start" TEXT NOT NULL, -- first instant of the period
  "period_end" TEXT NOT NULL, -- first instant after the period
  "post_time" TEXT NOT NULL, -- when the post was published (time)
  "post_likes" INTEGER NOT NULL, -- likes of the post (count)
  "like_weight" REAL NOT NULL, -- share of the period's like weight (0 to 1)
  "sentiment" REAL NOT NULL, -- like-weighted mean score of its comments (0 to 1)
  "comments" INTEGER NOT NULL, -- comments counted (count)
  "effective_comments" REAL NOT NULL, -- (sum of weights)^2 / sum of squared weights (count)
  "content_score" REAL, -- sentiment of the post itself (0 to 1)
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "post", "period_start", "period_end")
) WITHOUT ROWID;
CREATE TABLE "comment_evidence" ( -- One of the most weighty comments of a post in a period, where text was read
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- who posted
  "post" TEXT NOT NULL, -- post id, unique within the blogger
  "period_start" TEXT NOT NULL, -- first instant of the period
  "period_end" TEXT NOT NULL, -- first instant after the period
  "rank" INTEGER NOT NULL, -- 1 for the comment with most likes
  "comment" TEXT NOT NULL, -- comment id, unique within the post
  "time" TEXT NOT NULL, -- when the comment was written (time)
  "likes" INTEGER NOT NULL, -- likes of the comment (count)
  "score" REAL NOT NULL, -- positive sentiment of the comment (0 to 1)
  "scorer" TEXT NOT NULL, -- what scored it; given when the source did
  "text" TEXT NOT NULL, -- beginning of the comment; its author is never kept
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "post", "period_start", "period_end", "rank")
) WITHOUT ROWID;
CREATE TABLE "dead_letter" ( -- A record that could not be used, and why
  "topic" TEXT NOT NULL, -- topic of the data set; empty when unknown
  "reason" TEXT NOT NULL, -- what was given and what is allowed
  "source" TEXT NOT NULL, -- file, or Kafka topic and partition
  "position" INTEGER NOT NULL, -- line in the file, or offset in the partition
  "payload" TEXT NOT NULL, -- start of the record as it came
  "seen_at" TEXT NOT NULL, -- processing time at which it was met (time)
  "revision" INTEGER NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "reason", "source", "position", "payload")
) WITHOUT ROWID;
CREATE INDEX audience_sentiment_by_period ON audience_sentiment (topic, period_start);
CREATE INDEX private_opinion_by_period ON private_opinion (topic, period_start);
CREATE INDEX post_evidence_by_period ON post_evidence (topic, period_start);
CREATE INDEX comment_evidence_by_period ON comment_evidence (topic, blogger, period_start);
CREATE INDEX alert_by_period ON alert (topic, period_start);
CREATE INDEX influence_by_model ON influence (topic, model, as_of);
CREATE INDEX forecast_by_model ON forecast (topic, model, made_at);
CREATE INDEX model_score_by_model ON model_score (topic, model, as_of);
CREATE INDEX dead_letter_by_time ON dead_letter (seen_at);
CREATE VIEW closed_sentiment AS -- audience sentiment of periods that are final
SELECT * FROM audience_sentiment WHERE NOT provisional AND sentiment IS NOT NULL;
CREATE VIEW latest_influence AS -- each model's influence matrix as of its last period
SELECT * FROM influence edge WHERE as_of =
  (SELECT max(as_of) FROM influence WHERE topic = edge.topic AND model = edge.model);
CREATE VIEW latest_forecast AS -- the forecasts that each model issued last
SELECT * FROM forecast issued WHERE made_at =
  (SELECT max(made_at) FROM forecast WHERE topic = issued.topic AND model = issued.model);
CREATE VIEW latest_model_score AS -- all models as of the last scored period
SELECT * FROM model_score score WHERE as_of =
  (SELECT max(as_of) FROM model_score WHERE topic = score.topic AND model = score.model);
INSERT INTO meta VALUES ('schema_version', '4'), ('zone', 'Asia/Shanghai'), ('periods_in_whole_days', 'true'), ('seed', '1');
INSERT INTO audience_sentiment VALUES ('huawei', 'A', '2023-05-01', '2023-05-16', 0.5, 0.1, 10, 2, 1.5, NULL, NULL, NULL, 0, 'given', 3);
INSERT INTO dead_letter (topic, reason, source, position, payload, seen_at, revision) VALUES ('huawei', 'score is 7', 'comments.csv', 4, 'x,7', '2023-06-01T00:00:00+08:00', 0);
