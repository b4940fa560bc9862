CREATE TABLE run ( -- Runs of the streaming job that have written here
  name TEXT NOT NULL PRIMARY KEY, -- identity of the run: its state and what it writes carry it
  begun_at {TIME} NOT NULL, -- wall time of its first start
  started_at {TIME} NOT NULL, -- wall time of its last start
  starts BIGINT NOT NULL, -- how often it was started
  checkpoints TEXT, -- folder of its checkpoints
  build TEXT NOT NULL, -- build that started it last
  kept_periods BIGINT NOT NULL, -- closed periods of other runs that it left alone, since it knew less of them
  kept_from {TIME}, -- start of the first of them
  kept_to {TIME} -- end of the last of them
);
ALTER TABLE "influence" ADD COLUMN "e_value" {REAL};
ALTER TABLE "influence" DROP COLUMN "probability";
UPDATE "influence" SET "status" = 'undetermined';
CREATE TABLE "model_status" ( -- Whether a model stands as of a period, and for whom
  "topic" TEXT NOT NULL, -- what the audiences talk about
  "as_of" {TIME} NOT NULL, -- end of the last period used
  "model" TEXT NOT NULL, -- name of the model
  "status" TEXT NOT NULL, -- fitted, too_few_periods, not_identified or failed
  "detail" TEXT, -- who is left out and why, what is missing, or why it failed
  "fitted" {INTEGER} NOT NULL, -- audiences with a fit of their own (count)
  "left_out" {INTEGER} NOT NULL, -- audiences that are followed and have none (count)
  "refitted_at" {TIME} NOT NULL, -- end of the last period that its parameters were fitted to (time)
  "revision" {INTEGER} NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "as_of", "model")
){TABLE_OPTIONS};
