ALTER TABLE audience_sentiment ADD COLUMN "scorer" TEXT;
