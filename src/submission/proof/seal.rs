//! A signature inside the file that it signs. It stands in the file once, as the uncompressed stream of an attached
//! file (ISO 32000-1, 7.11.4), and what is signed is the SHA-256 of the file with zeros in the signature's place. So
//! every byte is signed: those around it by their hash, and its own by being the one signature there is.

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem;
use sha2::{Digest, Sha256};
use std::ops::Range;

use super::NotGenuine;
use crate::crypt::hex;

/// In front of a stream's bytes and behind them (ISO 32000-1, 7.3.8.1). No text within a PDF can hold the line break.
const BEFORE: &[u8] = b"stream\n";
const BEHIND: &[u8] = b"\nendstream";
/// How each header begins; 24 characters, which base64url writes without looking at what follows.
const HEADER_BEGINS: &str = r#"{"alg":"Ed25519","kid":""#;
const BLANK: u8 = b'0';

/// A file with a signature in it.
pub(super) struct Sealed<'a> {
    /// The signature.
    pub(super) signature: &'a str,
    /// SHA-256 of the file with zeros in the signature's place.
    pub(super) sha256: String,
}

impl<'a> Sealed<'a> {
    /// Finds the signature in a file. One of two would be one that nobody looks at.
    pub(super) fn in_file(file: &'a [u8]) -> Result<Self, NotGenuine> {
        let mut places = places(file);
        let place = places.next().ok_or(NotGenuine::NotAReceipt)?;
        if places.next().is_some() {
            return Err(NotGenuine::Altered);
        }
        let signature = file.get(place.clone()).unwrap_or_default();
        Ok(Self {
            signature: std::str::from_utf8(signature).map_err(|_no_text| NotGenuine::Altered)?,
            sha256: hash_around(file, place),
        })
    }
}

/// Puts a signature in the place of the one that stands in for it. It is asked for with the hash that it is to sign.
pub(super) fn seal(
    mut file: Vec<u8>,
    sign: impl FnOnce(String) -> anyhow::Result<String>,
) -> anyhow::Result<Vec<u8>> {
    let mut places = places(&file);
    let place = places
        .next()
        .context("the PDF has no place for a signature")?;
    anyhow::ensure!(
        places.next().is_none(),
        "the PDF has two places for a signature"
    );
    drop(places);
    let signature = sign(hash_around(&file, place.clone()))?;
    anyhow::ensure!(
        signature.len() == place.len(),
        "the signature does not fit into its place"
    );
    file.splice(place, signature.into_bytes());
    Ok(file)
}

/// Every place where a signature stands. Anybody may have made the file: what begins many times and never ends must
/// not be read to its end each time, so nothing is looked at that begins behind the last end.
fn places(file: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let begin = [BEFORE, URL_SAFE_NO_PAD.encode(HEADER_BEGINS).as_bytes()].concat();
    let last_end = memmem::rfind(file, BEHIND).unwrap_or_default();
    let with_an_end = file.get(..last_end).unwrap_or_default();
    let found: Vec<_> = memmem::find_iter(with_an_end, &begin).collect();
    found.into_iter().filter_map(|at| {
        let start = at + BEFORE.len();
        let rest = file.get(start..)?;
        let length = memmem::find(rest, BEHIND)?;
        Some(start..start + length)
    })
}

fn hash_around(file: &[u8], place: Range<usize>) -> String {
    let mut hash = Sha256::new();
    hash.update(file.get(..place.start).unwrap_or_default());
    hash.update(vec![BLANK; place.len()]);
    hash.update(file.get(place.end..).unwrap_or_default());
    hex(&hash.finalize())
}
