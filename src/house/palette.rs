//! One colour in all the shades that Designsystemet asks of an accent colour, for light and dark screens.
//!
//! The theme gives each shade a luminance of its own. So do we, and the hue is the municipality's: whatever colour it
//! is, text can be read on every surface (4.5 : 1), and borders and buttons can be seen against it (3 : 1). Text and
//! borders stand a little further off than in the theme, which does not promise that of a surface being pressed.

use super::Colour;

/// The shades for light and dark screens.
#[derive(Clone, Debug)]
pub struct Palette {
    light: Shades,
    dark: Shades,
}

/// The shades of one scheme, by the names of the theme's tokens.
#[derive(Clone, Debug)]
struct Shades([(&'static str, Colour); 16]);

impl Palette {
    /// The shades of a colour.
    pub fn of(colour: Colour) -> Self {
        Self {
            light: Shades::light(colour),
            dark: Shades::dark(colour),
        }
    }

    /// What buttons are filled with on a light screen: the colour itself, unless white on it could not be read.
    pub fn base(&self) -> Colour {
        let base = self
            .light
            .0
            .iter()
            .find(|(name, _)| *name == "base-default");
        base.map_or(Colour::BLACK, |(_, colour)| *colour)
    }

    /// A style sheet that puts the shades in the place of the theme's. It stands in no layer, so it prevails.
    pub fn style_sheet(&self) -> String {
        format!(
            ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            self.light.declarations(),
            self.dark.declarations()
        )
    }
}

impl Shades {
    fn light(colour: Colour) -> Self {
        let surface = |luminance| colour.at_least(luminance);
        let ink = |luminance| colour.at_most(luminance);
        let base = if colour.luminance() > 0.16 {
            ink(0.16)
        } else {
            colour
        };
        // Pressed, a button gets darker; a nearly black one lighter, or nothing would be seen of it.
        let (hover, active) = if base.luminance() > 0.05 {
            (0.64, 0.38)
        } else {
            (0.07 / 0.05, 0.1 / 0.05)
        };
        let pressed = |share: f64| base.at_most(share * base.luminance().max(0.05));
        Self([
            ("background-default", Colour::WHITE),
            ("background-tinted", surface(0.9)),
            ("surface-default", Colour::WHITE),
            ("surface-tinted", surface(0.81)),
            ("surface-hover", surface(0.7)),
            ("surface-active", surface(0.59)),
            ("border-subtle", ink(0.5)),
            ("border-default", ink(0.16)),
            ("border-strong", ink(0.09)),
            ("text-subtle", ink(0.09)),
            ("text-default", ink(0.025)),
            ("base-default", base),
            ("base-hover", pressed(hover)),
            ("base-active", pressed(active)),
            ("base-contrast-subtle", surface(0.9)),
            ("base-contrast-default", Colour::WHITE),
        ])
    }

    fn dark(colour: Colour) -> Self {
        let surface = |luminance| colour.at_most(luminance);
        let ink = |luminance| colour.at_least(luminance);
        Self([
            ("background-default", surface(0.009)),
            ("background-tinted", surface(0.014)),
            ("surface-default", surface(0.021)),
            ("surface-tinted", surface(0.027)),
            ("surface-hover", surface(0.036)),
            ("surface-active", surface(0.056)),
            ("border-subtle", ink(0.08)),
            ("border-default", ink(0.27)),
            ("border-strong", ink(0.43)),
            ("text-subtle", ink(0.43)),
            ("text-default", ink(0.84)),
            ("base-default", ink(0.27)),
            ("base-hover", ink(0.36)),
            ("base-active", ink(0.47)),
            ("base-contrast-subtle", surface(0.009)),
            ("base-contrast-default", Colour::BLACK),
        ])
    }

    fn declarations(&self) -> String {
        let shades = self.0.iter();
        let each: Vec<_> = shades
            .map(|(name, colour)| format!("--ds-color-accent-{name}:{colour}"))
            .collect();
        each.join(";")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SURFACES: [&str; 6] = [
        "background-default",
        "background-tinted",
        "surface-default",
        "surface-tinted",
        "surface-hover",
        "surface-active",
    ];
    const BASES: [&str; 3] = ["base-default", "base-hover", "base-active"];

    impl Shades {
        fn of(&self, name: &str) -> Colour {
            self.0.iter().find(|(known, _)| *known == name).unwrap().1
        }

        fn hold(&self, of: Colour) {
            let far = |one: &str, other: &str, least: f64| {
                let contrast = self.of(one).contrast(self.of(other));
                assert!(
                    contrast >= least,
                    "{of}: {one} on {other} has {contrast:.3}"
                );
            };
            for surface in SURFACES {
                far("text-default", surface, 7.0);
                far("text-subtle", surface, 4.5);
                far("border-default", surface, 3.0);
                far("border-strong", surface, 3.0);
                far("base-default", surface, 3.0);
            }
            for base in BASES {
                far("base-contrast-default", base, 4.5);
            }
            far("base-contrast-subtle", "base-default", 4.5);
            // What the mouse or a finger is on looks different.
            assert_ne!(self.of("base-default"), self.of("base-hover"), "{of}");
            assert_ne!(self.of("base-hover"), self.of("base-active"), "{of}");
            assert_ne!(self.of("surface-tinted"), self.of("surface-hover"), "{of}");
        }
    }

    fn holds(colour: Colour) {
        let palette = Palette::of(colour);
        palette.light.hold(colour);
        palette.dark.hold(colour);
    }

    #[test]
    fn every_colour_can_be_read_in_light_and_dark() {
        for red in (0..=255).step_by(17) {
            for green in (0..=255).step_by(17) {
                for blue in (0..=255).step_by(17) {
                    holds(Colour::new(red, green, blue));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn and_so_can_those_in_between(red: u8, green: u8, blue: u8) {
            holds(Colour::new(red, green, blue));
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let green = Colour::parse("#1e6b52").unwrap();
        assert_eq!(Palette::of(green).base(), green);
        let yellow = Palette::of(Colour::parse("#ffdd00").unwrap());
        assert_ne!(yellow.base().to_string(), "#ffdd00");
        assert!(Colour::parse("1e6b52").is_err());
        assert!(Colour::parse("#1e6b5").is_err());
        assert!(Colour::parse("#+e6b52").is_err());
    }

    /// WCAG's own examples of the formula.
    #[test]
    fn contrast_is_what_wcag_says() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        let grey = Colour::parse("#767676").unwrap();
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn the_theme_has_the_tokens_that_are_replaced() {
        let theme = include_str!("../../static/vendor/designsystemet/theme.css");
        let named: std::collections::BTreeSet<_> = theme
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--ds-color-accent-"))
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        let ours = Palette::of(Colour::BLACK).light.0.map(|(name, _)| name);
        assert_eq!(named, ours.into_iter().collect());
    }
}
