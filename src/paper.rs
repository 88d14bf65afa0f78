//! Writes what is to be kept as a PDF: tagged for screen readers, archival (PDF/A, level A), with its fonts in
//! it, and the same bytes for the same words on every machine.
//!
//! It knows titles, tables and text, and nothing of what is told in them.

mod boxes;
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
        sheets.heading(NonZeroU16::MIN, &self.title, TITLE);
        sheets.skip(0.6 * BETWEEN);
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
            .title(missing::one_line(&self.title))
            .authors(vec![missing::one_line(&self.from)])
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
            sheets.heading(NonZeroU16::MIN.saturating_add(1), text, HEADING);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(blocks: Vec<Block>) -> Paper {
        Paper {
            locale: Locale::Nb,
            title: "Kvittering".to_owned(),
            from: "Eksempel kommune".to_owned(),
            at: Instant::from_millis(1_795_266_000_000),
            blocks,
            attachment: None,
        }
    }

    fn count(bytes: &[u8], part: &[u8]) -> usize {
        memchr::memmem::find_iter(bytes, part).count()
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        let paper = paper(vec![
            Block::Heading("Dokumenter".to_owned()),
            Block::Facts(vec![("Referanse".to_owned(), "K7QM-3TXV".to_owned())]),
            Block::Table {
                head: vec!["Navn".to_owned(), "SHA-256".to_owned()],
                rows: vec![vec!["søknad.pdf".to_owned(), "e3b0".repeat(16)]; 40],
            },
            Block::Written("שלום مرحبا 漢 😀\n\nČálli".to_owned()),
        ]);
        let pdf = paper.pdf().unwrap();
        let another = std::thread::spawn(move || paper.pdf().unwrap());
        assert!(pdf == another.join().unwrap());
    }

    #[test]
    fn an_attachment_stands_in_it_once_as_it_is() {
        let bytes = b"{\"signature\":\"00000000000000000000\"}".repeat(100);
        let attachment = Attachment {
            name: "kvittering.json".to_owned(),
            media_type: "application/json".to_owned(),
            description: "Kvitteringen for programmer".to_owned(),
            bytes: bytes.clone(),
        };
        let with = Paper {
            attachment: Some(attachment),
            ..paper(Vec::new())
        };
        let pdf = with.pdf().unwrap();
        assert_eq!(count(&pdf, &bytes), 1);
        assert_eq!(count(&pdf, b"<pdfaid:part>3</pdfaid:part>"), 1);
        let without = paper(Vec::new()).pdf().unwrap();
        assert_eq!(count(&without, b"<pdfaid:part>2</pdfaid:part>"), 1);
        assert_eq!(count(&without, b"EmbeddedFile"), 0);
    }

    #[test]
    fn its_date_is_the_paper_s_own() {
        let pdf = paper(Vec::new()).pdf().unwrap();
        assert_eq!(
            count(&pdf, b"(D:20261121130000Z)"),
            2,
            "made and last changed"
        );
        assert_eq!(
            count(&pdf, b"2026-11-21T13:00:00"),
            4,
            "dates in the metadata"
        );
    }

    #[test]
    fn whatever_is_written_becomes_a_valid_paper() {
        let all: String = ('\0'..='\u{2ffff}').step_by(97).collect();
        let marks = "\u{301}".repeat(300);
        for text in [
            "",
            " ",
            "\n\n\n",
            "\t",
            "\0\u{1}\u{1b}\u{7f}\u{85}",
            "\u{feff}\u{fffe}\u{ffff}\u{fdd0}",
            "\u{e000}\u{f0000}\u{10ffff}",
            "\u{200d}\u{fe0f}\u{202e}\u{2066}",
            "\u{fffc}",
            "漢",
            &marks,
            &all,
        ] {
            let start = text.chars().take(99).collect::<String>();
            let written = Paper {
                title: format!("{start}."),
                from: start.clone(),
                ..paper(vec![
                    Block::Written(text.to_owned()),
                    Block::Facts(vec![(text.to_owned(), text.to_owned())]),
                    Block::Table {
                        head: vec![text.chars().take(100).collect()],
                        rows: vec![vec![text.to_owned()]],
                    },
                ])
            };
            assert!(written.pdf().is_ok(), "{start:?}");
        }
    }

    #[test]
    fn what_stands_for_one_glyph_is_never_longer_than_a_string_of_a_pdf() {
        for (begins, goes_on) in [
            ("\u{1f468}", "\u{200d}\u{1f468}"),
            ("\u{1f44d}", "\u{1f3ff}"),
            ("", "\u{915}\u{94d}"),
            ("\u{5d0}", "\u{5b0}"),
            ("a", "\u{34f}"),
            (" ", "\u{34f}"),
        ] {
            let text = format!("{begins}{}", goes_on.repeat(20_000));
            let written = paper(vec![Block::Written(text)]);
            assert!(written.pdf().is_ok(), "{begins}{goes_on}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_becomes_a_valid_paper(text in "\\PC{0,80}", odd in proptest::collection::vec(proptest::prelude::any::<char>(), 0..40)) {
            let odd: String = odd.into_iter().collect();
            let written = paper(vec![Block::Written(text), Block::Paragraph(odd)]);
            proptest::prop_assert!(written.pdf().is_ok());
        }
    }

    #[test]
    fn an_error_tells_nothing_of_what_is_written() {
        let untitled = Paper {
            title: String::new(),
            ..paper(vec![Block::Paragraph("hemmelig".to_owned())])
        };
        let error = format!("{:#}", untitled.pdf().unwrap_err());
        assert!(error.contains("NoDocumentTitle"), "{error}");
        assert!(!error.contains("hemmelig"), "{error}");
    }
}
