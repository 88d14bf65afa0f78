//! Tags and attributes (XML 1.0, 3.1).

use super::document::Document;
use super::name::may_stand_in;
use super::root::{self, NAMESPACE_BYTES};
use crate::submission::Rejection;

/// Elements inside each other. libxml2, which most readers stand on, follows as many.
const DEPTH: usize = 256;

/// Attributes of one element. Those with the most declare a namespace for each of a hundred schemas.
const ATTRIBUTES: usize = 1000;

impl Document {
    /// Takes a tag that has come whole and has no attributes, as most do.
    pub(super) fn plain_tag(&mut self) -> bool {
        let rest = self.text.ready();
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let ends = name.iter().position(|byte| !may_stand_in(*byte));
        let Some((name, [b'>', ..])) = ends.and_then(|end| name.split_at_checked(end)) else {
            return false;
        };
        let length = name.len();
        if rest.first() == Some(&b'/') {
            let matches = name == self.open.last();
            if matches {
                self.open.pop();
                self.text.consume(length + 2);
            }
            return matches;
        }
        let fits = self.open.count() < DEPTH && self.open.push_plain(name);
        if fits {
            self.text.consume(length + 1);
        }
        fits
    }

    pub(super) async fn start_tag(&mut self) -> Result<(), Rejection> {
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
            self.kind = Some(root::kind(
                self.open.last(),
                &self.namespace,
                self.says_xml,
            )?);
            self.declares.clear();
        }
        if is_empty {
            self.open.pop();
        }
        Ok(())
    }

    pub(super) async fn end_tag(&mut self) -> Result<(), Rejection> {
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
    pub(super) async fn attribute_name(&mut self) -> Result<u8, Rejection> {
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
}
