//! Lines one below the other, on as many pages as they need, and what each of them is.

use std::num::NonZeroU16;

use krilla::tagging::{Tag, TagGroup, TagKind};

use super::missing;
use super::setting::{Line, Setter, Style};

/// A4 (ISO 216), in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);

/// From the left and the right edge to the text.
pub(super) const SIDE: f32 = 62.0;

/// From the upper edge to the text.
const TOP: f32 = 62.0;

/// From the upper edge to where the text ends; the footer stands below.
const BOTTOM: f32 = PAGE.1 - 84.0;

/// How wide the text is.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// How high it is, on a page that nothing stands on yet.
pub(super) const HEIGHT: f32 = BOTTOM - TOP;

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An element of the document's structure.
    Of(Element),
    /// A repetition, which is read once only.
    Repeated,
    /// What stands at the foot of each page.
    Footer,
}

/// An element of the document's structure, by its place among all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element(pub(super) usize);

/// An element of the document's structure, and what it stands in.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) tag: TagKind,
    pub(super) parent: Option<Element>,
}

/// A line at its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) line: Line,
    pub(super) part: Part,
}

/// A thin line across.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) lines: Vec<Placed>,
    pub(super) rules: Vec<Rule>,
}

/// A heading, for the list of them beside the pages.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) title: String,
    pub(super) sheet: usize,
    pub(super) y: f32,
}

/// The pages, the structure of what stands on them, and where the next thing goes.
pub(super) struct Sheets {
    pub(super) setter: Setter,
    pub(super) pages: Vec<Sheet>,
    pub(super) structure: Vec<Branch>,
    pub(super) marks: Vec<Mark>,
    current: Sheet,
    y: f32,
}

impl Sheets {
    pub(super) fn new() -> Self {
        Self {
            setter: Setter::new(),
            pages: Vec::new(),
            structure: Vec::new(),
            marks: Vec::new(),
            current: Sheet::default(),
            y: TOP,
        }
    }

    /// A new element of the structure.
    pub(super) fn element(&mut self, tag: impl Into<TagKind>, parent: Option<Element>) -> Element {
        let tag = tag.into();
        self.structure.push(Branch { tag, parent });
        Element(self.structure.len() - 1)
    }

    /// A paragraph that goes on, on the next page if need be.
    pub(super) fn paragraph(&mut self, text: &str, style: Style) {
        let element = self.element(Tag::P, None);
        for line in self.setter.set(text, style, WIDTH) {
            self.line(line, element);
        }
    }

    fn line(&mut self, line: Line, element: Element) {
        if line.height > self.left() {
            self.turn();
        }
        let height = line.height;
        self.place(SIDE, 0.0, line, Part::Of(element));
        self.skip(height);
    }

    /// A heading, which is not left alone at the foot of a page.
    pub(super) fn heading(&mut self, level: NonZeroU16, text: &str, style: Style) {
        const BELOW: f32 = 48.0;
        let lines = self.setter.set(text, style, WIDTH);
        let height: f32 = lines.iter().map(|line| line.height).sum();
        if height + BELOW > self.left() {
            self.turn();
        }
        let title = missing::one_line(text);
        self.marks.push(Mark {
            title: title.clone(),
            sheet: self.pages.len(),
            y: self.y,
        });
        let element = self.element(Tag::Hn(level, Some(title)), None);
        for line in lines {
            self.line(line, element);
        }
    }

    /// Puts a line there, that far from the left edge and below where the next thing goes.
    pub(super) fn place(&mut self, x: f32, below: f32, line: Line, part: Part) {
        let y = self.y + below + line.baseline;
        self.current.lines.push(Placed { x, y, line, part });
    }

    /// A thin line across, where the next thing goes.
    pub(super) fn rule(&mut self) {
        self.current.rules.push(Rule {
            x: SIDE,
            y: self.y,
            width: WIDTH,
        });
    }

    /// Leaves room, unless the page has just begun.
    pub(super) fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.skip(height);
        }
    }

    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// How much room is left on the page.
    pub(super) fn left(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Goes on with a new page.
    pub(super) fn turn(&mut self) {
        self.pages.push(std::mem::take(&mut self.current));
        self.y = TOP;
    }

    /// All the pages, with what stands at the foot of each.
    pub(super) fn finish(mut self, footer: &str, style: Style) -> Self {
        self.turn();
        let count = self.pages.len();
        for (sheet, number) in (1..=count).enumerate() {
            let numbers = self.footer(&format!("{number} / {count}"), style);
            let mut words = self.setter.set(footer, style, WIDTH - 60.0).into_iter();
            let words = words.next().map(|line| Placed {
                x: SIDE,
                y: FOOTER + line.baseline,
                line,
                part: Part::Footer,
            });
            if let Some(sheet) = self.pages.get_mut(sheet) {
                sheet.lines.splice(0..0, words.into_iter().chain(numbers));
                sheet.rules.push(Rule {
                    x: SIDE,
                    y: FOOTER - 8.0,
                    width: WIDTH,
                });
            }
        }
        self
    }

    fn footer(&mut self, numbers: &str, style: Style) -> Option<Placed> {
        let width = self.setter.width(numbers, style);
        let line = self.setter.set(numbers, style, WIDTH).into_iter().next()?;
        Some(Placed {
            x: SIDE + WIDTH - width,
            y: FOOTER + line.baseline,
            line,
            part: Part::Footer,
        })
    }

    /// The structure, with what was drawn of each element.
    pub(super) fn tree(
        structure: Vec<Branch>,
        leaves: Vec<Vec<krilla::tagging::Identifier>>,
    ) -> krilla::tagging::TagTree {
        let mut groups: Vec<(Option<Element>, TagGroup)> = structure
            .into_iter()
            .map(|branch| (branch.parent, TagGroup::new(branch.tag)))
            .collect();
        for ((_, group), leaves) in groups.iter_mut().zip(leaves) {
            for leaf in leaves {
                group.push(leaf);
            }
        }
        // An element stands behind the one that it is part of, so from the last one on each is whole when it
        // is put there; children come the wrong way round and are turned.
        let mut tree = Vec::new();
        while let Some((parent, mut group)) = groups.pop() {
            if !group.children.is_empty() {
                let is_branch = matches!(
                    group.children.first(),
                    Some(krilla::tagging::Node::Group(_))
                );
                if is_branch {
                    group.children.reverse();
                }
                match parent.and_then(|Element(parent)| groups.get_mut(parent)) {
                    Some((_, parent)) => parent.push(group),
                    None => tree.push(group),
                }
            }
        }
        let mut whole = krilla::tagging::TagTree::new();
        for group in tree.into_iter().rev() {
            whole.push(group);
        }
        whole
    }
}

/// From the upper edge to the footer.
const FOOTER: f32 = PAGE.1 - 60.0;
