//! A document's markup, read from its first byte to its last (XML 1.0, 2 and 3).

use super::name::Names;
use super::text::{Text, Word};
use crate::submission::detect::Found;
use crate::submission::{Kind, Notes, Rejection};

/// A document as it is read.
pub(super) struct Document {
    pub(super) text: Text,
    pub(super) notes: Notes,
    /// Whether it says that it is XML, in a declaration, an instruction or a document type.
    pub(super) says_xml: bool,
    /// Whether there is a definition elsewhere.
    pub(super) external: bool,
    /// A name that is needed for the moment only.
    pub(super) scratch: Names,
    pub(super) open: Names,
    pub(super) attributes: Names,
    pub(super) kind: Option<Kind>,
    /// Of the root element: the attribute that declares its namespace, and what it says.
    pub(super) declares: Vec<u8>,
    pub(super) namespace: Vec<u8>,
}

impl Document {
    pub(super) fn of(text: Text) -> Self {
        Self {
            text,
            notes: Notes::default(),
            says_xml: false,
            external: false,
            scratch: Names::default(),
            open: Names::default(),
            attributes: Names::default(),
            kind: None,
            declares: Vec::new(),
            namespace: Vec::new(),
        }
    }

    /// Reads all of it.
    pub(super) async fn read(mut self) -> Result<(Kind, Notes), Rejection> {
        self.prologue().await?;
        self.content().await?;
        let kind = self.kind.ok_or_else(|| self.text.malformed())?;
        self.epilogue().await?;
        Ok((kind, self.notes))
    }

    /// Up to the root element's start tag, and that too.
    async fn prologue(&mut self) -> Result<(), Rejection> {
        let (mut first, mut typed) = (true, false);
        loop {
            first &= !self.text.space().await?;
            self.text.expect(b"<").await?;
            match self.text.peek().await? {
                Some(b'?') => {
                    self.text.consume(1);
                    self.instruction_or_declaration(first).await?;
                }
                Some(b'!') => {
                    self.text.consume(1);
                    if self.text.peek().await? == Some(b'-') {
                        self.comment().await?;
                    } else if typed {
                        return Err(self.text.malformed());
                    } else {
                        self.text.expect(b"DOCTYPE").await?;
                        self.says_xml = true;
                        self.doctype().await?;
                        typed = true;
                    }
                }
                _ => return self.start_tag().await,
            }
            first = false;
        }
    }

    /// Behind the root element there is nothing but comments and instructions.
    async fn epilogue(&mut self) -> Result<(), Rejection> {
        loop {
            self.text.space().await?;
            if self.text.peek().await?.is_none() {
                return Ok(());
            }
            self.text.expect(b"<").await?;
            match self.text.byte().await? {
                b'?' => self.instruction().await?,
                b'!' => self.comment().await?,
                _ => return Err(self.text.malformed()),
            }
        }
    }

    async fn content(&mut self) -> Result<(), Rejection> {
        while self.open.count() > 0 {
            match self.text.past_any(*b"<&]").await? {
                b'&' => {
                    self.reference().await?;
                }
                b']' => {
                    // The end of a section that has not begun (2.4).
                    let brackets = self.text.run(b']').await?;
                    if brackets >= 2 && self.text.peek().await? == Some(b'>') {
                        return Err(self.text.malformed());
                    }
                }
                _ if self.plain_tag() => {}
                _ => self.markup().await?,
            }
        }
        Ok(())
    }

    async fn markup(&mut self) -> Result<(), Rejection> {
        match self.text.peek().await? {
            Some(b'/') => {
                self.text.consume(1);
                self.end_tag().await
            }
            Some(b'?') => {
                self.text.consume(1);
                self.instruction().await
            }
            Some(b'!') => {
                self.text.consume(1);
                if self.text.eat(b'[').await? {
                    self.section().await
                } else {
                    self.comment().await
                }
            }
            _ => self.start_tag().await,
        }
    }

    /// Reads on behind `<!`, where nothing but a comment may stand (2.5).
    pub(super) async fn comment(&mut self) -> Result<(), Rejection> {
        self.text.expect(b"--").await?;
        loop {
            self.text.past_any([b'-'; 3]).await?;
            if self.text.eat(b'-').await? {
                return self.text.expect(b">").await;
            }
        }
    }

    /// Reads on behind `<![` (2.7).
    async fn section(&mut self) -> Result<(), Rejection> {
        self.text.expect(b"CDATA[").await?;
        loop {
            self.text.past_any([b']'; 3]).await?;
            if self.text.run(b']').await? >= 2 && self.text.eat(b'>').await? {
                return Ok(());
            }
        }
    }

    /// Reads on behind `<?` (2.6).
    pub(super) async fn instruction(&mut self) -> Result<(), Rejection> {
        self.instruction_or_declaration(false).await
    }

    async fn instruction_or_declaration(&mut self, first: bool) -> Result<(), Rejection> {
        self.scratch.clear();
        self.scratch.read(&mut self.text).await?;
        self.says_xml |= self.kind.is_none() && self.scratch.last().starts_with(b"xml");
        match self.scratch.last() {
            // Servers run it in web pages; elsewhere it is an instruction like others.
            php if self.kind != Some(Kind::Xml) && php.eq_ignore_ascii_case(b"php") => {
                return Err(Rejection::Kind {
                    found: Found::Executable,
                });
            }
            b"xml" if first => return self.xml_declaration().await,
            b"xml" => return Err(self.text.malformed()),
            _ => {}
        }
        if !self.text.space().await? {
            return self.text.expect(b"?>").await;
        }
        loop {
            self.text.past_any([b'?'; 3]).await?;
            self.text.run(b'?').await?;
            if self.text.eat(b'>').await? {
                return Ok(());
            }
        }
    }

    /// Reads on behind `<?xml` (2.8).
    async fn xml_declaration(&mut self) -> Result<(), Rejection> {
        const OTHERS: [&[u8]; 2] = [b"encoding", b"standalone"];
        let mut others = OTHERS.iter();
        self.attributes.clear();
        while !self.declaration_ends().await? {
            let quote = self.attribute_name().await?;
            let name = self.attributes.last();
            let expected = match self.attributes.count() {
                1 => name == b"version",
                // Each at most once, and in this order.
                _ => others.any(|other| *other == name),
            };
            if !expected {
                return Err(self.text.malformed());
            }
            if self.attributes.count() == 1 {
                self.text.expect(b"1.").await?;
            }
            let word = self.text.word(quote).await?;
            if self.attributes.count() == 1 && word != Word::Digits {
                return Err(self.text.malformed());
            }
        }
        if self.attributes.count() == 0 {
            return Err(self.text.malformed());
        }
        self.text.expect(b">").await
    }

    async fn declaration_ends(&mut self) -> Result<bool, Rejection> {
        let spaced = self.text.space().await?;
        if self.text.eat(b'?').await? {
            return Ok(true);
        }
        if spaced {
            Ok(false)
        } else {
            Err(self.text.malformed())
        }
    }
}
