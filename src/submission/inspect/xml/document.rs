//! A document's markup, read from its first byte to its last (XML 1.0, 2 and 3).

use super::name::Names;
use super::root::{self, NAMESPACE_BYTES};
use super::text::Text;
use crate::submission::{Kind, Notes, Rejection};

/// Elements inside each other. libxml2, which most readers stand on, follows as many.
const DEPTH: usize = 256;

/// Attributes of one element. Those with the most declare a namespace for each of a hundred schemas.
const ATTRIBUTES: usize = 1000;

/// A document as it is read.
pub(super) struct Document {
    pub(super) text: Text,
    pub(super) notes: Notes,
    /// Whether there is a definition elsewhere.
    pub(super) external: bool,
    /// A name that is needed for the moment only.
    pub(super) scratch: Names,
    open: Names,
    attributes: Names,
    kind: Option<Kind>,
    /// Of the root element: the attribute that declares its namespace, and what it says.
    declares: Vec<u8>,
    namespace: Vec<u8>,
}

impl Document {
    pub(super) fn of(text: Text) -> Self {
        Self {
            text,
            notes: Notes::default(),
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

    async fn start_tag(&mut self) -> Result<(), Rejection> {
        if self.open.count() >= DEPTH {
            return Err(Rejection::XmlLimits);
        }
        self.open.read(&mut self.text).await?;
        let is_root = self.kind.is_none();
        if is_root {
            self.declares = root::declaration(self.open.last());
        }
        let is_empty = self.attributes().await?;
        if self.attributes.any_twice() {
            return Err(self.text.malformed());
        }
        if is_root {
            self.kind = Some(root::kind(self.open.last(), &self.namespace)?);
            self.declares.clear();
        }
        if is_empty {
            self.open.pop();
        }
        Ok(())
    }

    async fn end_tag(&mut self) -> Result<(), Rejection> {
        self.scratch.clear();
        self.scratch.read(&mut self.text).await?;
        if self.scratch.last() != self.open.last() {
            return Err(self.text.malformed());
        }
        self.open.pop();
        self.text.space().await?;
        self.text.expect(b">").await
    }

    /// Reads to the end of a start tag, and says whether it is the end of the element, too.
    async fn attributes(&mut self) -> Result<bool, Rejection> {
        self.attributes.clear();
        loop {
            let spaced = self.text.space().await?;
            match self.text.peek().await? {
                Some(b'>') => {
                    self.text.consume(1);
                    return Ok(false);
                }
                Some(b'/') => {
                    self.text.consume(1);
                    self.text.expect(b">").await?;
                    return Ok(true);
                }
                _ if spaced => self.attribute().await?,
                _ => return Err(self.text.malformed()),
            }
        }
    }

    async fn attribute(&mut self) -> Result<(), Rejection> {
        let quote = self.attribute_name().await?;
        if self.attributes.last() == self.declares {
            self.namespace(quote).await
        } else {
            self.value(quote).await
        }
    }

    /// Reads as far as the quote before the value, and says which it is.
    async fn attribute_name(&mut self) -> Result<u8, Rejection> {
        if self.attributes.count() >= ATTRIBUTES {
            return Err(Rejection::XmlLimits);
        }
        self.attributes.read(&mut self.text).await?;
        self.text.space().await?;
        self.text.expect(b"=").await?;
        self.text.space().await?;
        self.text.quote().await
    }

    async fn value(&mut self, quote: u8) -> Result<(), Rejection> {
        loop {
            match self.text.past_any([quote, b'<', b'&']).await? {
                b'&' => {
                    self.reference().await?;
                }
                b'<' => return Err(self.text.malformed()),
                _ => return Ok(()),
            }
        }
    }

    /// A value that is remembered.
    async fn namespace(&mut self, quote: u8) -> Result<(), Rejection> {
        loop {
            let byte = match self.text.byte().await? {
                b'&' => self
                    .reference()
                    .await?
                    .and_then(|char| u8::try_from(char).ok()),
                b'<' => return Err(self.text.malformed()),
                byte if byte == quote => return Ok(()),
                byte => Some(byte),
            };
            if self.namespace.len() < NAMESPACE_BYTES {
                self.namespace.extend(byte);
            }
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
        match self.scratch.last() {
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
            self.text.word(quote).await?;
            let name = self.attributes.last();
            let expected = match self.attributes.count() {
                1 => name == b"version",
                // Each at most once, and in this order.
                _ => others.any(|other| *other == name),
            };
            if !expected {
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
