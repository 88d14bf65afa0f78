//! The database: SQLite (embedded default) or PostgreSQL, with one SQL and one set of migrations.
//!
//! Columns are `TEXT`, `BIGINT` and `INTEGER` only, times are [`Instant`](crate::clock::Instant)
//! milliseconds and yes/no is a time that may be missing, which is what both engines share through
//! `sqlx::Any`. No transaction is held open while anything but the database talks.

mod look;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{Any, AnyPool, Connection, Executor, Transaction};

pub use look::Schema;

/// Those this program was built with.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// `[database]`
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`; may hold a password, so it is never printed.
    pub url: String,
    /// Connections a node keeps at most.
    #[serde(default = "default_connections")]
    pub max_connections: u32,
}

/// Connections a node keeps when it is not told otherwise.
pub const DEFAULT_CONNECTIONS: u32 = 8;

const fn default_connections() -> u32 {
    DEFAULT_CONNECTIONS
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file's name helps; a server's address may hold a password.
        let shown = if self.url.starts_with("sqlite:") {
            &self.url
        } else {
            "postgres://…"
        };
        f.write_str(shown)
    }
}

impl Settings {
    /// A database in a file.
    pub fn sqlite(path: &Path) -> Self {
        // The URL's own marks, when a folder's name holds them.
        let text = path.display().to_string();
        let text = text
            .replace('%', "%25")
            .replace('?', "%3F")
            .replace('#', "%23");
        Self {
            url: format!("sqlite:{text}"),
            max_connections: DEFAULT_CONNECTIONS,
        }
    }

    /// Sees a relative file name from the configuration file's folder.
    pub fn resolve(&mut self, folder: &Path) {
        if let Some(file) = self
            .url
            .strip_prefix("sqlite:")
            .filter(|file| !file.starts_with(['/', ':']))
        {
            self.url = Self::sqlite(&folder.join(file)).url;
        }
    }

    /// Whether a password stands in it.
    pub fn holds_password(&self) -> bool {
        url::Url::parse(&self.url).is_ok_and(|url| {
            url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password")
        })
    }

    fn engine(&self) -> Engine {
        if self.url.starts_with("postgres") {
            Engine::Postgres
        } else {
            Engine::Sqlite
        }
    }
}

/// A pool of connections to one of the two engines.
#[derive(Clone, Debug)]
pub struct Db {
    pool: AnyPool,
    /// For transactions that write. On SQLite it holds one connection: there is one writer at a time
    /// anyway, and here they stand in line, where SQLite would let each sleep and try again; and the
    /// pages it has read stay good, since nobody else changes them.
    writers: AnyPool,
    engine: Engine,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// A transaction on either engine.
pub type Tx = Transaction<'static, Any>;

impl Db {
    /// Connects, and brings the schema up to date.
    pub async fn open(settings: &Settings) -> anyhow::Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = settings.engine();
        let url = match engine {
            Engine::Sqlite if !settings.url.contains('?') => format!("{}?mode=rwc", settings.url),
            _ => settings.url.clone(),
        };
        let connect = async |connections| {
            let pool = options(engine).max_connections(connections).connect(&url);
            pool.await
                .with_context(|| format!("connecting to the database ({settings:?})"))
        };
        let pool = connect(settings.max_connections).await?;
        MIGRATIONS
            .run(&pool)
            .await
            .context("bringing the database schema up to date")?;
        let writers = match engine {
            Engine::Sqlite => connect(1).await?,
            Engine::Postgres => pool.clone(),
        };
        Ok(Self {
            pool,
            writers,
            engine,
        })
    }

    /// The pool, for single statements.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a transaction that is going to write. On SQLite it takes the write lock at once:
    /// a reader that turns writer half-way would be told that the database is busy.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        match self.engine {
            Engine::Sqlite => self.writers.begin_with("BEGIN IMMEDIATE").await,
            Engine::Postgres => self.writers.begin().await,
        }
    }

    /// Closes every connection, so that SQLite folds its write-ahead log into the database.
    pub async fn close(&self) {
        self.writers.close().await;
        self.pool.close().await;
    }
}

/// How every connection is made.
fn options(engine: Engine) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if engine == Engine::Sqlite {
                    // FULL: a commit that was answered has reached the disk, power cut or not.
                    connection
                        .execute(
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                             PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; \
                             PRAGMA secure_delete = ON",
                        )
                        .await?;
                }
                Ok(())
            })
        })
        // A disk that is full makes SQLite roll back by itself, and the driver then takes the
        // connection to be in a transaction for ever: such a connection is not used again.
        .before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_disk_that_was_full_can_be_written_to_again() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            max_connections: 1,
            ..Settings::sqlite(&folder.path().join("a#b?c%.db"))
        };
        let db = Db::open(&settings).await.unwrap();
        db.pool()
            .execute("CREATE TABLE filling (text TEXT)")
            .await
            .unwrap();
        let mut connection = db.writers.acquire().await.unwrap();
        connection
            .execute("PRAGMA max_page_count = 60")
            .await
            .unwrap();
        drop(connection);
        let mut tx = db.begin().await.unwrap();
        let fill = sqlx::query("INSERT INTO filling VALUES ($1)").bind("x".repeat(1_000_000));
        assert!(fill.execute(&mut *tx).await.is_err(), "the disk is full");
        drop(tx);
        // The connection is dropped with its limit; the next one has room.
        let mut tx = db.begin().await.unwrap();
        sqlx::query("INSERT INTO filling VALUES ($1)")
            .bind("x")
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }

    #[test]
    fn a_server_s_password_is_not_shown() {
        let settings = Settings {
            url: "postgres://user:secret@host/db".to_owned(),
            max_connections: 1,
        };
        assert_eq!(format!("{settings:?}"), "postgres://…");
    }
}
