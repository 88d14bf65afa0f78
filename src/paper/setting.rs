//! Sets text in lines: fonts, ligatures, directions and breaks are parley's; here it is seen to that every
//! character can be read, whether a font has it or not.

use std::ops::Range;
use std::sync::Arc;

use krilla::text::{GlyphId, KrillaGlyph};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontWeight, Glyph, GlyphRun, InlineBox,
    InlineBoxKind, Layout, LayoutContext, LineHeight, OverflowWrap, PositionedLayoutItem,
    StyleProperty, VerticalAlign,
};

use super::boxes;
use super::fonts::{self, FAMILIES, Face};
use super::missing::{self, Missing};

/// How a text looks. Sizes are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) is_bold: bool,
    /// Shade of grey, 0 for black.
    pub(super) grey: u8,
    /// The height of a line, in sizes.
    pub(super) leading: f32,
    pub(super) alignment: Alignment,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From its top to the next line's.
    pub(super) height: f32,
    /// From its top to its baseline.
    pub(super) baseline: f32,
    /// What stands in it, in the order in which it is read.
    pub(super) pieces: Vec<Piece>,
    pub(super) style: Style,
}

/// What stands together in a line, from `x` on.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) x: f32,
    /// Where it begins in the text.
    start: usize,
    pub(super) ink: Ink,
}

/// What is seen of a text.
#[derive(Clone, Debug)]
pub(super) enum Ink {
    /// Glyphs of one font, from left to right, and the text that their ranges point into.
    Glyphs {
        face: Face,
        glyphs: Vec<KrillaGlyph>,
        text: Arc<str>,
    },
    /// A box in place of characters that no font has.
    Box(Missing),
}

/// Sets texts, one after the other.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
}

impl Setter {
    pub(super) fn new() -> Self {
        Self {
            fonts: fonts::context(),
            layouts: LayoutContext::new(),
        }
    }

    /// The lines of a text that is at most `width` points wide. Its own line breaks are kept.
    pub(super) fn set(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let mut lines = missing::lines(text);
        let breaks = lines.len().saturating_sub(1);
        for line in lines.iter_mut().take(breaks) {
            // Who reads the paper aloud or copies it would join the words on both sides.
            line.push(' ');
        }
        let lines = lines.iter();
        lines
            .flat_map(|line| self.set_line(line, style, width))
            .collect()
    }

    /// How wide a text would be if none of its lines was broken, in points.
    pub(super) fn width(&mut self, text: &str, style: Style) -> f32 {
        let lines = missing::lines(text);
        lines
            .iter()
            .map(|line| {
                let (_, _, layout) = self.lay_out(line, style);
                layout.calculate_content_widths().max
            })
            .fold(0.0, f32::max)
    }

    fn set_line(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let (text, boxes, mut layout) = self.lay_out(text, style);
        layout.break_all_lines(Some(width));
        layout.align(style.alignment, AlignmentOptions::default());
        let text: Arc<str> = (text + LIGATURES).into();
        layout
            .lines()
            .map(|line| {
                let metrics = line.metrics();
                let mut pieces: Vec<Piece> = line
                    .items()
                    .filter_map(|item| match item {
                        PositionedLayoutItem::GlyphRun(run) => piece_of_glyphs(&run, style, &text),
                        PositionedLayoutItem::InlineBox(at) => {
                            let index = usize::try_from(at.id).ok()?;
                            let missing = boxes.get(index)?;
                            Some(Piece {
                                x: at.x,
                                start: missing.at,
                                ink: Ink::Box(missing.clone()),
                            })
                        }
                    })
                    .collect();
                pieces.sort_by_key(|piece| piece.start);
                Line {
                    height: metrics.line_height,
                    baseline: metrics.baseline - metrics.block_min_coord,
                    pieces,
                    style,
                }
            })
            .collect()
    }

    /// Lays a text out; what no font has is taken out of it, and a box stands in its place.
    fn lay_out(&mut self, text: &str, style: Style) -> (String, Vec<Missing>, Layout<()>) {
        let found = missing::unprintable(text);
        let (mut text, mut boxes) = missing::take_out(text, &[], &found);
        loop {
            let mut layout = self.build(&text, &boxes, style);
            layout.break_all_lines(None);
            let found = without_glyph(&layout);
            if found.is_empty() {
                return (text, boxes, layout);
            }
            (text, boxes) = missing::take_out(&text, &boxes, &found);
        }
    }

