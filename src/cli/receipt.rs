//! `sendsikkert receipt verify`: is this receipt genuine, and are these the documents it is for?

mod keys;

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::files::sha256_of;
use super::printable::printable;
use crate::i18n::Locale;
use crate::submission::proof::{self, NotGenuine, Statement};
use keys::Trusted;

/// Larger than any receipt.
const MAX_RECEIPT_BYTES: u64 = 16 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say whether a receipt (PDF) is genuine, and which of its documents a file is
    ///
    /// Every byte of the receipt is checked against its signature, and each document by its SHA-256, whatever it is called
    /// now. The keys are those of the portal that you name, or of a key set that was saved: never those that the receipt
    /// names. Nothing is sent anywhere.
    ///
    /// The exit code is 0 when the receipt is genuine and every document is one of its own, 1 when the receipt is not
    /// genuine or a document is none of its own, and 2 when that could not be checked.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify {
    /// The receipt, as it was downloaded
    receipt: PathBuf,
    /// Your own copies of the documents
    documents: Vec<PathBuf>,
    #[command(flatten)]
    whose: Whose,
}

/// Whose word is taken.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Whose {
    /// The portal that gave it out, such as `https://send.eksempel.kommune.no`
    #[arg(long, value_name = "URL")]
    portal: Option<String>,
    /// The portal's public keys in a file, saved from its /.well-known/receipt-keys.json
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
}

/// Why the answer is not yes. As an error's context it says what the exit code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Verdict {
    #[error("this is not a receipt to rely on")]
    NotGenuine,
    #[error("not every file is one of the receipt's documents")]
    OtherDocuments,
    #[error("it could not be checked")]
    NotChecked,
}

impl Verdict {
    /// The program's exit code.
    pub(super) const fn exit_code(self) -> u8 {
        match self {
            Self::NotGenuine | Self::OtherDocuments => 1,
            Self::NotChecked => 2,
        }
    }

    /// Which of them an error is.
    pub(super) fn of(error: &anyhow::Error) -> Option<Self> {
        error.downcast_ref().copied()
    }
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Action::Verify(verify) = self.action;
        verify.run().await
    }
}

impl Verify {
    async fn run(self) -> anyhow::Result<()> {
        let file = read(&self.receipt).context(Verdict::NotChecked)?;
        let trusted = match (&self.whose.portal, &self.whose.keys) {
            (Some(portal), _) => Trusted::at(portal).await,
            (None, Some(keys)) => Trusted::saved(keys),
            (None, None) => Err(anyhow::anyhow!("name --portal or --keys")),
        };
        let trusted = trusted.context(Verdict::NotChecked)?;
        let statement = proof::verified(&file, &trusted.keys, trusted.portal.as_deref())
            .map_err(|refused| anyhow::anyhow!(reason(&refused)).context(Verdict::NotGenuine))?;
        let mut out = std::io::stdout().lock();
        tell(&mut out, &statement, &trusted)?;
        let compared = self.compare(&mut out, &statement)?;
        out.write_all(LIMITS.as_bytes())?;
        compared.map_or(Ok(()), |verdict| Err(anyhow::anyhow!(verdict)))
    }

    /// Says of each document which of the receipt's it is; what is wrong, if anything is.
    fn compare(
        &self,
        out: &mut impl Write,
        statement: &Statement,
    ) -> anyhow::Result<Option<Verdict>> {
        let mut wrong = None;
        for path in &self.documents {
            let name = path.display();
            // One file that is gone must not hide what is said of the others.
            let hash = File::open(path).and_then(sha256_of);
            let (_, sha256) = match hash {
                Ok(hash) => hash,
                Err(error) => {
                    writeln!(out, "{name}: could not be read: {error}")?;
                    wrong = wrong.or(Some(Verdict::NotChecked));
                    continue;
                }
            };
            let mut same = statement.documents_of(&sha256).peekable();
            if same.peek().is_none() {
                writeln!(
                    out,
                    "{name}: is none of the receipt's documents. It was changed after it was sent, or is another file"
                )?;
                wrong = Some(Verdict::OtherDocuments);
            }
            for document in same {
                let number = document.number;
                let listed = printable(&document.name);
                writeln!(out, "{name}: is document {number}, {listed}")?;
            }
        }
        if !self.documents.is_empty() {
            writeln!(out)?;
        }
        Ok(wrong)
    }
}

const LIMITS: &str = "\
The receipt proves that the municipality received these documents at that time. It does not prove that anybody has
read, accepted or judged them, nor who holds the receipt, nor whether the submission was withdrawn or sent back since.
";

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut file = Vec::new();
    File::open(path)
        .and_then(|opened| opened.take(MAX_RECEIPT_BYTES).read_to_end(&mut file))
        .with_context(|| format!("reading {}", path.display()))?;
    Ok(file)
}

/// Why it is not genuine, and what to do.
fn reason(refused: &NotGenuine) -> String {
    match refused {
        NotGenuine::NotAReceipt => "there is no signature of a receipt in the file; take the PDF as it was downloaded, \
             neither printed nor saved again by another program"
            .to_owned(),
        NotGenuine::Altered => "the file is not as it was signed: it was changed, damaged, or saved again by another program"
            .to_owned(),
        NotGenuine::UnknownKey => {
            "it is signed with none of the portal's keys: somebody else made it, or the key set was saved before the key \
             was made"
                .to_owned()
        }
        NotGenuine::OtherIssuer(issuer) => format!(
            "it was given out by {}, and not by the portal that you name",
            printable(issuer)
        ),
    }
}

fn tell(out: &mut impl Write, statement: &Statement, trusted: &Trusted) -> anyhow::Result<()> {
    writeln!(
        out,
        "The receipt is genuine: it is signed with a key {}, and not a byte of it was changed.\n",
        trusted.source
    )?;
    let municipality = &statement.municipality;
    let case = statement.case_number.map(|number| number.to_string());
    for (label, value) in [
        ("given out by", statement.issuer.clone()),
        (
            "received by",
            format!(
                "{}, {}",
                municipality.name,
                municipality.organisation_number.grouped()
            ),
        ),
        ("reference", statement.reference.to_string()),
        ("journal number", statement.journal_number.to_string()),
        ("received at", statement.received_at.clone()),
        ("sender", statement.sender.in_words(Locale::En)),
        ("title", statement.title.clone()),
        ("case number", case.unwrap_or_else(|| "none".to_owned())),
    ] {
        writeln!(out, "{label:<14}  {}", printable(&value))?;
    }
    writeln!(out, "documents")?;
    for document in &statement.documents {
        writeln!(
            out,
            "  {}  {}, {} bytes, SHA-256 {}",
            document.number,
            printable(&document.name_in_words(Locale::En)),
            document.size_bytes,
            printable(&document.sha256)
        )?;
    }
    Ok(writeln!(out)?)
}
