//! Characters that can't be printed: no font has them, or they are none for people. PDF/A forbids a glyph that
//! stands for nothing (ISO 19005-2, 6.2.11.8), and what is left out is not noticed, so each stands as a box
//! with its number in it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::fonts;

/// What stands as a box, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// The place in the text that it was taken out of.
    pub(super) at: usize,
    /// What was taken out: one or more characters.
    pub(super) text: String,
}

impl Missing {
    /// The number of each of its characters, in hexadecimal digits: `4E2D`.
    pub(super) fn numbers(&self) -> impl Iterator<Item = String> {
        self.text.chars().map(number)
    }

    /// What a program reads in place of it. A character that is none for text is told by its number: it would
    /// make what is copied out of the paper unfit for others.
    pub(super) fn actual_text(&self) -> String {
        let read = |c| {
            if is_text(c) {
                c.to_string()
            } else {
                format!("U+{}", number(c))
            }
        };
        self.text.chars().map(read).collect()
    }
}

fn number(c: char) -> String {
    format!("{:04X}", u32::from(c))
}

/// What a tab is as wide as.
const TAB: &str = "    ";

/// The lines of a text, as any system ends them, without what is not to be seen in any, and with the same letter
/// written in the same way everywhere (NFC): fonts have one glyph for it, which can stand for one text only.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.nfc()
        .collect::<String>()
        .replace("\r\n", "\n")
        .replace('\t', TAB)
        // A place where a word may be hyphenated, and the mark of a byte order: neither is text.
        .replace(['\u{ad}', '\u{feff}'], "")
        .split([
            '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
        ])
        .flat_map(with_words_that_end)
        .collect()
}

/// Characters in a row without a space, at most. What stands for one glyph, a letter and all marks on it, has to
/// fit into one string of the PDF (32767 bytes: ISO 19005-2, 6.1.13), and no word of any language is as long.
const LONGEST_WORD: usize = 2_000;

/// A line as it is, or in several where a word never ends.
fn with_words_that_end(line: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut current, mut word) = (String::new(), 0);
    for c in line.chars() {
        word = if c.is_whitespace() { 0 } else { word + 1 };
        if word > LONGEST_WORD {
            lines.push(std::mem::take(&mut current));
            word = 1;
        }
        current.push(c);
    }
    lines.push(current);
    lines
}

/// A text for where there are no boxes, such as metadata: on one line, with U+FFFD for what is none for text.
pub(super) fn one_line(text: &str) -> String {
    let seen = lines(text).join(" ");
    let seen = seen.chars();
    seen.map(|c| {
        if is_text(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    })
    .collect()
}

/// The paragraphs of a text: empty lines stand between them.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let lines = lines(text);
    lines
        .split(|line| line.trim().is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.join("\n"))
        .collect()
}

/// Where a text has characters that no font has or should draw, in their order.
pub(super) fn unprintable(text: &str) -> Vec<Range<usize>> {
    text.char_indices()
        .filter(|(_, c)| !is_text(*c) || !(is_unseen(*c) || fonts::have(*c)))
        .map(|(at, c)| at..at + c.len_utf8())
        .collect()
}

/// Whether a character is one for text: no control character, none of private use (PDF/A wants its meaning, which
/// nobody knows), and none that Unicode keeps for programs.
fn is_text(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let is_kept =
        matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffc}') || u32::from(c) & 0xfffe == 0xfffe;
    !(c.is_control() || is_private || is_kept)
}

/// Whether a character is not to be seen itself: it joins, parts or turns others (Unicode's
/// `Default_Ignorable_Code_Point`, without those that were letters once).
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The text without what was found in it, and what was taken out now and before, in the order of the text.
pub(super) fn take_out(
    text: &str,
    before: &[Missing],
    found: &[Range<usize>],
) -> (String, Vec<Missing>) {
    let mut kept = String::with_capacity(text.len());
    let mut all = Vec::with_capacity(before.len() + found.len());
    let mut before = before.iter().peekable();
    let mut from = 0;
    let end = text.len()..text.len();
    for range in found.iter().cloned().chain(std::iter::once(end)) {
        while let Some(earlier) = before.next_if(|earlier| earlier.at <= range.start) {
            all.push(Missing {
                at: earlier.at.saturating_sub(from) + kept.len(),
                text: earlier.text.clone(),
            });
        }
        kept.push_str(text.get(from..range.start).unwrap_or_default());
        if let Some(missing) = text.get(range.clone()).filter(|text| !text.is_empty()) {
            all.push(Missing {
                at: kept.len(),
                text: missing.to_owned(),
            });
        }
        from = range.end;
    }
    (kept, all)
}
