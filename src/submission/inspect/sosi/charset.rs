//! Whether a SOSI file is written in the character set that its header declares (`..TEGNSETT`).

use encoding_rs::{Decoder, DecoderResult, UTF_8};

/// Character sets that write Norwegian letters alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Utf8,
    /// ISO 8859-1 and -10, ANSI, DEC's multinational.
    Latin,
    /// DOS, as in Norway.
    Dos,
    /// Seven bits, with letters in the place of brackets.
    Seven,
}

impl Family {
    fn declared(charset: &str) -> Option<Self> {
        match charset.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" => Some(Self::Utf8),
            "DOSN8" => Some(Self::Dos),
            "ND7" | "DECN7" => Some(Self::Seven),
            "ANSI" | "DECM8" => Some(Self::Latin),
            iso if iso.starts_with("ISO8859") || iso.starts_with("ISO-8859") => Some(Self::Latin),
            _ => None,
        }
    }

    /// What the header's own word `OMRÅDE` is written in.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        match name.strip_prefix(b"OMR")?.strip_suffix(b"DE")? {
            [0xC3, 0x85] => Some(Self::Utf8),
            [0xC5] => Some(Self::Latin),
            [0x8F] => Some(Self::Dos),
            [b']'] => Some(Self::Seven),
            _ => None,
        }
    }
}

/// What the bytes of a file say.
pub(super) struct Evidence {
    decoder: Decoder,
    is_ascii: bool,
    is_utf8: bool,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            decoder: UTF_8.new_decoder_without_bom_handling(),
            is_ascii: true,
            is_utf8: true,
        }
    }
}

impl Evidence {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.is_ascii &= bytes.is_ascii();
        self.decode(bytes, false);
    }

    fn decode(&mut self, bytes: &[u8], last: bool) {
        let mut rest = bytes;
        let mut characters = [0; 2048];
        while self.is_utf8 && !self.is_ascii {
            let (result, used, _) =
                self.decoder
                    .decode_to_utf8_without_replacement(rest, &mut characters, last);
            rest = rest.get(used..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.is_utf8 = false,
            }
        }
    }

    /// Whether the file is in another character set than it declares. `marked`: it has a byte order mark;
    /// `written`: what its own words are written in.
    pub(super) fn contradicts(
        mut self,
        declared: &str,
        marked: bool,
        written: Option<Family>,
    ) -> bool {
        self.decode(&[], true);
        let Some(declared) = Family::declared(declared) else {
            return marked;
        };
        let by_its_words = written.is_some_and(|written| written != declared);
        let by_its_bytes = match declared {
            Family::Utf8 => !self.is_utf8,
            Family::Seven => !self.is_ascii,
            Family::Latin | Family::Dos => !self.is_ascii && self.is_utf8,
        };
        by_its_words || by_its_bytes || (marked && declared != Family::Utf8)
    }
}
