//! Writes what is to be kept as a PDF: tagged for screen readers, archival (PDF/A, level A), with its fonts in
//! it, and the same bytes for the same words on every machine.
//!
//! It knows titles, tables and text, and nothing of what is told in them.

mod fonts;
mod missing;
mod press;
mod setting;
mod sheet;
mod table;

use std::num::NonZeroU16;

use anyhow::Context;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata};
use krilla::tagging::Tag;
use parley::Alignment;

use crate::clock::Instant;
use crate::i18n::Locale;
use setting::Style;
use sheet::Sheets;
use table::Look;

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The language of the words in it.
    pub locale: Locale,
    /// What it is; the first heading, and the title in the metadata.
    pub title: String,
    /// Who gives it out; the author in the metadata.
    pub from: String,
    /// When it came to be; the date in the metadata.
    pub at: Instant,
    /// What stands in it, one below the other.
    pub blocks: Vec<Block>,
    /// A file within it, for programs.
    pub attachment: Option<Attachment>,
}

/// A part of a paper.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading of the second level.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Labels and their values.
    Facts(Vec<(String, String)>),
    /// A table. What is too wide for its column wraps, within a word if need be; the head stands on each page.
    Table {
        /// The names of its columns.
        head: Vec<String>,
        /// Its rows, each with as many cells as there are columns.
        rows: Vec<Vec<String>>,
    },
    /// A text as somebody wrote it: its line breaks are kept, and empty lines part its paragraphs.
    Written(String),
}

/// A file within a paper. Its bytes stand in the paper once, as they are.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What it is for, for people.
    pub description: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

const BODY: Style = Style {
    size: 10.5,
    is_bold: false,
    grey: 0,
    leading: 1.45,
    alignment: Alignment::Start,
};

const TITLE: Style = Style {
    size: 20.0,
    is_bold: true,
    leading: 1.25,
    ..BODY
};

const HEADING: Style = Style {
    size: 13.0,
    is_bold: true,
    leading: 1.3,
    ..BODY
};

const SMALL: Style = Style {
    size: 8.5,
    grey: 80,
    ..BODY
};

const FACTS: Look = Look {
    head: Style { grey: 80, ..BODY },
    body: BODY,
};

const CELLS: Look = Look {
    head: Style {
        size: 9.0,
        is_bold: true,
        ..BODY
    },
    body: Style { size: 9.0, ..BODY },
};

/// Between two blocks, in points.
const BETWEEN: f32 = 10.0;

impl Paper {
    /// The paper as a PDF: PDF/A-2a (ISO 19005-2), or PDF/A-3a with an attachment (ISO 19005-3), and PDF/UA-1
    /// (ISO 14289-1). What is not valid by these is an error; none tells what is written.
    pub fn pdf(&self) -> anyhow::Result<Vec<u8>> {
        let mut sheets = Sheets::new();
        sheets.paragraph(&self.from, BODY);
        let level = NonZeroU16::MIN;
        sheets.heading(Tag::Hn(level, Some(self.title.clone())), &self.title, TITLE);
        for block in &self.blocks {
            write(&mut sheets, block);
        }
        let sheets = sheets.finish(&format!("{} · {}", self.title, self.from), SMALL);
        let mut document = press::document(self.attachment.is_some())?;
        document.set_metadata(self.metadata());
        if let Some(attachment) = &self.attachment {
            let file = attachment.file(self.at)?;
            document.embed_file(file).context("attaching a file")?;
        }
        press::print(&mut document, sheets)?;
        press::finish(document)
    }

    fn metadata(&self) -> Metadata {
        Metadata::new()
            .title(self.title.clone())
            .authors(vec![self.from.clone()])
            .creator(env!("CARGO_PKG_NAME").to_owned())
            .language(language(self.locale).to_owned())
            .creation_date(date(self.at))
    }
}

impl Attachment {
    fn file(&self, at: Instant) -> anyhow::Result<EmbeddedFile> {
        Ok(EmbeddedFile {
            path: self.name.clone(),
            mime_type: Some(MimeType::new(&self.media_type).context("no media type")?),
            description: Some(self.description.clone()),
            association_kind: AssociationKind::Data,
            data: self.bytes.clone().into(),
            modification_date: Some(date(at)),
            compress: Some(false),
            location: None,
        })
    }
}

fn write(sheets: &mut Sheets, block: &Block) {
    match block {
        Block::Heading(text) => {
            sheets.space(1.6 * BETWEEN);
            let level = NonZeroU16::MIN.saturating_add(1);
            sheets.heading(Tag::Hn(level, Some(text.clone())), text, HEADING);
            sheets.skip(0.3 * BETWEEN);
        }
        Block::Paragraph(text) => {
            sheets.paragraph(text, BODY);
            sheets.space(BETWEEN);
        }
        Block::Facts(facts) => {
            table::facts(sheets, FACTS, facts);
            sheets.space(BETWEEN);
        }
        Block::Table { head, rows } => {
            table::table(sheets, CELLS, head, rows);
            sheets.space(BETWEEN);
        }
        Block::Written(text) => {
            for paragraph in missing::paragraphs(text) {
                sheets.paragraph(&paragraph, BODY);
                sheets.space(BETWEEN);
            }
        }
    }
}

/// The language for PDF's `Lang` (RFC 3066).
const fn language(locale: Locale) -> &'static str {
    match locale {
        Locale::Nb => "nb-NO",
        Locale::Nn => "nn-NO",
        Locale::En => "en",
        Locale::Se => "se",
    }
}

fn date(at: Instant) -> DateTime {
    let time = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    let time = time.to_zoned(jiff::tz::TimeZone::UTC);
    let number = |number: i8| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(time.year()).unwrap_or_default())
        .month(number(time.month()))
        .day(number(time.day()))
        .hour(number(time.hour()))
        .minute(number(time.minute()))
        .second(number(time.second()))
        .utc_offset_hour(0)
}
