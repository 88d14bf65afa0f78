//! A mail as its reader's program takes it apart.

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// What a mail says.
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) id: String,
    pub(crate) text: String,
    /// The page, where it has one.
    pub(crate) html: Option<String>,
}

impl Mail {
    pub(crate) fn read(raw: &str) -> Self {
        let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
        let automatic = message
            .header("Auto-Submitted")
            .and_then(HeaderValue::as_text);
        assert_eq!(automatic, Some("auto-generated"), "RFC 3834");
        let to = message.to().and_then(|to| to.first()).unwrap();
        let plain = String::from_utf8(message.parts[text_part(&message)].contents().to_vec());
        Self {
            to: to.address().unwrap().to_owned(),
            subject: message.subject().unwrap().to_owned(),
            id: message.message_id().unwrap().to_owned(),
            text: plain.unwrap().replace("\r\n", "\n"),
            html: html(&message),
        }
    }
}

fn text_part(message: &Message<'_>) -> usize {
    let id = message.text_body[0];
    assert!(matches!(message.part(id).unwrap().body, PartType::Text(_)));
    usize::try_from(id).unwrap()
}

/// Of the forms that stand beside each other, the text comes first: the last one that a program can show is
/// the one it shows (RFC 2046, 5.1.4).
fn html(message: &Message<'_>) -> Option<String> {
    let kind = message.content_type().unwrap();
    if kind.ctype() == "text" {
        return None;
    }
    assert_eq!(kind.subtype(), Some("alternative"));
    assert_eq!(message.parts.len(), 3);
    let kinds: Vec<_> = message.parts[1..]
        .iter()
        .map(|part| part.content_type().unwrap().subtype().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["plain", "html"]);
    Some(message.body_html(0).unwrap().replace("\r\n", "\n"))
}
