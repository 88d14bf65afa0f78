//! The document type declaration (XML 1.0, 2.8). What it refers to is never loaded, and whoever declares
//! an entity is turned away: that is how a reader is made to grow, or to fetch what it should not.

use super::document::Document;
use crate::submission::{Note, Rejection};

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
        match self.text.peek().await? {
            Some(b'S') => self.text.expect(b"SYSTEM").await?,
            Some(b'P') => {
                self.text.expect(b"PUBLIC").await?;
                self.text.expect_space().await?;
                self.literal().await?;
            }
            _ => return Ok(()),
        }
        self.text.expect_space().await?;
        self.system_literal().await?;
        self.external = true;
        self.notes.add(Note::XmlDoctype);
        self.text.space().await?;
        Ok(())
    }

    /// A definition elsewhere is common, and is not loaded. One on the reader's own disk is asked for by
    /// nobody with good intentions.
    async fn system_literal(&mut self) -> Result<(), Rejection> {
        const LOCAL: &[u8] = b"file:";
        let quote = self.text.quote().await?;
        let mut begins = 0;
        while begins < LOCAL.len() {
            let byte = self.text.byte().await?;
            if byte == quote {
                return Ok(());
            }
            if LOCAL.get(begins) != Some(&byte.to_ascii_lowercase()) {
                return self.to_quote(quote).await;
            }
            begins += 1;
        }
        Err(Rejection::XmlEntity)
    }

    async fn literal(&mut self) -> Result<(), Rejection> {
        let quote = self.text.quote().await?;
        self.to_quote(quote).await
    }

    async fn to_quote(&mut self, quote: u8) -> Result<(), Rejection> {
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
        self.to_end_of_declaration().await
    }

    /// Models and defaults mean nothing to us, and are not judged.
    async fn to_end_of_declaration(&mut self) -> Result<(), Rejection> {
        loop {
            match self.text.byte().await? {
                b'>' => return Ok(()),
                quote @ (b'"' | b'\'') => self.to_quote(quote).await?,
                b'<' => return Err(self.text.malformed()),
                b'%' => return Err(Rejection::XmlEntity),
                _ => {}
            }
        }
    }
}
