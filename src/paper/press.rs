//! Draws the pages into a PDF that is valid PDF/A and PDF/UA, or an error.

use anyhow::Context;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::Alignment;

use super::fonts::Face;
use super::missing::{self, Missing};
use super::setting::{Ink, Piece, Setter, Style};
use super::sheet::{Element, Mark, PAGE, Part, Placed, Rule, Sheet, Sheets};

/// Thin lines' shade of grey.
const RULE: u8 = 190;

/// An empty document that has to become an archival one: PDF/A-3 if it holds a file, else PDF/A-2; both at level
/// A, and PDF/UA-1.
pub(super) fn document(holds_file: bool) -> anyhow::Result<Document> {
    let archival = if holds_file {
        Archival::A3_A
    } else {
        Archival::A2_A
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(archival)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| anyhow::anyhow!("these standards don't go together: {error:?}"))?;
    Ok(Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    }))
}

/// Draws the pages, with their structure and the list of their headings.
pub(super) fn print(document: &mut Document, sheets: Sheets) -> anyhow::Result<()> {
    let mut press = Press::new(sheets.structure.len(), sheets.setter)?;
    for sheet in &sheets.pages {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).context("A4 is no size of a page")?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        press.sheet(&mut surface, sheet)?;
        surface.finish();
        page.finish();
    }
    document.set_outline(outline(&sheets.marks));
    document.set_tag_tree(Sheets::tree(sheets.structure, press.leaves));
    Ok(())
}

/// The finished file. Errors never hold what is written in it.
pub(super) fn finish(document: Document) -> anyhow::Result<Vec<u8>> {
    document.finish().map_err(|error| match error {
        KrillaError::Validation(errors) => {
            let mut names: Vec<String> = errors
                .iter()
                .map(|(error, _)| format!("{error:?}"))
                .map(|text| text.split('(').next().unwrap_or_default().to_owned())
                .collect();
            names.sort();
            names.dedup();
            anyhow::anyhow!("the paper is not valid PDF/A: {}", names.join(", "))
        }
        KrillaError::Limit(limit) => anyhow::anyhow!("the paper is too long for a PDF: {limit}"),
        _ => anyhow::anyhow!("the paper could not be written as a PDF"),
    })
}

fn outline(marks: &[Mark]) -> Outline {
    let node = |mark: &Mark| {
        let place = XyzDestination::new(mark.sheet, Point::from_xy(0.0, mark.y));
        OutlineNode::new(mark.title.clone(), place)
    };
    let mut outline = Outline::new();
    if let Some((title, headings)) = marks.split_first() {
        let mut title = node(title);
        for heading in headings {
            title.push_child(node(heading));
        }
        outline.push_child(title);
    }
    outline
}

/// The width of Noto Sans' space, in sizes.
const SPACE: f32 = 0.26;

struct Press {
    /// What was drawn of each element of the structure.
    leaves: Vec<Vec<Identifier>>,
    /// The fonts, as they are embedded in this document.
    fonts: Vec<(Face, Font)>,
    digits: Digits,
}

/// The hexadecimal digits for boxes.
struct Digits {
    face: Face,
    glyphs: Vec<KrillaGlyph>,
}

const HEXADECIMAL: &str = "0123456789ABCDEF";

impl Digits {
    fn new(setter: &mut Setter) -> anyhow::Result<Self> {
        let style = Style {
            size: 10.0,
            is_bold: false,
            grey: 0,
            leading: 1.0,
            alignment: Alignment::Left,
        };
        let line = setter.set(HEXADECIMAL, style, PAGE.0).into_iter().next();
        let piece = line.and_then(|line| line.pieces.into_iter().next());
        match piece.map(|piece| piece.ink) {
            Some(Ink::Glyphs { face, glyphs, .. }) => Ok(Self { face, glyphs }),
            _ => anyhow::bail!("the fonts have no digits"),
        }
    }

    /// Two spaces that stand for a text together, and are so wide, in sizes. Glyphs that share their text are
    /// given an `ActualText`; and what spaces are otherwise is known from the footer, which is drawn before.
    fn stand_in(&self, text: &str, width: f32) -> [KrillaGlyph; 2] {
        let id = GlyphId::new(self.face.glyph(' ').unwrap_or_default());
        [width - SPACE, SPACE]
            .map(|width| KrillaGlyph::new(id, width, 0.0, 0.0, 0.0, 0..text.len(), None))
    }

    /// A number's glyphs, which point into the number.
    fn of(&self, number: &str) -> Vec<KrillaGlyph> {
        number
            .char_indices()
            .filter_map(|(at, digit)| {
                let glyph = self.glyphs.get(HEXADECIMAL.find(digit)?)?;
                Some(KrillaGlyph {
                    text_range: at..at + digit.len_utf8(),
                    ..glyph.clone()
                })
            })
            .collect()
    }
}

