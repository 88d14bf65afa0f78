//! Draws the boxes that stand for characters which can't be printed: an outline with the number in it, in the
//! strokes of a seven-segment display. They are pictures, since two sizes of type in a line make readers take
//! the smaller one for a line of its own.

use krilla::geom::{PathBuilder, Point, Rect};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::missing::Missing;

/// A digit's width and height, in sizes of the text around it.
const DIGIT: (f32, f32) = (0.22, 0.42);

/// From a digit to the next.
const STEP: f32 = 0.36;

/// From the edges of a box to its digits.
const INSET: f32 = 0.17;

/// Behind a box.
const GAP: f32 = 0.1;

/// The height of a box.
pub(super) const HEIGHT: f32 = DIGIT.1 + 2.0 * INSET;

/// Its strokes, in points.
pub(super) const STROKE: f32 = 0.4;

/// The width of Noto Sans' space.
const SPACE: f32 = 0.26;

/// From where to where each segment goes, in widths and heights of a digit: top, upper and lower right, bottom,
/// lower and upper left, middle.
const SEGMENTS: [[(f32, f32); 2]; 7] = [
    [(0.0, 0.0), (1.0, 0.0)],
    [(1.0, 0.0), (1.0, 0.5)],
    [(1.0, 0.5), (1.0, 1.0)],
    [(0.0, 1.0), (1.0, 1.0)],
    [(0.0, 0.5), (0.0, 1.0)],
    [(0.0, 0.0), (0.0, 0.5)],
    [(0.0, 0.5), (1.0, 0.5)],
];

/// Which of the segments each hexadecimal digit has, the first one in the lowest bit.
const DIGITS: [u8; 16] = [
    0b011_1111, 0b000_0110, 0b101_1011, 0b100_1111, 0b110_0110, 0b110_1101, 0b111_1101, 0b000_0111,
    0b111_1111, 0b110_1111, 0b111_0111, 0b111_1100, 0b011_1001, 0b101_1110, 0b111_1001, 0b111_0001,
];

/// How wide the boxes of some characters are together, with the gaps behind them, in points.
pub(super) fn width(missing: &Missing, size: f32) -> f32 {
    let numbers = missing.numbers();
    numbers.map(|number| size * (inner(&number) + GAP)).sum()
}

/// How wide a box is, in sizes.
fn inner(number: &str) -> f32 {
    let steps: f32 = number.chars().skip(1).map(|_| STEP).sum();
    2.0 * INSET + DIGIT.0 + steps
}

/// Draws them with the stroke that is set, from where they begin on the baseline.
pub(super) fn draw(surface: &mut Surface<'_>, missing: &Missing, at: Point, size: f32) {
    let top = at.y - size * HEIGHT;
    let mut x = at.x;
    for number in missing.numbers() {
        let width = size * inner(&number);
        let mut path = PathBuilder::new();
        if let Some(outline) = Rect::from_xywh(x, top, width, size * HEIGHT) {
            path.push_rect(outline);
        }
        let mut left = x + size * INSET;
        for digit in number.chars().filter_map(|digit| digit.to_digit(16)) {
            let has = DIGITS.into_iter().zip(0..).find(|(_, of)| *of == digit);
            let has = has.map_or(0, |(has, _)| has);
            for (segment, bit) in SEGMENTS.iter().zip(0..) {
                if has >> bit & 1 == 1 {
                    let [from, to] = segment.map(|(across, down)| {
                        let across = left + size * DIGIT.0 * across;
                        (across, top + size * (INSET + DIGIT.1 * down))
                    });
                    path.move_to(from.0, from.1);
                    path.line_to(to.0, to.1);
                }
            }
            left += size * STEP;
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        x += width + size * GAP;
    }
}

/// What is read in place of the boxes hangs on two spaces, which are as wide as they are: glyphs that share their
/// text are given an `ActualText`. What a space is otherwise is known from the footer, which is drawn before.
pub(super) fn stand_in(missing: &Missing, space: u32, size: f32) -> (String, [KrillaGlyph; 2]) {
    let text = missing.actual_text();
    let width = width(missing, size) / size;
    let glyphs = [width - SPACE, SPACE].map(|width| {
        let id = GlyphId::new(space);
        KrillaGlyph::new(id, width, 0.0, 0.0, 0.0, 0..text.len(), None)
    });
    (text, glyphs)
}