    fn build(&mut self, text: &str, boxes: &[Missing], style: Style) -> Layout<()> {
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(FontFamily::List(FAMILIES.as_slice().into()));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(LineHeight::FontSizeRelative(style.leading));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        if style.is_bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for (id, missing) in (0..).zip(boxes) {
            builder.push_inline_box(InlineBox {
                id,
                kind: InlineBoxKind::InFlow,
                index: missing.at,
                width: boxes::width(missing, style.size),
                height: boxes::HEIGHT * style.size,
                baseline: None,
                vertical_align: VerticalAlign::BASELINE,
            });
        }
        builder.build(text)
    }
}

/// Where in the text the fonts have no glyph; whole clusters, in their order.
fn without_glyph(layout: &Layout<()>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = layout
        .lines()
        .flat_map(|line| line.runs())
        .flat_map(|run| run.clusters().collect::<Vec<_>>())
        .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
        .map(|cluster| cluster.text_range())
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

fn piece_of_glyphs(run: &GlyphRun<'_, ()>, style: Style, text: &Arc<str>) -> Option<Piece> {
    let face = fonts::face(run.run().font().data.id())?;
    // The parts of a ligature behind its first have no glyphs of their own, but belong to its text.
    let mut clusters: Vec<(Range<usize>, Vec<Glyph>)> = Vec::new();
    for cluster in run.run().clusters() {
        let range = cluster.text_range();
        match clusters.last_mut() {
            Some((ligature, _)) if cluster.is_ligature_continuation() => ligature.end = range.end,
            _ => clusters.push((range, cluster.glyphs().collect())),
        }
    }
    let start = clusters.first()?.0.start;
    if run.run().is_rtl() {
        clusters.reverse();
    }
    let glyphs = clusters
        .into_iter()
        .flat_map(|(range, glyphs)| {
            let ranges = ranges(face, text, &range, &glyphs);
            glyphs.into_iter().zip(ranges)
        })
        // What joins and chooses other glyphs has no width, and is no space.
        .filter(|(glyph, _)| glyph.advance > 0.0 || Some(glyph.id) != face.glyph(' '))
        .map(|(glyph, range)| {
            let Glyph { id, x, y, advance } = glyph;
            let [advance, x, y] = [advance, x, -y].map(|length| length / style.size);
            KrillaGlyph::new(GlyphId::new(id), advance, x, y, 0.0, range, None)
        })
        .collect();
    Some(Piece {
        x: run.offset(),
        start,
        ink: Ink::Glyphs {
            face,
            glyphs,
            text: Arc::clone(text),
        },
    })
}

/// Lam with alef in all its forms, as Unicode has them for old systems. Stands behind the text of each line.
const LIGATURES: &str = "\u{fef5}\u{fef6}\u{fef7}\u{fef8}\u{fef9}\u{fefa}\u{fefb}\u{fefc}";

/// Where a ligature of lam with alef stands in the text. Programs that read a PDF turn Arabic round, glyph by
/// glyph, and some of them turn round the letters of a glyph, too: one letter can't be read the wrong way.
fn ligature(face: Face, text: &str, glyph: u32) -> Option<Range<usize>> {
    let behind = text.strip_suffix(LIGATURES)?.len();
    let mut ligatures = LIGATURES.char_indices();
    ligatures.find_map(|(at, c)| {
        let start = behind + at;
        (face.glyph(c) == Some(glyph)).then(|| start..start + c.len_utf8())
    })
}

/// The text of each glyph of a cluster. Where each stands for one character, as a letter and the marks on it do,
/// they are told apart, so that simple readers understand them too; else each stands for all of it.
fn ranges(face: Face, text: &str, range: &Range<usize>, glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let cluster = text.get(range.clone()).unwrap_or_default();
    if let [glyph] = glyphs
        && let Some(range) = ligature(face, text, glyph.id)
    {
        return vec![range];
    }
    let mut characters: Vec<(u32, Range<usize>)> = cluster
        .char_indices()
        .filter_map(|(at, c)| {
            let start = range.start + at;
            Some((face.glyph(c)?, start..start + c.len_utf8()))
        })
        .collect();
    let one_by_one: Option<Vec<Range<usize>>> = glyphs
        .iter()
        .map(|glyph| {
            let at = characters.iter().position(|(id, _)| *id == glyph.id)?;
            Some(characters.remove(at).1)
        })
        .collect();
    match one_by_one {
        Some(ranges) if characters.is_empty() => ranges,
        _ => vec![range.clone(); glyphs.len()],
    }
}
