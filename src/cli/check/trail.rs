//! The audit trail: where it ends, whether it is whole, and, when that is asked for, what it says.

use std::io::{BufWriter, Write};

use super::Finding;
use super::finding::on_one_line;
use crate::config::Config;
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::identity::audit::{self, Anchor, Entry, Verdict};

pub(super) const NAME: &str = "audit trail";

const COLUMNS: [&str; 16] = [
    "number",
    "time",
    "action",
    "result",
    "person",
    "session",
    "acr",
    "amr",
    "address",
    "object",
    "token",
    "credential",
    "scope",
    "consumer",
    "supplier",
    "delegation_source",
];

const LOOK_ABOVE: &str =
    "Put right what stands above about the database and the portal key, and check again.";

/// Where it ends.
pub(super) async fn end(config: &Config) -> Vec<Finding> {
    let end = async {
        let Some(db) = Db::look_current(&config.database).await? else {
            return Ok(None);
        };
        let head = audit::head(&db).await?;
        db.close().await;
        anyhow::Ok(Some(head))
    };
    vec![match end.await {
        Ok(None) => not_there(),
        Ok(Some((0, _))) => Finding::ok(NAME, "no entries yet"),
        Ok(Some((entries, hash))) => Finding::ok(
            NAME,
            format!(
                "{}, ends with {hash}; not verified without --audit",
                many(entries)
            ),
        ),
        Err(error) => Finding::error(NAME, &error, LOOK_ABOVE),
    }]
}

/// Verifies all of it. With `list`, every entry that is whole is printed on the way.
pub(super) async fn verified(config: &Config, list: bool) -> anyhow::Result<Finding> {
    let mut out = list.then(|| BufWriter::new(std::io::stdout()));
    let mut written = out
        .as_mut()
        .map_or(Ok(()), |out| writeln!(out, "{}", COLUMNS.join("\t")));
    let verdict = verdict(config, |entry| {
        if let (Some(out), Ok(())) = (&mut out, &written) {
            written = writeln!(out, "{}", line(entry));
        }
    });
    let verdict = verdict.await;
    written?;
    if let Some(mut out) = out {
        out.flush()?;
    }
    Ok(match verdict {
        Ok(None) => not_there(),
        Ok(Some(Verdict::Whole { entries: 0, .. })) => Finding::ok(NAME, "no entries yet"),
        Ok(Some(Verdict::Whole { entries, hash, cut })) => {
            Finding::ok(NAME, whole(entries, &hash, cut.as_ref()))
        }
        Ok(Some(Verdict::BrokenAt(number))) => Finding::fail(
            NAME,
            format!("broken at entry {number}"),
            "Somebody without the portal key has changed, removed or inserted something there, or the portal key \
             is another one. Keep a copy of the database, and find out who could write to it.",
        ),
        Err(error) => Finding::error(NAME, &error, LOOK_ABOVE),
    })
}

async fn verdict(config: &Config, see: impl FnMut(&Entry)) -> anyhow::Result<Option<Verdict>> {
    let keys = PortalKeys::read(&config.portal_key_file)?;
    let Some(db) = Db::look_current(&config.database).await? else {
        return Ok(None);
    };
    let verdict = audit::verify(&db, &keys, see).await?;
    db.close().await;
    Ok(Some(verdict))
}

fn not_there() -> Finding {
    Finding::warn(
        NAME,
        "not looked at: the database has not been made, or is not this program's",
        "See what stands above about the database.",
    )
}

/// What is said of a trail that is whole, and of what is not in it any more.
fn whole(entries: i64, hash: &str, cut: Option<&Anchor>) -> String {
    let Some(Anchor {
        number,
        entry_at,
        cut_at,
        ..
    }) = cut
    else {
        return format!("{}, whole, ends with {hash}", many(entries));
    };
    let (left, entry_at, cut_at) = (many(entries - number), entry_at.rfc3339(), cut_at.rfc3339());
    format!(
        "{left} after number {number}, whole, ends with {hash}; what was written until {entry_at} was cut off {cut_at}"
    )
}

fn many(entries: i64) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        entries => format!("{entries} entries"),
    }
}

fn line(entry: &Entry) -> String {
    let detail = &entry.detail;
    let told = |text: &Option<String>| text.as_deref().map(on_one_line).unwrap_or_default();
    [
        entry.number.to_string(),
        entry.at.rfc3339(),
        on_one_line(&entry.action),
        on_one_line(&entry.result),
        on_one_line(&entry.person),
        told(&detail.sid),
        told(&detail.acr),
        told(&detail.amr),
        told(&detail.address),
        told(&detail.object),
        told(&detail.token),
        told(&detail.credential),
        told(&detail.scope),
        told(&detail.consumer),
        told(&detail.supplier),
        told(&detail.delegation_source),
    ]
    .join("\t")
}
