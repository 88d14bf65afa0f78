//! Where things are kept: the database, and the sealed files.

use super::Finding;
use super::secrets::counted;
use crate::blobs::{self, Blobs};
use crate::config::Config;
use crate::db::{Db, Schema};

pub(super) async fn database(config: &Config) -> Vec<Finding> {
    let name = "database";
    let shown = format!("{:?}", config.database);
    let finding = match look(config).await {
        Ok(Look::Missing) => judge(&shown, Schema::NotMade),
        Ok(Look::Tables(schema)) => judge(&shown, schema),
        Ok(Look::Damage(damage)) => Finding::fail(
            name,
            format!("{shown} is damaged: {damage}"),
            "Stop the portal, keep a copy of the file, and bring the database back from the latest backup.",
        ),
        Err(error) => Finding::error(
            name,
            &error,
            "See whether [database] url is right, whether the database runs, and whether the user that runs \
             the portal may use it.",
        ),
    };
    vec![finding]
}

fn judge(shown: &str, schema: Schema) -> Finding {
    let name = "database";
    match schema {
        Schema::NotMade => Finding::warn(
            name,
            format!("{shown} has not been made yet"),
            "The first start of “sendsikkert serve” makes it. If this portal has been used before, the database \
             is lost, or [database] url names another one.",
        ),
        Schema::Behind(missing) => Finding::warn(
            name,
            format!(
                "{shown} is older than this program by {}",
                counted(missing, "migration")
            ),
            "The next start of “sendsikkert serve” brings it up to date. Make a backup first.",
        ),
        // PostgreSQL was not asked about damage.
        Schema::Current if shown.starts_with("postgres") => {
            Finding::ok(name, format!("{shown} is up to date"))
        }
        Schema::Current => Finding::ok(name, format!("{shown} is whole and up to date")),
        Schema::Newer => Finding::fail(
            name,
            format!("{shown} was made by a newer version of this program"),
            "Install that version; this one does not start with it.",
        ),
        Schema::Damaged(number) => Finding::fail(
            name,
            format!(
                "{shown}: migration {number} did not end well, or is not the one this program has"
            ),
            "Bring the database back from the latest backup; this program does not start with it.",
        ),
    }
}

/// What was seen of a database.
enum Look {
    Missing,
    Damage(String),
    Tables(Schema),
}

async fn look(config: &Config) -> anyhow::Result<Look> {
    let Some(db) = Db::look(&config.database).await? else {
        return Ok(Look::Missing);
    };
    let seen = match db.damage().await? {
        Some(damage) => Look::Damage(damage),
        None => Look::Tables(db.schema().await?),
    };
    db.close().await;
    Ok(seen)
}

pub(super) async fn blobs(config: &Config) -> Vec<Finding> {
    let name = "sealed files";
    let blobs::Settings::Disk { path } = &config.blobs;
    let folder = path.display();
    vec![match Blobs::probe(&config.blobs).await {
        Ok(true) => Finding::ok(
            name,
            format!("{folder} takes, gives back and deletes a small file"),
        ),
        Ok(false) => Finding::warn(
            name,
            format!("{folder} has not been made yet"),
            "The first start of “sendsikkert serve” makes it. If this portal has been used before, the sealed \
             files are lost, or [blobs] path names another folder.",
        ),
        Err(error) => Finding::error(
            name,
            &error,
            "See whether [blobs] path is right, whether the disk is full, and whether the user that runs the \
             portal may write there.",
        ),
    }]
}
