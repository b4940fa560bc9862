ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_pkey,
  ADD COLUMN "key_hash" TEXT NOT NULL GENERATED ALWAYS AS (md5("reason" || chr(10) || "payload")) STORED,
  ADD PRIMARY KEY ("topic", "source", "position", "key_hash");
