-- The sender puts the documents of a draft into order; a document's number is what forms know it by, and stays.
-- A new document's place is its number, which is above all places that were given before.
ALTER TABLE documents ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
UPDATE documents SET position = number;
