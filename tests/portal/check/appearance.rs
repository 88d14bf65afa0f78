//! What a check says of how the municipality presents itself.

use super::installation::Installation;

const NAME: &str = "appearance";

const MUNICIPALITY: &str =
    r#"municipality = { name = "Eksempel kommune", organisation_number = "313001008" }"#;

/// The same with more to say.
fn with(more: &str) -> String {
    MUNICIPALITY.replace(" }", &format!(", {more} }}"))
}

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 4\">{inside}</svg>")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_hears_of_it_before_the_citizens_do() {
    let installation = Installation::start().await;
    let told = |more: &str| installation.check_when(MUNICIPALITY, &with(more));
    installation
        .check()
        .has("ok", NAME, &["no logo", "the theme's colour", "0 links"]);
    told(r##"colour = "#1e6b52""##).has("ok", NAME, &["#1e6b52"]);
    told(r##"colour = "#ffdd00""##).has("warn", NAME, &["#ffdd00", "buttons have #"]);
    told(r#"colour = "green""#).has("FAIL", "configuration", &["#rrggbb"]);
    told(r#"website = "eksempel.kommune.no""#).has("FAIL", "configuration", &["website"]);
    let links = r#"links = [{ href = "https://www.eksempel.kommune.no", nb = "Søk" }]"#;
    told(links).has("warn", NAME, &["nn, en, se", "“nb”"]);
    let links = links.replace("https", "http");
    told(&links).has("FAIL", "configuration", &["must begin with https://"]);
    told("contact = { phone = \"ring\" }").has("FAIL", "configuration", &["telephone"]);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_looked_at() {
    let installation = Installation::start().await;
    installation.change(MUNICIPALITY, &with(r#"logo_file = "logo.svg""#));
    installation
        .check()
        .has("FAIL", NAME, &["logo.svg", "No such file", "logo_file"]);
    for (content, word, said) in [
        (svg("<path/>"), "ok", "a logo"),
        (svg("<script/>"), "warn", "browsers leave that out"),
        (svg(&"<path/>".repeat(5000)), "warn", "the logo has 34 kB"),
        (
            svg("<path/>").replace("</svg>", ""),
            "FAIL",
            "is not a whole SVG",
        ),
        ("GIF89a".to_owned(), "FAIL", "is neither SVG nor PNG"),
        (
            svg(&"<path/>".repeat(20_000)),
            "FAIL",
            "is larger than 100 kB",
        ),
    ] {
        std::fs::write(installation.file("logo.svg"), content).unwrap();
        installation.check().has(word, NAME, &[said]);
    }
    installation.finish().await;
}
