//! What the sender of an answer reads of the letter.

use crate::i18n::Locale;
use crate::submission::{Content, InReplyTo};

/// A letter that is answered, as people read of it.
pub(in crate::web) struct Letter {
    /// The numbers that stand on it. Its key is the archive's own.
    pub(in crate::web) told: String,
    /// Its case, which is not for the sender to say.
    pub(in crate::web) case: Option<String>,
}

impl Letter {
    pub(in crate::web) fn of(letter: &InReplyTo, at: Locale) -> Self {
        let case = letter.case_number.map(|case| case.to_string());
        let told = match (letter.journal_number.as_deref(), case.as_deref()) {
            (Some(journal), Some(case)) => {
                t!(at, "reply-letter-both", journal = journal, case = case)
            }
            (Some(journal), None) => t!(at, "reply-letter-journal", journal = journal),
            (None, Some(case)) => t!(at, "reply-letter-case", case = case),
            (None, None) => t!(at, "reply-letter"),
        };
        Self { told, case }
    }

    /// The one that a submission answers, if it does.
    pub(in crate::web) fn answered_by(content: &Content, at: Locale) -> Option<Self> {
        let letter = content.in_reply_to.as_ref();
        letter.map(|letter| Self::of(letter, at))
    }
}
