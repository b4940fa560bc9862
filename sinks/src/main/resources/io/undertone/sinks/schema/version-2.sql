CREATE TABLE table_change ( -- How often and when each table was written to
  name TEXT NOT NULL PRIMARY KEY, -- name of the table
  changes BIGINT NOT NULL, -- transactions that wrote to it
  changed_at {TIME} NOT NULL -- wall time of the last one
);
