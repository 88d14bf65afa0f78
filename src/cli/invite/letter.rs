//! The letter, as it is described on the command line. Whom it is for is read from somewhere else when it is a person:
//! arguments can be read by everybody on the machine, and stay in the shell's history.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::Args;
use zeroize::Zeroizing;

use super::Common;
use crate::cli::expiry::Expiry;
use crate::clock::Clock;
use crate::identity::provider::Environment;
use crate::numbers::{NationalId, OrganisationNumber};
use crate::submission::CaseNumber;
use crate::submission::invitation::given::{Addressee, Letter, Wanted};

/// More than a number, and what people put around it.
const MAX_NUMBER_BYTES: u64 = 1024;

#[derive(Debug, Args)]
pub(super) struct LetterOptions {
    /// The letter is to a person: a file that holds her national id (fødselsnummer or D-nummer, 11 digits), or - to read it
    /// from standard input; at a terminal it is asked for, and not shown. The number itself is not taken here
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "organisation",
        conflicts_with = "organisation"
    )]
    person: Option<PathBuf>,
    /// The letter is to an organisation, by its organisation number (9 digits): whoever may act for it can answer
    #[arg(long, value_name = "NUMBER", value_parser = OrganisationNumber::parse)]
    organisation: Option<OrganisationNumber>,
    /// What the letter is about. It becomes the title of the reply until its sender changes it, and may become public
    #[arg(long)]
    title: String,
    /// The case it is written in, as 2026/587
    #[arg(long, value_name = "NUMBER")]
    case: Option<CaseNumber>,
    /// Its entry in the archive's own journal
    #[arg(long, value_name = "NUMBER")]
    journal: Option<String>,
    /// What the archive calls the letter: the system that knows it
    #[arg(long, value_name = "NAME", requires = "letter_key")]
    letter_system: Option<String>,
    /// The key of the letter in that system
    #[arg(long, value_name = "KEY", requires = "letter_system")]
    letter_key: Option<String>,
    /// How long it can be answered: a number of days, as 60d, or the last day, as 2027-06-30; two years at most
    #[arg(long, value_name = "DAYS-OR-DATE")]
    expires: Expiry,
    #[command(flatten)]
    common: Common,
}

impl LetterOptions {
    /// What is to be asked of the portal, and how. What can be judged here is, so that nothing of a mistake leaves the machine.
    pub(super) fn wanted(self) -> anyhow::Result<(Wanted, Common)> {
        let now = Clock::System.now();
        let letter = self.letter_system.zip(self.letter_key);
        let wanted = Wanted {
            recipient: match (self.organisation, self.person) {
                (Some(number), _) => Addressee::Organisation {
                    organisation_number: number.as_str().to_owned(),
                },
                (None, Some(file)) => Addressee::Person {
                    national_id: national_id(&file)?,
                },
                (None, None) => bail!("--person or --organisation is needed"),
            },
            title: self.title,
            case_number: self.case.map(|number| number.to_string()),
            journal_number: self.journal,
            letter: letter.map(|(system, key)| Letter { system, key }),
            expires_at: self.expires.at_midnight(now).rfc3339(),
        };
        // Whether only real people can log in there, the portal knows.
        wanted
            .order(Environment::Test, now)
            .map_err(|wrong| anyhow::anyhow!(wrong.to_string()))?;
        Ok((wanted, self.common))
    }
}

/// Reads a number, which people write in one or in two parts.
fn national_id(file: &Path) -> anyhow::Result<String> {
    let is_number = file.to_str().is_some_and(NationalId::occurs_in);
    ensure!(
        !is_number,
        "--person takes a file, or - for standard input: a national id among the arguments can be read by everybody on \
         this machine"
    );
    let text = if file == Path::new("-") {
        from_standard_input()?
    } else {
        let file =
            std::fs::File::open(file).with_context(|| format!("reading {}", file.display()))?;
        read(file).context("reading the file that --person names")?
    };
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ensure!(
        !number.is_empty(),
        "there is no national id in what --person names"
    );
    Ok(number)
}

fn from_standard_input() -> anyhow::Result<Zeroizing<String>> {
    let input = std::io::stdin();
    let text = if input.is_terminal() {
        let asked = rpassword::prompt_password("National id of the recipient (not shown): ");
        asked.map(Zeroizing::new).map_err(Into::into)
    } else {
        read(input)
    };
    text.context("reading a national id from standard input")
}

fn read(from: impl Read) -> anyhow::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    from.take(MAX_NUMBER_BYTES).read_to_string(&mut text)?;
    Ok(text)
}
