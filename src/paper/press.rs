//! Draws the pages into a PDF that is valid PDF/A and PDF/UA, or an error.

use anyhow::Context;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::Font;
use krilla::{Document, SerializeSettings};

use super::boxes;
use super::fonts::{self, Face};
use super::missing::Missing;
use super::setting::{Ink, Piece, Style};
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
    let mut press = Press::new(sheets.structure.len());
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

struct Press {
    /// What was drawn of each element of the structure.
    leaves: Vec<Vec<Identifier>>,
    /// The fonts, as they are embedded in this document.
    fonts: Vec<(Face, Font)>,
}

impl Press {
    fn new(elements: usize) -> Self {
        Self {
            leaves: vec![Vec::new(); elements],
            fonts: Vec::new(),
        }
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

    fn boxes(
        &mut self,
        surface: &mut Surface<'_>,
        missing: &Missing,
        at: Point,
        style: Style,
    ) -> anyhow::Result<()> {
        let face = fonts::body().context("there are no fonts")?;
        let font = self.font(face)?;
        let space = face.glyph(' ').unwrap_or_default();
        let (text, glyphs) = boxes::stand_in(missing, space, style.size);
        surface.draw_glyphs(at, &glyphs, font, &text, style.size, false);
        surface.set_fill(None);
        surface.set_stroke(Some(stroke(style.grey)));
        boxes::draw(surface, missing, at, style.size);
        surface.set_stroke(None);
        surface.set_fill(Some(grey(style.grey)));
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
        width: boxes::STROKE,
        ..Stroke::default()
    }
}
