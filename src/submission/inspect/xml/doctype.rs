//! The document type declaration (XML 1.0, 2.8). What it refers to is never loaded, and whoever declares
//! an entity is turned away: that is how a reader is made to grow, or to fetch what it should not.

use super::document::Document;
use super::text::is_space;
use crate::submission::{Note, Rejection};

/// Longer than any scheme that is known.
const SCHEME_BYTES: usize = 16;

impl Document {
    /// Reads on behind `<!DOCTYPE`.
    pub(super) async fn doctype(&mut self) -> Result<(), Rejection> {
        self.text.expect_space().await?;
        self.scratch.clear();
        self.scratch.read(&mut self.text).await?;
        if self.text.space().await? {
            self.external_id().await?;
        }
        if self.text.eat(b'[').await? {
            self.subset().await?;
            self.text.space().await?;
        }
        self.text.expect(b">").await
    }

    async fn external_id(&mut self) -> Result<(), Rejection> {
        let is_public = match self.text.peek().await? {
            Some(b'S') => {
                self.text.expect(b"SYSTEM").await?;
                false
            }
            Some(b'P') => {
                self.text.expect(b"PUBLIC").await?;
                self.text.expect_space().await?;
                self.literal().await?;
                true
            }
            _ => return Ok(()),
        };
        self.text.expect_space().await?;
        self.system_literal(is_public).await?;
        self.external = true;
        self.notes.add(Note::XmlDoctype);
        self.text.space().await?;
        Ok(())
    }

    /// A definition elsewhere is common, and is not loaded. What one on the reader's own disk declares,
    /// nobody can know here. Programs that have the definition find it by its public name.
    async fn system_literal(&mut self, is_public: bool) -> Result<(), Rejection> {
        const ELSEWHERE: [&[u8]; 5] = [b"http", b"https", b"ftp", b"urn", b"about"];
        let quote = self.text.quote().await?;
        let mut scheme = Vec::new();
        loop {
            let byte = self.text.byte().await?;
            match byte {
                b':' if ELSEWHERE.contains(&scheme.as_slice()) => {
                    return self.past_quote(quote).await;
                }
                b':' => return Err(Rejection::XmlDtd),
                _ if byte == quote && is_public => return Ok(()),
                _ if byte == quote => return Err(Rejection::XmlDtd),
                _ if is_space(byte) => {}
                _ if scheme.len() < SCHEME_BYTES && is_in_scheme(byte) => {
                    scheme.push(byte.to_ascii_lowercase());
                }
                _ if is_public => return self.past_quote(quote).await,
                _ => return Err(Rejection::XmlDtd),
            }
        }
    }

    async fn literal(&mut self) -> Result<(), Rejection> {
        let quote = self.text.quote().await?;
        self.past_quote(quote).await
    }

    async fn past_quote(&mut self, quote: u8) -> Result<(), Rejection> {
        self.text.past_any([quote; 3]).await?;
        Ok(())
    }

    /// What stands between the brackets.
    async fn subset(&mut self) -> Result<(), Rejection> {
        loop {
            self.text.space().await?;
            match self.text.byte().await? {
                b']' => return Ok(()),
                // A reference to a parameter entity, which is declared here or elsewhere.
                b'%' => return Err(Rejection::XmlEntity),
                b'<' => self.declaration().await?,
                _ => return Err(self.text.malformed()),
            }
        }
    }

    async fn declaration(&mut self) -> Result<(), Rejection> {
        match self.text.byte().await? {
            b'?' => return self.instruction().await,
            b'!' => {}
            _ => return Err(self.text.malformed()),
        }
        if self.text.peek().await? == Some(b'-') {
            return self.comment().await;
        }
        self.scratch.clear();
        self.scratch.read(&mut self.text).await?;
        match self.scratch.last() {
            b"ENTITY" => return Err(Rejection::XmlEntity),
            b"ELEMENT" | b"ATTLIST" | b"NOTATION" => {}
            _ => return Err(self.text.malformed()),
        }
        self.text.expect_space().await?;
        self.rest_of_declaration().await
    }

    /// Models and defaults mean nothing to us, and are not judged.
    async fn rest_of_declaration(&mut self) -> Result<(), Rejection> {
        loop {
            match self.text.byte().await? {
                b'>' => return Ok(()),
                quote @ (b'"' | b'\'') => self.past_quote(quote).await?,
                b'<' => return Err(self.text.malformed()),
                b'%' => return Err(Rejection::XmlEntity),
                _ => {}
            }
        }
    }
}

/// What a URI's scheme is spelled with (RFC 3986, 3.1).
fn is_in_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
