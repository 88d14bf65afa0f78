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
        Ok(None | Some((Schema::NotMade, _))) => Finding::warn(
            name,
            format!("{shown} has not been made yet"),
            "The first start of “sendsikkert serve” makes it. If this portal has been used before, the database \
             is lost, or [database] url names another one.",
        ),
        Ok(Some((_, Some(damage)))) => Finding::fail(
            name,
            format!("{shown} is damaged: {damage}"),
            "Stop the portal, keep a copy of the file, and bring the database back from the latest backup.",
        ),
        Ok(Some((Schema::Behind(missing), None))) => Finding::warn(
            name,
            format!(
                "{shown} is older than this program by {}",
                counted(missing, "migration")
            ),
            "The next start of “sendsikkert serve” brings it up to date. Make a backup first.",
        ),
        Ok(Some((Schema::Newer, None))) => Finding::fail(
            name,
            format!("{shown} was made by a newer version of this program"),
            "Install that version; this one does not start with it.",
        ),
        Ok(Some((Schema::Damaged(version), None))) => Finding::fail(
            name,
            format!(
                "{shown} has a migration, number {version}, that is not this program's or did not end well"
            ),
            "Bring the database back from the latest backup; this program does not start with it.",
        ),
        Ok(Some((Schema::Current, None))) => {
            Finding::ok(name, format!("{shown} is whole and up to date"))
        }
        Err(error) => Finding::error(
            name,
            &error,
            "See whether [database] url is right, whether the database runs, and whether the user that runs \
             the portal may use it.",
        ),
    };
    vec![finding]
}

/// How the tables stand, and the first damage that is found.
async fn look(config: &Config) -> anyhow::Result<Option<(Schema, Option<String>)>> {
    let Some(db) = Db::look(&config.database).await? else {
        return Ok(None);
    };
    let damage = db.damage().await?;
    let schema = db.schema().await?;
    db.close().await;
    Ok(Some((schema, damage)))
}

pub(super) async fn blobs(config: &Config) -> Vec<Finding> {
    let name = "sealed files";
    let blobs::Settings::Disk { path } = &config.blobs;
    let folder = path.display();
    vec![match Blobs::probe(&config.blobs).await {
        Ok(true) => Finding::ok(
            name,
            format!("{folder}: stored, read back and deleted a small one"),
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