impl Press {
    fn new(elements: usize, mut setter: Setter) -> anyhow::Result<Self> {
        Ok(Self {
            leaves: vec![Vec::new(); elements],
            fonts: Vec::new(),
            digits: Digits::new(&mut setter)?,
        })
    }

    fn sheet(&mut self, surface: &mut Surface<'_>, sheet: &Sheet) -> anyhow::Result<()> {
        for placed in &sheet.lines {
            self.line(surface, placed)?;
        }
        for at in &sheet.rules {
            rule(surface, *at)?;
        }
        Ok(())
    }

    fn line(&mut self, surface: &mut Surface<'_>, placed: &Placed) -> anyhow::Result<()> {
        let Placed { x, y, line, part } = placed;
        surface.set_stroke(None);
        surface.set_fill(Some(grey(line.style.grey)));
        for piece in &line.pieces {
            let tag = match part {
                Part::Of(_) => ContentTag::Span(SpanTag::empty()),
                Part::Repeated => artifact(ArtifactType::PaginationOther),
                Part::Footer => artifact(ArtifactType::Footer),
            };
            let leaf = surface.start_tagged(tag);
            let at = Point::from_xy(x + piece.x, *y);
            let drawn = self.piece(surface, piece, at, line.style);
            surface.end_tagged();
            drawn?;
            if let Part::Of(Element(element)) = part {
                let leaves = self.leaves.get_mut(*element);
                leaves.context("an element without a place")?.push(leaf);
            }
        }
        Ok(())
    }

    fn piece(
        &mut self,
        surface: &mut Surface<'_>,
        piece: &Piece,
        at: Point,
        style: Style,
    ) -> anyhow::Result<()> {
        match &piece.ink {
            Ink::Glyphs { face, glyphs, text } => {
                let font = self.font(*face)?;
                surface.draw_glyphs(at, glyphs, font, text, style.size, false);
                Ok(())
            }
            Ink::Box(missing) => self.boxes(surface, missing, at, style),
        }
    }

    /// A box for each character that is missing, with its number in it. The numbers are pictures: what is read in
    /// their place hangs on spaces as large as the text around them, or readers would take it for a line of its own.
    fn boxes(
        &mut self,
        surface: &mut Surface<'_>,
        missing: &Missing,
        at: Point,
        style: Style,
    ) -> anyhow::Result<()> {
        let size = style.size;
        let font = self.font(self.digits.face)?;
        let mut x = at.x;
        for number in missing.numbers() {
            let advance = missing::advance(&number, size);
            let width = advance - size * missing::GAP;
            let top = at.y - size * missing::ASCENT;
            let outline = Rect::from_xywh(x, top, width, size).context("a box without a size")?;
            let mut path = PathBuilder::new();
            path.push_rect(outline);
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(style.grey)));
            surface.draw_path(&path.finish().context("a box without an outline")?);
            surface.set_stroke(None);
            surface.set_fill(Some(grey(style.grey)));
            let glyphs = self.digits.of(&number);
            let digits = size * missing::DIGITS;
            let long: f32 = glyphs.iter().map(|glyph| glyph.x_advance * digits).sum();
            let from = Point::from_xy(x + (width - long) / 2.0, at.y - size * missing::LIFT);
            surface.draw_glyphs(from, &glyphs, font.clone(), &number, digits, true);
            x += advance;
        }
        let text = missing.actual_text();
        let stand_in = self.digits.stand_in(&text, (x - at.x) / size);
        surface.draw_glyphs(at, &stand_in, font, &text, size, false);
        Ok(())
    }

    fn font(&mut self, face: Face) -> anyhow::Result<Font> {
        if let Some((_, font)) = self.fonts.iter().find(|(known, _)| *known == face) {
            return Ok(font.clone());
        }
        let font = face.font().context("a font that can't be read")?;
        self.fonts.push((face, font.clone()));
        Ok(font)
    }
}

fn rule(surface: &mut Surface<'_>, at: Rule) -> anyhow::Result<()> {
    let mut path = PathBuilder::new();
    path.move_to(at.x, at.y);
    path.line_to(at.x + at.width, at.y);
    let path = path.finish().context("a line without a length")?;
    surface.start_tagged(artifact(ArtifactType::Layout));
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(RULE)));
    surface.draw_path(&path);
    surface.end_tagged();
    Ok(())
}

fn artifact<'a>(kind: ArtifactType) -> ContentTag<'a> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn grey(shade: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(shade, shade, shade).into(),
        ..Fill::default()
    }
}

fn stroke(shade: u8) -> Stroke {
    Stroke {
        paint: rgb::Color::new(shade, shade, shade).into(),
        width: 0.5,
        ..Stroke::default()
    }
}
