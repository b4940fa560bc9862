CREATE TABLE "comment_evidence" ( -- One of the most weighty comments of a post in a period, where text was read
  "topic" TEXT NOT NULL, -- what the audience talks about
  "blogger" TEXT NOT NULL, -- who posted
  "post" TEXT NOT NULL, -- post id, unique within the blogger
  "period_start" {PERIOD_BOUND} NOT NULL, -- first instant of the period
  "period_end" {PERIOD_BOUND} NOT NULL, -- first instant after the period
  "rank" {INTEGER} NOT NULL, -- 1 for the comment with most likes
  "comment" TEXT NOT NULL, -- comment id, unique within the post
  "time" {TIME} NOT NULL, -- when the comment was written (time)
  "likes" {INTEGER} NOT NULL, -- likes of the comment (count)
  "score" {REAL} NOT NULL, -- positive sentiment of the comment (0 to 1)
  "scorer" TEXT NOT NULL, -- what scored it; given when the source did
  "text" TEXT NOT NULL, -- beginning of the comment; its author is never kept
  "revision" {INTEGER} NOT NULL, -- 0 for the first row of its key, higher for each later one (count)
  PRIMARY KEY ("topic", "blogger", "post", "period_start", "period_end", "rank")
){TABLE_OPTIONS};
