//! What an archivist should know and Noark has no element for: remarks (`merknad`), in bokmål.

use super::MAX_FILE_SIZE;
use crate::identity::representation::Evidence;
use crate::submission::InReplyTo;
use crate::submission::manifest::{Entry, Manifest, SentBy};

/// Archives that take in by KS' module cut a title there, in characters.
const TITLE_THAT_IS_CUT: usize = 255;

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) text: String,
    /// Whether it must not become public in any event.
    pub(super) is_screened: bool,
}

impl Remark {
    pub(super) const fn open(text: String) -> Self {
        Self {
            text,
            is_screened: false,
        }
    }

    pub(super) const fn screened(text: String) -> Self {
        Self {
            text,
            is_screened: true,
        }
    }
}

/// What there is to know of a submission; the sender's own words come last.
pub(super) fn on_submission(manifest: &Manifest) -> Vec<Remark> {
    let receipt = Remark::open(format!(
        "Sendt inn med referanse {} og journalnummer {}, som står på avsenderens kvittering. Journalnummeret er innsendingsportalens, ikke arkivets.",
        manifest.reference, manifest.journal_number
    ));
    let letter = manifest.in_reply_to.as_ref();
    let known = letter.and_then(|letter| letter.case_number);
    let case = manifest.case_number.filter(|case| Some(*case) != known);
    let case = case.map(|case| {
        Remark::open(format!(
            "Saksnummeret {case} er oppgitt av avsenderen og ikke kontrollert."
        ))
    });
    let is_long = manifest.title.chars().count() > TITLE_THAT_IS_CUT;
    let title = is_long.then(|| Remark::screened(format!("Hele tittelen: {}", manifest.title)));
    let comment = &manifest.comment;
    let comment = (!comment.is_empty())
        .then(|| Remark::screened(format!("Kommentar fra avsenderen:\n{comment}")));
    std::iter::once(receipt)
        .chain(on_sender(&manifest.sender))
        .chain(case)
        .chain(letter.map(on_letter))
        .chain(title)
        .chain(comment)
        .collect()
}

/// The municipality's letter that is answered, by all that the archive calls it.
fn on_letter(letter: &InReplyTo) -> Remark {
    let journal_number = letter.journal_number.as_ref();
    let journal_number = journal_number.map(|number| format!(", journalnummer {number} i arkivet"));
    let case = letter.case_number.map(|case| format!(", i sak {case}"));
    Remark::open(format!(
        "Svar på kommunens brev {}{}{}.",
        letter.letter.key,
        journal_number.unwrap_or_default(),
        case.unwrap_or_default()
    ))
}

/// Who acted for an organisation, and what her right to rests on. A person is who ID-porten says she is.
fn on_sender(sender: &SentBy) -> Option<Remark> {
    let SentBy::Organisation {
        acting_national_id,
        established_at,
        evidence,
        ..
    } = sender
    else {
        return None;
    };
    Some(Remark::screened(format!(
        "Sendt inn på vegne av virksomheten av personen med fødselsnummer eller d-nummer {}, som logget inn med ID-porten. {}",
        acting_national_id.as_str(),
        what_it_rests_on(evidence.as_ref(), &minute(established_at))
    )))
}

fn what_it_rests_on(evidence: Option<&Evidence>, at: &str) -> String {
    match evidence {
        Some(Evidence::DeclaredUnverified {
            known_to_register: true,
        }) => "Personen har selv oppgitt virksomheten, som står i Enhetsregisteret. Retten til å handle på vegne av den er ikke kontrollert.".to_owned(),
        Some(Evidence::DeclaredUnverified {
            known_to_register: false,
        }) => "Personen har selv oppgitt virksomheten. Verken den eller retten til å handle på vegne av den er kontrollert, fordi Enhetsregisteret ikke svarte.".to_owned(),
        Some(Evidence::AltinnAuthorizedParties { via, .. }) => format!(
            "Altinn bekreftet {at} at personen kan handle på vegne av virksomheten ({via})."
        ),
        Some(Evidence::Ansattporten { resource }) => format!(
            "Personen valgte virksomheten i Ansattporten, som bekreftet {at} at personen kan handle på vegne av den ({resource})."
        ),
        None => "Hva retten til å handle på vegne av den bygger på, er ikke kjent.".to_owned(),
    }
}

/// Date and time to the minute, of RFC 3339: `2026-11-21 14:05`.
fn minute(rfc3339: &str) -> String {
    rfc3339
        .get(.."2026-11-21T14:05".len())
        .unwrap_or(rfc3339)
        .replace('T', " ")
}

/// What was noted when a file came in, and what its elements can't hold.
pub(super) fn on_document(entry: &Entry) -> Vec<Remark> {
    let notes = entry.notes.iter();
    let notes = notes.map(|note| Remark::open(format!("{}: {}", note.code, note.text)));
    let is_large = entry.size_bytes > MAX_FILE_SIZE;
    let size = is_large.then(|| {
        Remark::open(format!(
            "Filen er på {} byte, som er mer enn feltet for filstørrelse rommer.",
            entry.size_bytes
        ))
    });
    notes.chain(size).collect()
}
