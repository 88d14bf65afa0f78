//! A submission without its sealed files: what is known of its documents stays, and the rows name no file any
//! more. `emptied_at` says so, and the archive's API answers by it.

use anyhow::Context;

use super::{Desk, SubmissionId, discard, documents};
use crate::clock::Instant;
use crate::db::Tx;

/// Lets a submission's rows give up their sealed files, within the transaction that holds its row's lock. The
/// files themselves go when [`discard`] is carried out.
pub(super) async fn empty(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
    now: Instant,
) -> anyhow::Result<()> {
    discard::all_of(tx, id, now).await?;
    documents::give_up_files(desk, tx, id).await?;
    sqlx::query(
        "UPDATE submissions SET emptied_at = $1, manifest_blob = NULL, arkivmelding_blob = NULL,
             manifest_sha256 = NULL, arkivmelding_sha256 = NULL
         WHERE id = $2",
    )
    .bind(now.millis())
    .bind(id.to_string())
    .execute(&mut **tx)
    .await
    .context("emptying a submission")?;
    Ok(())
}
