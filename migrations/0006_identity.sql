-- A provider's logout token is accepted once: its id is remembered for as long as it could be accepted.
CREATE TABLE logout_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    forget_at BIGINT NOT NULL
);

-- Who came in, or was refused, and what was fetched. Rows are only ever added. Each carries a keyed hash of
-- itself and of the row before it, so that nobody without the portal key can change, remove or insert one
-- unnoticed. Details (provider's session, level, address) are sealed.
CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    result TEXT NOT NULL,
    person TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);
-- The end of the chain: one row, whose lock makes writers take turns.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');
