//! Looks inside a sealed file, through the ciphertext: a zip is judged by what its members are.
//!
//! Comes after sealing, since a zip's directory stands at its end. It blocks, and sees neither the
//! database nor HTTP: a reader that can seek goes in, a verdict comes out.

mod zip;

use std::io::{self, Read, Seek};

use super::{Kind, Rejection};

/// Why inspection ended without an all-clear.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file is not acceptable.
    #[error("the file is refused")]
    Refused(Rejection),
    /// Nothing is wrong with the file, but it could not be read.
    #[error("the sealed file could not be read back")]
    Unreadable(#[source] io::Error),
}

impl From<Rejection> for Trouble {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

/// Whether there is more to judge in a kind than its first bytes.
pub fn looks_inside(kind: Kind) -> bool {
    kind == Kind::Zip
}

/// Judges a file whose first bytes were found to be of `kind`.
pub fn inspect<R: Read + Seek>(kind: Kind, plaintext: R) -> Result<(), Trouble> {
    match kind {
        Kind::Zip => zip::inspect(plaintext),
        _ => Ok(()),
    }
}
