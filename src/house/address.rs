//! Addresses that the municipality gives to people.

use std::str::FromStr;

use anyhow::{Context, ensure};
use url::Url;

/// Refuses what is no page on the web.
pub(super) fn page(text: &str) -> anyhow::Result<()> {
    on_one_line(text)?;
    let url = Url::parse(text).with_context(|| format!("“{text}” is not an address"))?;
    ensure!(
        url.scheme() == "https" && url.host_str().is_some(),
        "“{text}” must begin with https://"
    );
    Ok(())
}

/// An address of a page in ASCII, as headers take it.
pub(super) fn in_ascii(text: &str) -> anyhow::Result<String> {
    let url = Url::parse(text).with_context(|| format!("“{text}” is not an address"))?;
    Ok(url.into())
}

/// Refuses what would end a line where addresses stand on lines of their own. Browsers' rules, by which an address is
/// read, pass over such characters.
fn on_one_line(text: &str) -> anyhow::Result<()> {
    let is_off = |c: char| c.is_whitespace() || c.is_control();
    ensure!(
        !text.contains(is_off),
        "“{}” has spaces in it",
        text.escape_debug()
    );
    Ok(())
}

/// Refuses what can't be followed: neither a page, nor e-mail, nor a telephone.
pub(super) fn link(text: &str) -> anyhow::Result<()> {
    if let Some(address) = text.strip_prefix("mailto:") {
        on_one_line(text)?;
        return email(address.split('?').next().unwrap_or_default());
    }
    if let Some(number) = text.strip_prefix("tel:") {
        return phone(number).map(drop);
    }
    page(text)
}

/// Refuses what is no e-mail address.
pub(super) fn email(text: &str) -> anyhow::Result<()> {
    lettre::Address::from_str(text)
        .with_context(|| format!("“{text}” is not an e-mail address"))
        .map(drop)
}

/// The digits of a telephone number as `tel:` takes them. Eight digits are Norwegian; five are a short number,
/// which has no country code.
pub(super) fn phone(text: &str) -> anyhow::Result<String> {
    let spaces = |c: char| c.is_whitespace() || c == '-';
    let number: String = text.chars().filter(|c| !spaces(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    ensure!(
        (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()),
        "“{text}” is not a telephone number"
    );
    if digits.len() == 8 && digits == number {
        return Ok(format!("+47{number}"));
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_are_dialled_from_everywhere() {
        for (written, dialled) in [
            ("70 00 00 00", "+4770000000"),
            ("+47 70 00 00 00", "+4770000000"),
            ("02180", "02180"),
        ] {
            assert_eq!(phone(written).unwrap(), dialled);
        }
        for wrong in ["", "ring oss", "123", "+", "70 00 00 00 (sentralbord)"] {
            assert!(phone(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_link_leads_somewhere() {
        for right in [
            "https://www.eksempel.kommune.no/skjema?x=1",
            "mailto:post@eksempel.kommune.no?subject=Hei",
            "tel:70000000",
        ] {
            assert!(link(right).is_ok(), "{right}");
        }
        for wrong in [
            "http://www.eksempel.kommune.no",
            "www.eksempel.kommune.no",
            "/skjema",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:post",
            "https://",
            " https://www.eksempel.kommune.no",
            "https://www.eksempel.kommune.no/a\nContact: mailto:evil@example.org",
            "mailto:post@eksempel.kommune.no?subject=x\nExpires: now",
        ] {
            assert!(link(wrong).is_err(), "{wrong}");
        }
    }
}
