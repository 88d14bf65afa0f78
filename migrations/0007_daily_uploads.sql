-- How many bytes somebody has uploaded on one day in Norway. What is taken out of a draft again still
-- counts: it has been received, judged and stored. Rows of days that are past are swept.
CREATE TABLE daily_uploads (
    owner TEXT NOT NULL,
    day TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (owner, day)
);
