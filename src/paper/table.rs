//! Tables: columns as wide as they need to be, cells that wrap, a head that stands on each page.

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::setting::{Line, Style};
use super::sheet::{Element, HEIGHT, Part, SIDE, Sheets, WIDTH};

/// Between two columns, in points.
const GAP: f32 = 12.0;

/// Above and below the text of a row.
const PADDING: f32 = 4.0;

/// What has to fit below a head, so that it is not left alone at the foot of a page.
const BELOW_HEAD: f32 = 48.0;

/// The part of the width that labels may take.
const LABELS: f32 = 0.4;

/// How a table's cells look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) head: Style,
    pub(super) body: Style,
}

/// Where a column begins and how wide it is.
#[derive(Clone, Copy, Debug)]
struct Column {
    x: f32,
    width: f32,
}

/// A cell's lines, and what they are part of.
#[derive(Clone)]
struct Cell {
    x: f32,
    lines: Vec<Line>,
    part: Part,
}

impl Cell {
    fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }

    /// The same where it stands a second time.
    fn repeated(&self) -> Self {
        Self {
            part: Part::Repeated,
            ..self.clone()
        }
    }

    /// As much of it as that height holds; what is left stays.
    fn split_off(&mut self, height: f32) -> Self {
        let mut used = 0.0;
        let fits = self.lines.iter().take_while(|line| {
            used += line.height;
            used <= height
        });
        let fits = fits.count();
        let rest = self.lines.split_off(fits);
        Self {
            lines: std::mem::replace(&mut self.lines, rest),
            ..*self
        }
    }
}

/// A row in the making.
struct Row {
    element: Element,
    cells: Vec<Cell>,
}

impl Row {
    fn within(sheets: &mut Sheets, group: Element) -> Self {
        Self {
            element: sheets.element(Tag::TR, Some(group)),
            cells: Vec::new(),
        }
    }

    fn push(&mut self, sheets: &mut Sheets, tag: TagKind, style: Style, at: (Column, &str)) {
        let (column, text) = at;
        // An element without anything drawn is none, and the row would be one cell short.
        let text = if text.is_empty() { " " } else { text };
        self.cells.push(Cell {
            x: column.x,
            lines: sheets.setter.set(text, style, column.width),
            part: Part::Of(sheets.element(tag, Some(self.element))),
        });
    }
}

/// A table under a head.
pub(super) fn table(sheets: &mut Sheets, look: Look, head: &[String], rows: &[Vec<String>]) {
    let columns = columns(sheets, look, head, rows);
    let table = sheets.element(Tag::Table, None);
    let group = sheets.element(Tag::THead, Some(table));
    let mut top = Row::within(sheets, group);
    for (column, text) in columns.iter().zip(head) {
        let tag = Tag::TH(TableHeaderScope::Column);
        top.push(sheets, tag.into(), look.head, (*column, text));
    }
    let again: Vec<Cell> = top.cells.iter().map(Cell::repeated).collect();
    if height(&top.cells) + BELOW_HEAD > sheets.left() {
        sheets.turn();
    }
    put(sheets, top.cells, &[]);
    sheets.rule();
    let group = sheets.element(Tag::TBody, Some(table));
    for texts in rows {
        let mut row = Row::within(sheets, group);
        for (column, text) in columns.iter().zip(texts) {
            row.push(sheets, Tag::TD.into(), look.body, (*column, text));
        }
        put(sheets, row.cells, &again);
        sheets.rule();
    }
}

/// Labels on the left, values on the right.
pub(super) fn facts(sheets: &mut Sheets, look: Look, facts: &[(String, String)]) {
    let labels = facts.iter().map(|(label, _)| label);
    let widest = labels
        .map(|label| sheets.setter.width(label, look.head))
        .fold(0.0, f32::max);
    let left = widest.ceil().min(WIDTH * LABELS);
    let labels = Column {
        x: SIDE,
        width: left,
    };
    let values = Column {
        x: SIDE + left + GAP,
        width: WIDTH - left - GAP,
    };
    let table = sheets.element(Tag::Table, None);
    for (label, value) in facts {
        let mut row = Row::within(sheets, table);
        let tag = Tag::TH(TableHeaderScope::Row);
        row.push(sheets, tag.into(), look.head, (labels, label));
        row.push(sheets, Tag::TD.into(), look.body, (values, value));
        put(sheets, row.cells, &[]);
    }
}

/// A column that needs less than its share gets what it needs; the others share the rest.
fn columns(sheets: &mut Sheets, look: Look, head: &[String], rows: &[Vec<String>]) -> Vec<Column> {
    let mut needs: Vec<f32> = Vec::new();
    for (index, text) in head.iter().enumerate() {
        let head = sheets.setter.width(text, look.head);
        let cells = rows.iter().filter_map(|row| row.get(index));
        let widest = cells
            .map(|text| sheets.setter.width(text, look.body))
            .fold(head, f32::max);
        needs.push(widest.ceil());
    }
    let mut sorted = needs.clone();
    sorted.sort_by(f32::total_cmp);
    let mut left = WIDTH;
    let mut share = WIDTH;
    let mut waiting: f32 = needs.iter().map(|_| 1.0).sum();
    left -= GAP * (waiting - 1.0);
    for need in sorted {
        share = left / waiting;
        if need > share {
            break;
        }
        left -= need;
        waiting -= 1.0;
    }
    let mut x = SIDE;
    needs
        .into_iter()
        .map(|need| {
            let column = Column {
                x,
                width: need.min(share),
            };
            x += column.width + GAP;
            column
        })
        .collect()
}

fn height(cells: &[Cell]) -> f32 {
    2.0 * PADDING + cells.iter().map(Cell::height).fold(0.0, f32::max)
}

/// Puts a row where the next thing goes: whole, if a page can hold it.
fn put(sheets: &mut Sheets, mut cells: Vec<Cell>, head: &[Cell]) {
    let room = HEIGHT - if head.is_empty() { 0.0 } else { height(head) };
    while !cells.iter().all(|cell| cell.lines.is_empty()) {
        let needed = height(&cells);
        let fits = needed <= sheets.left();
        let line = cells.iter().filter_map(|cell| cell.lines.first());
        let line = line.map(|line| line.height).fold(0.0, f32::max);
        if !fits && (needed <= room || sheets.left() < line + 2.0 * PADDING) {
            sheets.turn();
            if !head.is_empty() {
                draw(sheets, head.to_vec());
                sheets.rule();
            }
            continue;
        }
        let height = sheets.left() - 2.0 * PADDING;
        let now = cells
            .iter_mut()
            .map(|cell| cell.split_off(height))
            .collect();
        draw(sheets, now);
    }
}

fn draw(sheets: &mut Sheets, cells: Vec<Cell>) {
    let height = height(&cells);
    for cell in cells {
        let mut below = PADDING;
        for line in cell.lines {
            let line_height = line.height;
            sheets.place(cell.x, below, line, cell.part);
            below += line_height;
        }
    }
    sheets.skip(height);
}
