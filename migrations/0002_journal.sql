-- One incoming entry (type I) for each sent submission. A number is taken in the transaction that
-- freezes the submission and never given back, so a year has no gaps.
CREATE TABLE journal_numbers (
    year BIGINT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);
CREATE TABLE journal_entries (
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    submission_id TEXT NOT NULL UNIQUE REFERENCES submissions (id),
    reserved_at BIGINT NOT NULL,
    recorded_at BIGINT,
    PRIMARY KEY (year, number)
);
