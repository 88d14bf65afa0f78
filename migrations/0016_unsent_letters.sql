-- What an operator looks for: letters that have not been sent and are not withdrawn. The index holds nothing else.
CREATE INDEX outbox_unsent ON outbox (created_at, id) WHERE sent_at IS NULL AND withdrawn_at IS NULL;
