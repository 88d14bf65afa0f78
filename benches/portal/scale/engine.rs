//! The two databases. PostgreSQL is started as the tests start it, and stops with this program, however
//! that ends: it listens for the end of its input.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, ensure};
use sqlx::{AnyPool, AssertSqlSafe};
use tempfile::TempDir;

/// A shell with a server in it, which it stops when it ends.
const POSTGRES: &str = "source tests/run; start_postgres; echo \"$database_url\"; read -r || true";

pub(super) struct Engine {
    folder: TempDir,
    server: Option<Server>,
}

struct Server {
    shell: Child,
    url: String,
}

/// Where a portal keeps its rows, and a folder for everything else of its own.
pub(super) struct Place {
    pub(super) folder: std::path::PathBuf,
    pub(super) database: String,
    pub(super) is_postgres: bool,
}

impl Engine {
    pub(super) fn sqlite() -> anyhow::Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?,
            server: None,
        })
    }

    pub(super) fn postgres() -> anyhow::Result<Self> {
        let mut shell = Command::new("bash")
            .args(["-c", POSTGRES])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting a shell for PostgreSQL")?;
        let output = shell.stdout.take().context("the shell's output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        let server = Server {
            shell,
            url: url.trim().to_owned(),
        };
        ensure!(
            server.url.starts_with("postgres://"),
            "PostgreSQL could not be started"
        );
        Ok(Self {
            server: Some(server),
            ..Self::sqlite()?
        })
    }

    pub(super) fn name(&self) -> &'static str {
        match self.server {
            None => "sqlite",
            Some(_) => "postgres",
        }
    }

    /// An empty database for so many submissions.
    pub(super) fn database(&self, size: usize) -> anyhow::Result<Place> {
        let folder = self.folder.path().join(size.to_string());
        std::fs::create_dir(&folder)?;
        let database = match &self.server {
            None => "sqlite:portal.db".to_owned(),
            Some(server) => server.schema(&format!("scale_{size}"))?,
        };
        Ok(Place {
            folder,
            database,
            is_postgres: self.server.is_some(),
        })
    }
}

impl Server {
    fn schema(&self, name: &str) -> anyhow::Result<String> {
        sqlx::any::install_default_drivers();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let pool = AnyPool::connect(&self.url).await?;
            sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {name}")))
                .execute(&pool)
                .await?;
            pool.close().await;
            anyhow::Ok(())
        })?;
        Ok(format!("{}?options=-csearch_path%3D{name}", self.url))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input is what the shell waits for.
        drop(self.shell.stdin.take());
        drop(self.shell.wait());
    }
}
