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
