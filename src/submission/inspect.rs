//! Judges what is in a file, beyond its first bytes: whether a reader could open it, and whether there
//! is anything in it that nobody should be sent.
//!
//! Most formats are judged as their bytes stream by ([`Inspector`]). Those whose table of contents may
//! stand anywhere (PDF, TIFF, zip) are looked into afterwards, through the ciphertext, by a reader that
//! can seek ([`Inspected::look_inside`]). Neither sees the database or HTTP. What a file makes us do is
//! bounded in bytes, not in seconds, so that a verdict does not depend on how busy the machine is.

mod feed;
mod foreign;
mod html;
mod jpeg;
mod mp3;
mod mpeg;
mod pdf;
mod picture;
mod png;
mod sosi;
mod tiff;
#[cfg(test)]
mod trial;
mod xml;
mod zip;

use std::io::{self, Read, Seek};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;

use self::feed::{Feed, Feeder, feed};
use self::foreign::Watch;
use super::detect::Found;
use super::kind::Kinds;
use super::{Kind, Notes, Rejection};

/// Why inspection ended without an all-clear.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file is not acceptable.
    #[error("the file is refused: {}", .0.code())]
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

/// What was found out about a file as it streamed by.
#[derive(Debug)]
pub struct Inspected {
    /// What it is, which its first bytes may not have told: XML's root element says whether it is HTML.
    pub kind: Kind,
    /// What whoever opens it should know.
    pub notes: Notes,
    inside: Option<Inside>,
}

/// What has to be read back, and what for.
#[derive(Debug)]
enum Inside {
    Pdf(Box<pdf::Facts>),
    Tiff,
    Zip,
}

impl Inspected {
    fn complete(kind: Kind, notes: Notes) -> Self {
        Self {
            kind,
            notes,
            inside: None,
        }
    }

    fn to_be_continued(kind: Kind, inside: Inside) -> Self {
        Self {
            kind,
            notes: Notes::default(),
            inside: Some(inside),
        }
    }

    /// Whether there is more to judge than what streamed by.
    pub fn wants_a_look_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// Judges the rest, with a reader that can seek. Blocks.
    pub fn look_inside<R: Read + Seek>(self, plaintext: R, kinds: Kinds) -> Result<Self, Trouble> {
        if !matches!(self.inside, Some(Inside::Zip)) {
            return self.look_inside_document(plaintext);
        }
        let mut notes = self.notes;
        notes.merge(zip::inspect(plaintext, kinds)?);
        Ok(Self::complete(self.kind, notes))
    }

    /// The same for what can be a zip's member: no archive.
    fn look_inside_document<R: Read + Seek>(self, plaintext: R) -> Result<Self, Trouble> {
        let Self {
            kind,
            mut notes,
            inside,
        } = self;
        match inside {
            None => {}
            Some(Inside::Pdf(facts)) => notes.merge(pdf::look_inside(plaintext, &facts)?),
            Some(Inside::Tiff) => notes.merge(tiff::look_inside(plaintext)?),
            Some(Inside::Zip) => {
                let found = Found::Archive;
                return Err(Rejection::Kind { found }.into());
            }
        }
        Ok(Self::complete(kind, notes))
    }
}

/// A format's parser, resting between two chunks.
type Parser = Pin<Box<dyn Future<Output = Result<Inspected, Rejection>> + Send>>;

/// Judges a file while its bytes stream by. How they are cut into chunks makes no difference.
pub struct Inspector {
    feeder: Feeder,
    parser: Option<Parser>,
    inspected: Option<Inspected>,
    watch: Watch,
}

impl Inspector {
    /// For a file whose first bytes were found to be of `kind`. They are to be pushed, too.
    pub fn begin(kind: Kind) -> Self {
        let (feeder, feed) = feed();
        Self {
            feeder,
            parser: Some(parser(kind, feed)),
            inspected: None,
            watch: Watch::over(kind),
        }
    }

    /// Judges the next bytes. After a refusal nothing more is to be pushed.
    pub fn push(&mut self, bytes: &Bytes) -> Result<(), Rejection> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.watch.remember(bytes);
        self.feeder.offer(bytes.clone());
        self.advance()
    }

    /// The verdict, after the last byte.
    pub fn end(mut self) -> Result<Inspected, Rejection> {
        self.feeder.end();
        self.advance()?;
        self.watch.judge()?;
        // A parser that has seen the end has come to one.
        self.inspected.ok_or(Rejection::Damaged)
    }

    fn advance(&mut self) -> Result<(), Rejection> {
        let Some(parser) = &mut self.parser else {
            return Ok(());
        };
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(judged) = parser.as_mut().poll(&mut context) {
            self.parser = None;
            self.inspected = Some(judged?);
        }
        Ok(())
    }
}

fn parser(kind: Kind, feed: Feed) -> Parser {
    match kind {
        Kind::Pdf => Box::pin(pdf::parse(feed)),
        Kind::Jpeg => Box::pin(jpeg::parse(feed)),
        Kind::Tiff => Box::pin(async { Ok(tiff::parse()) }),
        Kind::Png => Box::pin(png::parse(feed)),
        Kind::Xml => Box::pin(xml::parse(feed)),
        Kind::Html => Box::pin(html::parse(feed)),
        Kind::Sosi => Box::pin(sosi::parse(feed)),
        Kind::Mp3 => Box::pin(mp3::parse(feed)),
        Kind::Mpeg => Box::pin(mpeg::parse(feed)),
        // A zip's directory stands at its end.
        Kind::Zip => Box::pin(async { Ok(Inspected::to_be_continued(Kind::Zip, Inside::Zip)) }),
    }
}
