//! A link as a QR code (ISO/IEC 18004), to be printed.

use std::iter;

use actix_web::HttpMessage;
use actix_web::http::header::{Accept, Header as _};
use anyhow::Context;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules on every side (ISO/IEC 18004, 9.1).
const QUIET_MODULES: usize = 4;
/// Bytes of a module, each of eight pixels, and so 16 pixels on each side: 0.68 mm at 600 pixels an inch.
const MODULE_BYTES: usize = 2;
/// 600 pixels an inch, for each metre.
const PIXELS_A_METRE: u32 = 23_622;
/// Pixels of a module in a drawing, of which 96 are an inch (CSS): about the same on paper.
const DRAWN_PIXELS: u32 = 3;
const LIGHT: u8 = 0xff;
const DARK: u8 = 0;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picture {
    /// One bit a pixel, with its size on paper.
    Png,
    /// Sharp at any size.
    Svg,
}

impl Picture {
    /// What a request prefers (RFC 9110, 12.5.1); PNG, when it does not care, or wants what there is not.
    pub(super) fn wanted(request: &impl HttpMessage) -> Self {
        let ranked = Accept::parse(request).map(|accept| accept.ranked());
        let mut kinds = ranked
            .iter()
            .flatten()
            .filter_map(|kind| match kind.essence_str() {
                "image/svg+xml" => Some(Self::Svg),
                "image/png" | "image/*" | "*/*" => Some(Self::Png),
                _ => None,
            });
        kinds.next().unwrap_or(Self::Png)
    }

    /// Its media type.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Draws a link.
    pub(super) fn draw(self, link: &str) -> anyhow::Result<Vec<u8>> {
        let code = QrCode::with_error_correction_level(link, EcLevel::M)
            .context("writing a link as a QR code")?;
        match self {
            Self::Png => png_of(&code).context("drawing a QR code"),
            Self::Svg => {
                let mut drawing = code.render::<svg::Color<'_>>();
                drawing.module_dimensions(DRAWN_PIXELS, DRAWN_PIXELS);
                Ok(drawing.build().into_bytes())
            }
        }
    }
}

fn png_of(code: &QrCode) -> anyhow::Result<Vec<u8>> {
    let across = code.width() + 2 * QUIET_MODULES;
    let pixels = u32::try_from(across * MODULE_BYTES * 8)?;
    let mut picture = Vec::new();
    let mut encoder = Encoder::new(&mut picture, pixels, pixels);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PIXELS_A_METRE,
        yppu: PIXELS_A_METRE,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels_of(code, across))?;
    writer.finish()?;
    Ok(picture)
}

/// One bit a pixel, row by row, with the quiet zone.
fn pixels_of(code: &QrCode, across: usize) -> Vec<u8> {
    let colors = code.to_colors();
    let quiet = || iter::repeat_n(vec![LIGHT; across * MODULE_BYTES], QUIET_MODULES);
    let rows = colors.chunks(code.width()).map(|row| {
        let margin = || iter::repeat_n(Color::Light, QUIET_MODULES);
        let modules = margin().chain(row.iter().copied()).chain(margin());
        modules
            .flat_map(|color| [color.select(DARK, LIGHT); MODULE_BYTES])
            .collect()
    });
    let rows = quiet().chain(rows).chain(quiet());
    rows.flat_map(|row| row.repeat(MODULE_BYTES * 8)).collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_picture_comes_as_it_is_asked_for() {
        for (accept, kind) in [
            ("", Picture::Png),
            ("*/*", Picture::Png),
            ("image/png", Picture::Png),
            ("image/*", Picture::Png),
            ("image/svg+xml", Picture::Svg),
            ("text/html, image/svg+xml, */*;q=0.8", Picture::Svg),
            ("image/svg+xml;q=0.5, image/png", Picture::Png),
            ("text/html", Picture::Png),
            ("no media type", Picture::Png),
        ] {
            let request = TestRequest::default().insert_header(("Accept", accept));
            assert_eq!(Picture::wanted(&request.to_srv_request()), kind, "{accept}");
        }
    }

    #[test]
    fn a_long_address_has_room() {
        let link = format!(
            "https://{}.no/reply/K7QM-3TXV-9D2P-H0WN-5RBA",
            "a".repeat(250)
        );
        for kind in [Picture::Png, Picture::Svg] {
            assert!(kind.draw(&link).is_ok());
        }
    }
}
