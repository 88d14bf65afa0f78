//! What is told of an invitation: lines for people, an object for programs. Never whom it is for.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::cli::printable::shortened;
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::submission::invitation::Standing;
use crate::submission::invitation::shown::Shown;

/// The object for programs.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    shown: &'a Shown,
    /// The lines for the letter, by their language.
    letter_lines: BTreeMap<&'static str, String>,
}

#[expect(clippy::print_stdout, reason = "it is what the command is asked for")]
pub(super) fn json(shown: &Shown, languages: &[Locale]) -> anyhow::Result<()> {
    let lines = languages
        .iter()
        .map(|at| (at.tag(), letter_line(shown, *at)));
    let told = Told {
        shown,
        letter_lines: lines.collect(),
    };
    println!("{}", serde_json::to_string(&told)?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "it is what the command is asked for")]
pub(super) fn lines(shown: &Shown, languages: &[Locale]) {
    println!("Invitation  {}", shown.id);
    println!("State       {}", state(shown));
    println!("Replies     {}", replies(shown));
    println!("Link        {}", shortened(&shown.link));
    if shown.state == Standing::Open {
        for at in languages {
            println!("In letters  {}", letter_line(shown, *at));
        }
    }
}

/// Beside the answer, so that programs read the same as the first time.
#[expect(clippy::print_stderr, reason = "a word to whoever sits there")]
pub(super) fn known() {
    eprintln!("The letter was registered before, and has the same invitation.");
}

/// What is printed in the letter.
fn letter_line(shown: &Shown, at: Locale) -> String {
    t!(at, "letter-reply", link = shortened(&shown.link))
}

fn state(shown: &Shown) -> String {
    match (shown.state, &shown.revoked_at) {
        (Standing::Open, _) => format!("open until {}", last_minute(&shown.expires_at)),
        (Standing::Expired, _) => format!("expired {}", minute(&shown.expires_at)),
        (Standing::Revoked, at) => {
            let at = at.as_deref().map(minute).unwrap_or_default();
            format!("revoked {at}").trim_end().to_owned()
        }
    }
}

fn replies(shown: &Shown) -> String {
    match &shown.last_reply_at {
        Some(at) => format!("{}, the last one {}", shown.replies, minute(at)),
        None => shown.replies.to_string(),
    }
}

/// The last minute before a time: people take a midnight for that of the day it is written with.
fn last_minute(rfc3339: &str) -> String {
    Instant::from_rfc3339(rfc3339).map_or_else(
        || shortened(rfc3339),
        |end| end.before(Duration::from_millis(1)).norwegian_minute(),
    )
}

/// A time as people read it, in Norway.
fn minute(rfc3339: &str) -> String {
    Instant::from_rfc3339(rfc3339).map_or_else(|| shortened(rfc3339), Instant::norwegian_minute)
}
