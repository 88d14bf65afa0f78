//! The municipality's logo, as SVG or PNG.

use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, bail, ensure};

/// What every first visit can carry, on a telephone too.
const MAX_BYTES: usize = 100 * 1024;

/// A picture, and the measure of it, so that the page does not jump when it comes.
#[derive(Clone, Debug)]
pub struct Logo {
    format: Format,
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
}

impl Logo {
    /// Reads and judges a file.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let said = || format!("[municipality] logo_file {}", path.display());
        let bytes = std::fs::read(path).with_context(said)?;
        Self::parse(bytes).with_context(said)
    }

    fn parse(bytes: Vec<u8>) -> anyhow::Result<Self> {
        ensure!(
            bytes.len() <= MAX_BYTES,
            "is larger than {} kB",
            MAX_BYTES / 1024
        );
        let (format, (width, height)) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (Format::Png, measure_png(&bytes)?)
        } else {
            let text = std::str::from_utf8(&bytes).context("is neither SVG in UTF-8 nor PNG")?;
            (Format::Svg, measure_svg(text)?)
        };
        ensure!(width > 0 && height > 0, "has no width or no height");
        Ok(Self {
            format,
            bytes,
            width,
            height,
        })
    }

    /// The name under which it is served.
    pub fn name(&self) -> &'static str {
        match self.format {
            Format::Svg => "logo.svg",
            Format::Png => "logo.png",
        }
    }

    /// The picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How wide it is beside its height.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// How high it is beside its width.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Whether an SVG holds what browsers leave out of a picture: scripts, and what stands elsewhere.
    pub fn is_more_than_a_picture(&self) -> bool {
        let Format::Svg = self.format else {
            return false;
        };
        let text = String::from_utf8_lossy(&self.bytes).to_ascii_lowercase();
        let active = ["<script", "<foreignobject", "javascript:", " onload="];
        let elsewhere = [
            "href=\"http",
            "href='http",
            "url(http",
            "url('http",
            "url(\"http",
        ];
        active
            .iter()
            .chain(&elsewhere)
            .any(|part| text.contains(part))
    }
}

fn measure_png(bytes: &[u8]) -> anyhow::Result<(u32, u32)> {
    let mut reader = png::Decoder::new(Cursor::new(bytes))
        .read_info()
        .context("is not a PNG that can be read")?;
    let size = reader.output_buffer_size().context("is too large")?;
    // A picture that breaks off would be a hole in the header of every page.
    reader
        .next_frame(&mut vec![0; size])
        .context("is not a whole PNG")?;
    let info = reader.info();
    Ok((info.width, info.height))
}

/// The measure of the root element: its `viewBox`, or its width and height.
fn measure_svg(text: &str) -> anyhow::Result<(u32, u32)> {
    let Some((_, root)) = text.split_once("<svg") else {
        bail!("is neither SVG nor PNG");
    };
    let root = root.split('>').next().unwrap_or_default();
    ensure!(
        text.trim_end().ends_with("</svg>") || root.ends_with('/'),
        "is not a whole SVG"
    );
    ensure!(
        root.contains("http://www.w3.org/2000/svg"),
        "does not name SVG's namespace (xmlns=\"http://www.w3.org/2000/svg\")"
    );
    let measure = attribute(root, "viewBox").map_or_else(
        || {
            Some((
                length(attribute(root, "width")?)?,
                length(attribute(root, "height")?)?,
            ))
        },
        |view| {
            let mut parts = view
                .split([' ', ','])
                .filter(|part| !part.is_empty())
                .skip(2);
            Some((length(parts.next()?)?, length(parts.next()?)?))
        },
    );
    let (width, height) = measure.context("has neither a viewBox nor width and height")?;
    // In hundredths: a viewBox may be as small as 1 by 1.5.
    Ok((hundredths(width)?, hundredths(height)?))
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    element.match_indices(name).find_map(|(at, _)| {
        let (before, after) = element.split_at_checked(at)?;
        if !before.ends_with(char::is_whitespace) {
            return None;
        }
        let value = after
            .strip_prefix(name)?
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value.strip_prefix(quote)?.split(quote).next()
    })
}

fn length(text: &str) -> Option<f64> {
    let number = text
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.parse().ok().filter(|length: &f64| *length > 0.0)
}

fn hundredths(length: f64) -> anyhow::Result<u32> {
    let text = format!("{:.0}", length * 100.0);
    text.parse().context("has a measure that no picture has")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        let pixels = vec![0; usize::try_from(width * height).unwrap()];
        writer.write_image_data(&pixels).unwrap();
        writer.finish().unwrap();
        bytes
    }

    fn measured(bytes: impl Into<Vec<u8>>) -> anyhow::Result<(u32, u32)> {
        Logo::parse(bytes.into()).map(|logo| (logo.width(), logo.height()))
    }

    #[test]
    fn a_picture_is_measured() {
        let svg = |attributes: &str| {
            format!(
                "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><g/></svg>\n"
            )
        };
        assert_eq!(measured(png(30, 20)).unwrap(), (30, 20));
        for (attributes, expected) in [
            ("viewBox=\"0 0 120 40\"", (12000, 4000)),
            ("viewBox='0,0,1,1.5' width=\"100%\"", (100, 150)),
            ("width=\"60px\" height=\"20px\"", (6000, 2000)),
            (
                "stroke-width=\"9\" width=\"60\" height=\"20\"",
                (6000, 2000),
            ),
        ] {
            assert_eq!(measured(svg(attributes)).unwrap(), expected, "{attributes}");
        }
        assert!(measured(svg("")).is_err());
        assert!(measured(svg("width=\"0\" height=\"1\"")).is_err());
    }

    #[test]
    fn what_is_no_logo_is_refused() {
        let whole = png(300, 200);
        for wrong in [
            whole[..whole.len() / 2].to_vec(),
            b"GIF89a".to_vec(),
            vec![0xff, 0xd8, 0xff],
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><g>".to_vec(),
            b"<svg viewBox=\"0 0 1 1\"></svg>".to_vec(),
            vec![b' '; MAX_BYTES + 1],
        ] {
            assert!(measured(wrong).is_err());
        }
    }

    #[test]
    fn what_a_browser_leaves_out_is_noticed() {
        let logo = |inside: &str| {
            let text = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{inside}</svg>"
            );
            Logo::parse(text.into_bytes()).unwrap()
        };
        assert!(!logo("<path d=\"M0 0h1v1z\"/>").is_more_than_a_picture());
        assert!(logo("<script>alert(1)</script>").is_more_than_a_picture());
        assert!(logo("<image href=\"https://example.org/x.png\"/>").is_more_than_a_picture());
    }
}
