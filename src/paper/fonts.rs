//! The fonts that papers are set in: built into the program, so that every machine writes the same bytes.

use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use parley::fontique::{Blob, CharmapIndex, Collection, CollectionOptions, SourceCache};
use parley::{FontContext, FontFamilyName};

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../../fonts/", $name)).as_slice()
    };
}

/// The files, in the order in which a letter is looked for in them.
const FILES: [&[u8]; 4] = [
    font!("NotoSans-Regular.ttf"),
    font!("NotoSans-Bold.ttf"),
    font!("DejaVuSans.ttf"),
    font!("NotoEmoji-Regular.ttf"),
];

/// The families of those files, in the same order.
pub(super) const FAMILIES: [FontFamilyName<'static>; 3] = [
    FontFamilyName::named("Noto Sans"),
    FontFamilyName::named("DejaVu Sans"),
    FontFamilyName::named("Noto Emoji"),
];

/// A font of [`FILES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    file: usize,
    /// How it finds its glyphs.
    glyphs: CharmapIndex,
}

struct Shelf {
    fonts: FontContext,
    /// The id that parley knows a font's bytes by.
    faces: Vec<(u64, Face)>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    let mut faces = Vec::new();
    for (file, bytes) in FILES.into_iter().enumerate() {
        let blob = Blob::new(Arc::new(bytes));
        let id = blob.id();
        let families = collection.register_fonts(blob, None);
        let fonts = families.iter().flat_map(|(_, fonts)| fonts);
        faces.extend(fonts.map(|font| {
            let glyphs = font.charmap_index();
            (id, Face { file, glyphs })
        }));
    }
    Shelf {
        fonts: FontContext {
            collection,
            source_cache: SourceCache::default(),
        },
        faces,
    }
});

/// The fonts for setting a text.
pub(super) fn context() -> FontContext {
    SHELF.fonts.clone()
}

/// The font whose bytes parley knows by that id.
pub(super) fn face(id: u64) -> Option<Face> {
    let mut faces = SHELF.faces.iter();
    faces.find_map(|(known, face)| (*known == id).then_some(*face))
}

/// The font that most text is set in.
pub(super) fn body() -> Option<Face> {
    SHELF.faces.first().map(|(_, face)| *face)
}

/// Whether any font has a glyph for a character.
pub(super) fn have(c: char) -> bool {
    let mut faces = SHELF.faces.iter();
    faces.any(|(_, face)| face.glyph(c).is_some())
}

impl Face {
    /// The glyph of a character on its own.
    pub(super) fn glyph(self, c: char) -> Option<u32> {
        let glyphs = self.glyphs.charmap(FILES.get(self.file)?)?;
        glyphs.map(c).filter(|glyph| *glyph != 0)
    }

    /// The font as it is embedded.
    pub(super) fn font(self) -> Option<Font> {
        Font::new((*FILES.get(self.file)?).into(), 0)
    }
}
