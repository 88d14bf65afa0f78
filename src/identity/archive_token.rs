//! Tokens for the archive's API: shown once when they are made, kept as a hash.

use anyhow::Context;
use sqlx::Row;
use uuid::Uuid;

use crate::clock::Clock;
use crate::crypt;
use crate::db::Db;

/// What a token begins with, so that a leaked one is recognised for what it is.
const PREFIX: &str = "sst_";

/// Makes a token and returns it. It can't be shown again.
pub async fn create(db: &Db, clock: &Clock, name: &str) -> anyhow::Result<String> {
    // 256 random bits need no slow hash: there is nothing to guess.
    let token = format!("{PREFIX}{}", crypt::random_token());
    sqlx::query("INSERT INTO archive_tokens (id, name, hash, created_at) VALUES ($1, $2, $3, $4)")
        .bind(Uuid::new_v4().to_string())
        .bind(name)
        .bind(crypt::sha256_hex(token.as_bytes()))
        .bind(clock.now().millis())
        .execute(db.pool())
        .await
        .context("keeping an archive token")?;
    Ok(token)
}

/// Whom a token was made for, if it is one of ours.
pub async fn name_of(db: &Db, presented: &str) -> anyhow::Result<Option<String>> {
    let row = sqlx::query("SELECT name FROM archive_tokens WHERE hash = $1")
        .bind(crypt::sha256_hex(presented.as_bytes()))
        .fetch_optional(db.pool())
        .await
        .context("looking up an archive token")?;
    Ok(row.map(|row| row.try_get("name")).transpose()?)
}
