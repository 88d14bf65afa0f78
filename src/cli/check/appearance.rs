//! What people will see of the municipality: its logo, its colour, and its own words.

use super::Finding;
use super::secrets::counted;
use crate::config::Config;
use crate::house::{House, Logo, Settings};

pub(super) const NAME: &str = "appearance";

/// A logo that most of the first page's weight goes to.
const HEAVY_BYTES: usize = 30 * 1024;

pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let settings = &config.municipality;
    let house = match House::open(settings) {
        Ok(house) => house,
        Err(error) => {
            return vec![Finding::error(
                NAME,
                &error,
                "Name a whole SVG or PNG file of at most 100 kB, or leave logo_file out: the portal does not start \
                 without it.",
            )];
        }
    };
    let mut findings: Vec<_> = house.logo().into_iter().filter_map(logo).collect();
    findings.extend(colour(settings, &house));
    findings.extend(words(settings));
    if findings.is_empty() {
        findings.push(Finding::ok(NAME, told(settings)));
    }
    findings
}

fn told(settings: &Settings) -> String {
    let logo = settings.logo_file.as_ref().map_or("no logo", |_| "a logo");
    let colour = settings
        .colour
        .map_or("the theme's colour".to_owned(), |colour| colour.to_string());
    format!(
        "{logo}, {colour}, {}",
        counted(settings.links.len(), "link")
    )
}

fn logo(logo: &Logo) -> Option<Finding> {
    if logo.is_more_than_a_picture() {
        return Some(Finding::warn(
            NAME,
            "the logo holds scripts, or something that stands elsewhere: browsers leave that out",
            "Save it anew as a plain SVG, with everything in it.",
        ));
    }
    let size = logo.bytes().len();
    (size > HEAVY_BYTES).then(|| {
        Finding::warn(
            NAME,
            format!(
                "the logo has {} kB, and is loaded with the first page",
                size / 1024
            ),
            "Take a smaller one: it is shown 44 pixels high.",
        )
    })
}

/// A colour on which white can't be read is darkened. Whoever chose it should know before the citizens do.
fn colour(settings: &Settings, house: &House) -> Option<Finding> {
    let (wanted, used) = (settings.colour?, house.palette()?.base());
    (wanted != used).then(|| {
        Finding::warn(
            NAME,
            format!("white text can't be read on {wanted}, so buttons have {used}"),
            format!("Choose a darker colour, or write {used} yourself."),
        )
    })
}

fn words(settings: &Settings) -> Option<Finding> {
    let missing = settings.untranslated();
    let tags: Vec<_> = missing.iter().map(|locale| locale.tag()).collect();
    (!tags.is_empty()).then(|| {
        Finding::warn(
            NAME,
            format!(
                "some of the municipality's own words are missing in: {}",
                tags.join(", ")
            ),
            format!(
                "Until they are there, those who read these languages see them in “{}”.",
                settings.language.tag()
            ),
        )
    })
}
