//! Style sheets, scripts and pictures: read once, packed once, and addressed by what all of them hold, so that
//! browsers keep them for ever and never hold an old one.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, LazyLock};

use actix_web::http::header::{
    AcceptEncoding, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETag,
    Encoding, EntityTag, Header, IfNoneMatch, VARY,
};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::error::WebError;
use super::page::see_other;
use crate::house::House;

/// What is built in.
#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// Everything that is one style sheet on the wire, in its order.
const SHEETS: [&str; 6] = [
    "vendor/designsystemet/theme.css",
    "vendor/designsystemet/designsystemet.css",
    "app.css",
    "files.css",
    "house.css",
    "adapted.css",
];

/// The colour of the built-in icon, which the municipality's takes the place of.
const ICON_COLOUR: &str = "#0062ba";

/// How the theme begins what is for dark schemes, and how it should.
const DARK: &str = "@media (prefers-color-scheme: dark)";
const DARK_SCREEN: &str = "@media screen and (prefers-color-scheme: dark)";

/// A picture that is opened by itself runs nothing and fetches nothing.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

static BUILT_IN: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(built_in);

/// What pages are made up with, under their names.
#[derive(Debug)]
pub(super) struct Assets {
    version: String,
    assets: BTreeMap<String, Asset>,
}

#[derive(Clone, Debug)]
struct Asset {
    media_type: &'static str,
    plain: Bytes,
    /// The same in gzip, where that is smaller.
    packed: Option<Bytes>,
    hash: String,
}

impl Assets {
    /// What is built in, and what the municipality adds to it.
    pub(super) fn new(house: &House) -> Self {
        let mut assets = BUILT_IN.clone();
        let mut add = |name: &str, bytes: &[u8]| {
            if let Some(media_type) = media_type(name) {
                assets.insert(name.to_owned(), Asset::new(media_type, bytes));
            }
        };
        if let Some(palette) = house.palette() {
            add("colour.css", palette.style_sheet().as_bytes());
            let icon = file("favicon.svg");
            let icon =
                String::from_utf8_lossy(&icon).replace(ICON_COLOUR, &palette.base().to_string());
            add("favicon.svg", icon.as_bytes());
        }
        if let Some(logo) = house.logo() {
            add(logo.name(), logo.bytes());
        }
        let hashes = assets
            .iter()
            .flat_map(|(name, asset)| [name.as_bytes(), asset.hash.as_bytes()]);
        let version = hash(hashes).chars().take(16).collect();
        Self { version, assets }
    }

    /// Those that the request's server has.
    pub(super) fn of(request: &HttpRequest) -> Result<Arc<Self>, WebError> {
        let assets = request.app_data::<Data<Self>>();
        let assets = assets.context("the server has no assets")?;
        Ok(assets.clone().into_inner())
    }

    /// Where one of them is.
    pub(super) fn address(&self, name: &str) -> String {
        format!("/static/{}/{name}", self.version)
    }
}

impl Asset {
    fn new(media_type: &'static str, plain: &[u8]) -> Self {
        Self {
            media_type,
            packed: packed(plain).filter(|packed| packed.len() < plain.len()),
            hash: hash([plain]),
            plain: Bytes::copy_from_slice(plain),
        }
    }
}

/// `GET /static/{version}/{name}`
pub(super) async fn show(
    request: HttpRequest,
    assets: Data<Assets>,
    address: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (version, name) = address.into_inner();
    let asset = assets.assets.get(&name).ok_or(WebError::NotFound)?;
    // Packed or not, it is the same thing: a weak tag.
    let tag = EntityTag::new_weak(asset.hash.clone());
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        _ => false,
    };
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CONTENT_TYPE, asset.media_type))
        .insert_header((CACHE_CONTROL, kept(version == assets.version)))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header(ETag(tag));
    if asset.media_type == SVG {
        response.insert_header((CONTENT_SECURITY_POLICY, PICTURE_POLICY));
    }
    Ok(match &asset.packed {
        _ if known => response.finish(),
        Some(packed) if takes_packed(&request) => response
            .insert_header((CONTENT_ENCODING, "gzip"))
            .body(packed.clone()),
        _ => response.body(asset.plain.clone()),
    })
}

/// How long browsers keep it. Another version's address is an older page's, or another node's: it gets what there is.
const fn kept(is_current: bool) -> &'static str {
    if is_current {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=60"
    }
}

fn takes_packed(request: &HttpRequest) -> bool {
    let gzip = Encoding::gzip();
    AcceptEncoding::parse(request).is_ok_and(|accepted| {
        accepted.negotiate([&gzip, &Encoding::identity()].into_iter()) == Some(gzip.clone())
    })
}

/// `GET /favicon.ico`, which browsers ask for on their own.
pub(super) async fn favicon(assets: Data<Assets>) -> HttpResponse {
    see_other(assets.address("favicon.svg"))
}

/// Scripts and the icon as they are, and the style sheets as one.
fn built_in() -> BTreeMap<String, Asset> {
    let sheets: Vec<u8> = SHEETS.into_iter().flat_map(file).collect();
    // Paper is light, whatever the screen is.
    let sheets = String::from_utf8_lossy(&sheets).replace(DARK, DARK_SCREEN);
    let others = Files::iter().filter(|path| !path.contains('/') && media_type(path) != Some(CSS));
    let mut assets: BTreeMap<String, Asset> = others
        .filter_map(|path| {
            Some((
                path.to_string(),
                Asset::new(media_type(&path)?, &file(&path)),
            ))
        })
        .collect();
    assets.insert("style.css".to_owned(), Asset::new(CSS, sheets.as_bytes()));
    assets
}

fn file(path: &str) -> Vec<u8> {
    Files::get(path).map_or_else(Vec::new, |file| file.data.into_owned())
}

const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";

fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some(CSS),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some(SVG),
        "png" => Some("image/png"),
        _ => None,
    }
}

fn packed(plain: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    Some(encoder.finish().ok()?.into())
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // With its length before it, so that no two lists of parts are the same.
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    format!("{:x}", hasher.finalize())
}
