//! The receipt as people read it.

use super::statement::{Listed, Statement};
use super::{Receipt, TYP};
use crate::i18n::Locale;
use crate::paper::{Attachment, Block, Paper};
use crate::submission::listed;

/// What the signature's file within the PDF is called.
const SIGNATURE: &str = "receipt.jws";

/// The paper with a signature attached; `key` is who signs.
pub(super) fn paper(receipt: &Receipt, key: &str, signature: Vec<u8>) -> Paper {
    let Receipt {
        statement,
        received_at,
        locale,
    } = receipt;
    let (locale, name) = (*locale, statement.municipality.name.clone());
    let blocks = vec![
        Block::Paragraph(t!(locale, "proof-received", municipality = name.as_str())),
        Block::Facts(facts(statement, locale)),
        Block::Heading(t!(locale, "fact-documents")),
        documents(&statement.documents, locale),
        Block::Heading(t!(locale, "proof-check-heading")),
        Block::Paragraph(t!(locale, "proof-check-what")),
        Block::Paragraph(t!(locale, "proof-check-file")),
        Block::Paragraph(t!(locale, "proof-check-how")),
        Block::Facts(means(statement, key, locale)),
    ];
    Paper {
        locale,
        title: t!(
            locale,
            "receipt-title",
            reference = statement.reference.to_string()
        ),
        from: name,
        at: *received_at,
        blocks,
        attachment: Some(Attachment {
            name: SIGNATURE.to_owned(),
            media_type: format!("application/{TYP}"),
            description: t!(locale, "proof-attachment"),
            bytes: signature,
        }),
    }
}

fn facts(statement: &Statement, at: Locale) -> Vec<(String, String)> {
    let municipality = &statement.municipality;
    let number = municipality.organisation_number.grouped();
    let mut facts = vec![
        (
            t!(at, "fact-recipient"),
            t!(
                at,
                "proof-organisation",
                name = municipality.name.as_str(),
                number = number
            ),
        ),
        (t!(at, "fact-reference"), statement.reference.to_string()),
        (
            t!(at, "fact-journal-number"),
            statement.journal_number.to_string(),
        ),
        (t!(at, "proof-received-at"), statement.received_in_words(at)),
        (t!(at, "fact-sender"), statement.sender.in_words(at)),
        (t!(at, "fact-title"), statement.title.clone()),
    ];
    let case = statement.case_number;
    facts.extend(case.map(|number| (t!(at, "fact-case-number"), number.to_string())));
    facts
}

fn documents(documents: &[Listed], at: Locale) -> Block {
    let row = |document: &Listed| {
        let name = document.name_in_words(at);
        listed::row(
            at,
            document.number,
            name,
            (document.size_bytes, &document.sha256),
        )
    };
    listed::table(at, documents.iter().map(row).collect())
}

/// Where and with what it is checked.
fn means(statement: &Statement, key: &str, at: Locale) -> Vec<(String, String)> {
    let Statement {
        issuer, reference, ..
    } = statement;
    vec![
        (t!(at, "proof-check-page"), format!("{issuer}/verify")),
        (
            t!(at, "proof-check-command"),
            format!("sendsikkert receipt verify kvittering-{reference}.pdf --portal {issuer}"),
        ),
        (
            t!(at, "proof-check-keys"),
            format!("{issuer}/.well-known/receipt-keys.json"),
        ),
        (t!(at, "proof-check-key"), key.to_owned()),
    ]
}
