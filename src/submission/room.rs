//! How much room there is for a file: its kind's own limit, what is left of the submission, and of the
//! person's day.

use super::{Kind, Limits, MB, Rejection};

/// How many bytes one more document may have, and what is said of one byte more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    bytes: u64,
    over: Rejection,
}

/// What is taken already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    /// Documents in the submission.
    pub(super) documents: usize,
    /// Their bytes together.
    pub(super) bytes: u64,
    /// What the person has uploaded on this day.
    pub(super) today_bytes: u64,
}

impl Room {
    /// A kind's own limit.
    pub(super) fn of(kind: Kind, limits: &Limits) -> Self {
        let (bytes, over) = match kind {
            Kind::Zip => (
                limits.zip_bytes,
                Rejection::ZipTooLarge {
                    max: limits.zip_bytes / MB,
                },
            ),
            _ => (
                limits.file_bytes,
                Rejection::TooLarge {
                    max: limits.file_bytes / MB,
                },
            ),
        };
        Self { bytes, over }
    }

    /// What is left in a submission and of the person's day.
    pub(super) fn beside(used: Used, limits: &Limits) -> Result<Self, Rejection> {
        if used.documents >= limits.documents {
            return Err(Rejection::TooManyDocuments {
                max: limits.documents,
            });
        }
        let in_submission = Self {
            bytes: limits.submission_bytes.saturating_sub(used.bytes),
            over: Rejection::SubmissionTooLarge {
                max: limits.submission_bytes / MB,
            },
        };
        let in_day = Self {
            bytes: limits.person_day_bytes.saturating_sub(used.today_bytes),
            over: Rejection::DayTooLarge {
                max: limits.person_day_bytes / MB,
            },
        };
        let room = in_submission.or_less(in_day);
        if room.bytes == 0 {
            Err(room.over)
        } else {
            Ok(room)
        }
    }

    /// The smaller of two.
    pub(super) fn or_less(self, other: Self) -> Self {
        if other.bytes < self.bytes {
            other
        } else {
            self
        }
    }

    /// How many bytes that is.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is said of one byte more.
    pub const fn over(&self) -> &Rejection {
        &self.over
    }

    /// Refuses the first byte over.
    pub fn check(&self, size_bytes: u64) -> Result<(), Rejection> {
        if size_bytes > self.bytes {
            Err(self.over.clone())
        } else {
            Ok(())
        }
    }
}
