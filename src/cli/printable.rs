//! What others have written, as far as it can be shown: terminals obey control characters, and bidirectional marks
//! make a line look like another.

use crate::submission::name::{is_deceptive, is_invisible};

/// What is told of somebody's answer, in characters.
const MAX_TOLD_CHARACTERS: usize = 500;

/// A text without what can't be seen or deceives.
pub(super) fn printable(text: &str) -> String {
    visible(text).collect()
}

/// The same of what may be as long as a stranger likes.
pub(super) fn shortened(text: &str) -> String {
    let shown: String = visible(text).take(MAX_TOLD_CHARACTERS).collect();
    shown.trim_end().to_owned()
}

fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_deceptive(*c) && !is_invisible(*c))
}
