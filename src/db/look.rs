//! Looking at a database without changing anything: no migration, and no file that was not there. (But for
//! one: beside a SQLite log that a crash or a copy left without its index, SQLite makes the index anew.)

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, ensure};
use sqlx::any::AnyPoolOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, Connection, Executor, Row};

use super::{Db, Engine, MIGRATIONS, Settings};

/// How a database's tables stand to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// There are none yet.
    NotMade,
    /// So many migrations are still to be applied.
    Behind(usize),
    /// They are what this program expects.
    Current,
    /// They were made by a newer program.
    Newer,
    /// The migration of this number did not end well, or is not the one this program has.
    Damaged(i64),
}

impl Db {
    /// Connects to read only; nothing, when there is no SQLite file yet.
    pub async fn look(settings: &Settings) -> anyhow::Result<Option<Self>> {
        sqlx::any::install_default_drivers();
        let engine = settings.engine();
        let url = match engine {
            Engine::Postgres => settings.url.clone(),
            Engine::Sqlite => match file_of(settings)? {
                Some(file) => read_only(&file),
                None => return Ok(None),
            },
        };
        let context = || format!("connecting to the database ({settings:?})");
        // By itself first: a pool tries again until its time is up, and then forgets to say why.
        let connection = AnyConnection::connect(&url).await.with_context(context)?;
        connection.close().await.with_context(context)?;
        let pool = AnyPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if engine == Engine::Postgres {
                        let read_only = "SET default_transaction_read_only = on";
                        connection.execute(read_only).await?;
                    }
                    Ok(())
                })
            })
            .connect(&url)
            .await
            .with_context(context)?;
        Ok(Some(Self {
            writers: pool.clone(),
            pool,
            engine,
        }))
    }

    /// The same, and nothing either when its tables are not what this program expects.
    pub async fn look_current(settings: &Settings) -> anyhow::Result<Option<Self>> {
        let Some(db) = Self::look(settings).await? else {
            return Ok(None);
        };
        if db.schema().await? == Schema::Current {
            return Ok(Some(db));
        }
        db.close().await;
        Ok(None)
    }

    /// How its tables stand to this program.
    pub async fn schema(&self) -> anyhow::Result<Schema> {
        let exists = match self.engine {
            Engine::Sqlite => {
                "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'"
            }
            Engine::Postgres => {
                "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE tablename = '_sqlx_migrations' AND schemaname = ANY (current_schemas(false))"
            }
        };
        let context = "reading which migrations are applied";
        let exists = sqlx::query(exists).fetch_one(&self.pool).await;
        if exists.context(context)?.try_get::<i64, _>(0)? == 0 {
            return Ok(Schema::NotMade);
        }
        let applied = sqlx::query(
            "SELECT version, checksum, CASE WHEN success THEN 1 ELSE 0 END AS ended FROM _sqlx_migrations ORDER BY version",
        );
        let applied = applied.fetch_all(&self.pool).await.context(context)?;
        for row in &applied {
            let version: i64 = row.try_get("version")?;
            let own = MIGRATIONS.iter().find(|own| own.version == version);
            let Some(own) = own else {
                return Ok(Schema::Newer);
            };
            let ended = row
                .try_get::<i64, _>("ended")
                .or_else(|_narrower| row.try_get::<i32, _>("ended").map(i64::from))?;
            if ended == 0 || row.try_get::<Vec<u8>, _>("checksum")? != *own.checksum {
                return Ok(Schema::Damaged(version));
            }
        }
        Ok(match MIGRATIONS.iter().count() - applied.len() {
            0 => Schema::Current,
            missing if applied.is_empty() && missing > 0 => Schema::NotMade,
            missing => Schema::Behind(missing),
        })
    }

    /// The first damage SQLite finds in its file (`PRAGMA quick_check`). PostgreSQL looks after its own.
    pub async fn damage(&self) -> anyhow::Result<Option<String>> {
        if self.engine == Engine::Postgres {
            return Ok(None);
        }
        let first = sqlx::query("PRAGMA quick_check(1)")
            .fetch_one(&self.pool)
            .await
            .context("looking for damage in the database")?;
        let said: String = first.try_get(0)?;
        Ok((said != "ok").then_some(said))
    }
}

/// The SQLite file, if it is there; an error when not even its folder is.
fn file_of(settings: &Settings) -> anyhow::Result<Option<PathBuf>> {
    if settings.url.contains(":memory:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(&settings.url)
        .context("[database] url can't be understood")?;
    let file = options.get_filename();
    let folder = file.parent().unwrap_or(Path::new(""));
    ensure!(
        folder.as_os_str().is_empty() || folder.is_dir(),
        "there is no folder {}",
        folder.display()
    );
    let exists = file.try_exists();
    let exists = exists.with_context(|| format!("looking for {}", file.display()))?;
    Ok(exists.then(|| file.to_owned()))
}

/// Without a write-ahead log nobody has the database open, and it is read as it lies: SQLite would make a
/// log and leave it there. With one it is read together with that.
fn read_only(file: &Path) -> String {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let how = if Path::new(&log).exists() {
        "mode=ro"
    } else {
        "mode=ro&immutable=true"
    };
    format!("{}?{how}", Settings::sqlite(file).url)
}
