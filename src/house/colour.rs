//! Colours as screens have them, and how well they can be told apart (WCAG 2.2, "relative luminance" and
//! "contrast ratio").

use std::fmt;

use serde::Deserialize;

/// How fine the steps between a colour and black or white are. More than a channel has values.
const STEPS: u32 = 1024;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// What was written is not a colour.
#[derive(Debug, thiserror::Error)]
#[error("a colour is written as #rrggbb, with six hexadecimal digits")]
pub struct NotAColour;

impl Colour {
    /// The lightest of all.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// The darkest.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// A colour by its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').ok_or(NotAColour)?;
        let well_formed = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).map_err(|_not_hexadecimal| NotAColour)?;
        let [_, red, green, blue] = value.to_be_bytes();
        well_formed
            .then_some(Self::new(red, green, blue))
            .ok_or(NotAColour)
    }

    /// How light it is, from 0 to 1.
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// How well it can be told from another: from 1, not at all, to 21, black from white.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The same hue, just as light as this or a little lighter.
    #[must_use]
    pub fn at_least(self, luminance: f64) -> Self {
        if self.luminance() < luminance {
            self.step_to(Self::WHITE, |mixed| mixed.luminance() >= luminance, 0)
        } else {
            // The last step towards black that is still light enough.
            self.step_to(Self::BLACK, |mixed| mixed.luminance() < luminance, 1)
        }
    }

    /// The same hue, just as light as this or a little darker.
    #[must_use]
    pub fn at_most(self, luminance: f64) -> Self {
        if self.luminance() > luminance {
            self.step_to(Self::BLACK, |mixed| mixed.luminance() <= luminance, 0)
        } else {
            self.step_to(Self::WHITE, |mixed| mixed.luminance() > luminance, 1)
        }
    }

    /// The first step towards an end at which something is so, or as many before it.
    fn step_to(self, end: Self, is_so: impl Fn(Self) -> bool, before: u32) -> Self {
        // Luminance grows or falls all the way, so that the place can be looked for by halves.
        let (mut low, mut high) = (0, STEPS);
        while low < high {
            let middle = u32::midpoint(low, high);
            if is_so(self.mixed(end, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        self.mixed(end, low.saturating_sub(before))
    }

    fn mixed(self, end: Self, step: u32) -> Self {
        let channel = |from: u8, to: u8| {
            let sum = u32::from(from) * (STEPS - step) + u32::from(to) * step;
            u8::try_from(sum / STEPS).unwrap_or(u8::MAX)
        };
        Self::new(
            channel(self.red, end.red),
            channel(self.green, end.green),
            channel(self.blue, end.blue),
        )
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// A channel's share of light.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}
