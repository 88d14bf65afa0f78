//! The picture in the letter, read as a telephone reads it.

use png::{BitDepth, ColorType, Decoder, Unit};
use rqrr::PreparedImage;

use super::{Letter, get, http};
use crate::support::TestApp;
use crate::support::browser::header;

/// A picture: how wide it is, and where it is dark.
pub(crate) struct Picture {
    across: usize,
    dark: Vec<bool>,
}

impl Picture {
    pub(crate) fn png(bytes: &[u8]) -> Self {
        let mut reader = Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let info = reader.info();
        let size = info.pixel_dims.unwrap();
        assert_eq!(
            (size.xppu, size.yppu, size.unit),
            (23_622, 23_622, Unit::Meter)
        );
        assert_eq!(
            (info.color_type, info.bit_depth),
            (ColorType::Grayscale, BitDepth::One)
        );
        assert_eq!(info.width, info.height);
        let across = info.width as usize;
        let mut rows = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rows).unwrap();
        let bits = rows
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
        Self {
            across,
            dark: bits.map(|bit| bit == 0).collect(),
        }
    }

    /// Draws the rectangles of a path, as `M12 12h21v3H12V12`.
    pub(crate) fn svg(text: &str) -> Self {
        let document = roxmltree::Document::parse(text).unwrap();
        let root = document.root_element();
        let across: usize = root.attribute("width").unwrap().parse().unwrap();
        assert_eq!(
            root.attribute("viewBox").unwrap(),
            format!("0 0 {across} {across}")
        );
        let mut dark = vec![false; across * across];
        let path = root
            .descendants()
            .find_map(|node| node.attribute("d"))
            .unwrap();
        for rectangle in path.split('M').skip(1) {
            let numbers: Vec<usize> = rectangle
                .split(|c: char| !c.is_ascii_digit())
                .map(|number| number.parse().unwrap())
                .collect();
            let (left, top, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3]);
            for y in top..top + height {
                dark[y * across + left..][..width].fill(true);
            }
        }
        Self { across, dark }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.across + x]
    }

    /// How many pixels on every side are light.
    fn margin(&self) -> usize {
        let all = 0..self.across;
        let is_light = |at: usize| {
            let other = self.across - 1 - at;
            all.clone().all(|n| {
                ![(n, at), (at, n), (n, other), (other, n)]
                    .into_iter()
                    .any(|(x, y)| self.is_dark(x, y))
            })
        };
        all.clone().take_while(|at| is_light(*at)).count()
    }

    /// What a telephone reads, and the error correction level.
    pub(crate) fn read(&self) -> (String, u16) {
        let mut image =
            PreparedImage::prepare_from_bitmap(self.across, self.across, |x, y| self.is_dark(x, y));
        let codes = image.detect_grids();
        assert_eq!(codes.len(), 1);
        let (about, text) = codes[0].decode().unwrap();
        (text, about.ecc_level)
    }
}

/// Level M, as the format information has it (ISO/IEC 18004, table 12).
const LEVEL_M: u16 = 0b00;

#[tokio::test(flavor = "multi_thread")]
async fn both_pictures_hold_the_link_and_can_be_printed() {
    let app = TestApp::start().await;
    let made = Letter::to_person(0).register(&app).await;
    let link = made["link"].as_str().unwrap();
    let path = format!("/{}/qr", made["id"].as_str().unwrap());
    let response = get(&app, &path, &app.token).await;
    assert_eq!(header(&response, "content-type"), "image/png");
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert!(header(&response, "vary").to_lowercase().contains("accept"));
    let picture = Picture::png(&response.bytes().await.unwrap());
    assert_eq!(picture.read(), (link.to_owned(), LEVEL_M));
    assert_eq!(picture.margin(), 4 * 16, "a quiet zone of four modules");

    let request = http().get(made["qr"].as_str().unwrap());
    let request = request
        .header("Accept", "image/svg+xml")
        .bearer_auth(&app.token);
    let response = request.send().await.unwrap();
    assert_eq!(header(&response, "content-type"), "image/svg+xml");
    let picture = Picture::svg(&response.text().await.unwrap());
    assert_eq!(picture.read(), (link.to_owned(), LEVEL_M));
    assert_eq!(picture.margin(), 4 * 3);
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'fetch' AND result = 'given'";
    assert_eq!(app.count(noted).await, 2);
    app.finish().await;
}
