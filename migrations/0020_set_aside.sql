-- What was sent with a form of a draft when nobody was logged in any more: one sealed value, until its owner has
-- logged in again and goes on.
ALTER TABLE submissions ADD COLUMN set_aside TEXT;
