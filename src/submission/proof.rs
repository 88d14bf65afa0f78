//! The receipt that can be checked for years: a PDF with a signature in it.
//!
//! Within the PDF stands a signed [`Statement`] of what was received, as an attached file. The statement also holds the
//! SHA-256 of the PDF around it ([`seal`]), so that no byte of the file can be changed unnoticed: not what programs
//! read, and not what people see. Checking needs the file and the public keys, and nothing else: neither the portal's
//! database, nor the fonts or the program that made it.

mod page;
mod seal;
mod statement;

use crate::clock::Instant;
use crate::i18n::Locale;
use crate::signing::jws::NotVerified;
use crate::signing::{PublicKeys, SigningKeys};
pub use statement::{Listed, SentBy, Statement};

/// The media type of the signed statement, without `application/` (RFC 7515, 4.1.9; RFC 8725, 3.11): what was signed
/// for anything else is no receipt.
pub const TYP: &str = "sendsikkert-receipt+jwt";

/// A receipt, ready to be signed.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// What it states.
    pub statement: Statement,
    /// When Send was pressed.
    pub received_at: Instant,
    /// The language of its words.
    pub locale: Locale,
}

/// Why a file is no receipt that can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGenuine {
    /// There is no signed statement in it.
    #[error("it is not a receipt")]
    NotAReceipt,
    /// The file, or the statement in it, is not what was signed.
    #[error("it has been changed")]
    Altered,
    /// It is signed with a key that is not among those that are believed.
    #[error("it is signed with a key that is not published")]
    UnknownKey,
    /// It is signed as it should be, and given out by somebody else, who is named.
    #[error("it was given out by {0}")]
    OtherIssuer(String),
}

impl Receipt {
    /// The receipt as a PDF. The same receipt and key give the same bytes.
    pub fn signed(mut self, keys: &SigningKeys) -> anyhow::Result<Vec<u8>> {
        // As long as the signature will be, so that it fits into its place.
        let stand_in = self.statement.signed(keys)?;
        let paper = page::paper(&self, keys.id(), stand_in.into_bytes());
        seal::seal(paper.pdf()?, |pdf_sha256| {
            self.statement.pdf_sha256 = pdf_sha256;
            self.statement.signed(keys)
        })
    }
}

/// What a receipt states, if it is one that `keys` have signed and `issuer` has given out, to the last byte. Without
/// an `issuer` it is for the caller to judge who has.
pub fn verified(
    file: &[u8],
    keys: &PublicKeys,
    issuer: Option<&str>,
) -> Result<Statement, NotGenuine> {
    let sealed = seal::Sealed::in_file(file)?;
    let payload = keys
        .verified(TYP, sealed.signature)
        .map_err(|refused| match refused {
            NotVerified::UnknownKey => NotGenuine::UnknownKey,
            NotVerified::Malformed | NotVerified::Wrong => NotGenuine::Altered,
        })?;
    let statement = Statement::read(&payload).ok_or(NotGenuine::NotAReceipt)?;
    if statement.pdf_sha256 != sealed.sha256 {
        return Err(NotGenuine::Altered);
    }
    match issuer {
        Some(issuer) if statement.issuer != issuer => {
            Err(NotGenuine::OtherIssuer(statement.issuer))
        }
        _ => Ok(statement),
    }
}

#[cfg(test)]
mod tests;
