//! The archive's own import: a program that is run for each submission, and its answer, which is remembered
//! until the portal has it.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::Path;
use std::process::{ExitStatus, Stdio};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

use crate::cli::trouble::Trouble;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::MAX_NUMBER;

/// More than any two numbers.
const MAX_ANSWER_BYTES: u64 = 64 * 1024;

/// The program.
#[derive(Debug)]
pub(super) struct Hook {
    program: OsString,
    /// The output folder's lock, which the program gets as its standard input and so holds as long as it runs:
    /// should this program be killed meanwhile, no other pull runs the hook beside it.
    lock: File,
}

/// What the archive calls a submission that it has imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Imported {
    pub(super) case_number: Option<String>,
    pub(super) journal_number: Option<String>,
}

/// An answer, and what is wrong with it.
pub(super) struct Answer {
    pub(super) imported: Imported,
    pub(super) warning: Option<&'static str>,
}

impl Hook {
    /// A program that is found as a shell would find it.
    pub(super) fn new(program: OsString, lock: File) -> anyhow::Result<Self> {
        ensure!(
            is_found(&program),
            anyhow::anyhow!(
                "there is no program {} for --hook; it is one program without arguments, found here or in PATH",
                program.display()
            )
            .context(Trouble::Options)
        );
        Ok(Self { program, lock })
    }

    /// Runs it for a complete folder. Fails when it does not say that it has imported it.
    pub(super) async fn run(
        &self,
        consignment: &Consignment,
        folder: &Path,
    ) -> anyhow::Result<Answer> {
        self.answer(consignment, folder)
            .await
            .context(Trouble::NotImported)
    }

    async fn answer(&self, consignment: &Consignment, folder: &Path) -> anyhow::Result<Answer> {
        let mut child = self.start(consignment, folder)?;
        let mut said = Vec::new();
        if let Some(stdout) = child.stdout.take() {
            let mut stdout = stdout.take(MAX_ANSWER_BYTES);
            stdout
                .read_to_end(&mut said)
                .await
                .context("reading the hook's answer")?;
            // What is too long is read to its end, or the hook would wait for ever.
            tokio::io::copy(&mut stdout.into_inner(), &mut tokio::io::sink())
                .await
                .context("reading the hook's answer")?;
        }
        let status = child.wait().await.context("waiting for the hook")?;
        ensure!(status.success(), "the hook ended with {}", told(status));
        Ok(Answer::of(&said))
    }

    fn start(&self, consignment: &Consignment, folder: &Path) -> anyhow::Result<Child> {
        let folder = folder
            .canonicalize()
            .context("finding the folder for the hook")?;
        let lock = self
            .lock
            .try_clone()
            .context("sharing the folder's lock with the hook")?;
        let mut command = Command::new(&self.program);
        command
            .arg(&folder)
            .env("SENDSIKKERT_SUBMISSION", consignment.id.to_string())
            .env("SENDSIKKERT_REFERENCE", consignment.reference.to_string())
            .env(
                "SENDSIKKERT_JOURNAL_NUMBER",
                consignment.journal_number.to_string(),
            )
            .env("SENDSIKKERT_FOLDER", &folder)
            .stdin(Stdio::from(lock))
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        // Ctrl-C at the terminal is for this program, which lets the import finish.
        #[cfg(unix)]
        command.process_group(0);
        command.spawn().context("starting the hook")
    }
}

fn told(status: ExitStatus) -> String {
    status
        .code()
        .map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"))
}

fn is_found(program: &OsStr) -> bool {
    let path = Path::new(program);
    if path.components().count() > 1 {
        return path.is_file();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(path).is_file())
}

impl Answer {
    /// Nothing, or one JSON object. What can't be read does not undo the import: it is said, and the archive's
    /// numbers are left out.
    fn of(said: &[u8]) -> Self {
        if said.trim_ascii().is_empty() {
            return Self {
                imported: Imported::default(),
                warning: None,
            };
        }
        match serde_json::from_slice::<Imported>(said) {
            Ok(imported) if imported.is_sound() => Self {
                imported,
                warning: None,
            },
            _ => Self {
                imported: Imported::default(),
                warning: Some(
                    "the hook's answer is not one JSON object with case_number and journal_number as short texts; \
                     it is acknowledged without them",
                ),
            },
        }
    }
}

impl Imported {
    fn is_sound(&self) -> bool {
        [&self.case_number, &self.journal_number]
            .into_iter()
            .flatten()
            .all(|number| {
                !number.trim().is_empty()
                    && number.chars().count() <= MAX_NUMBER
                    && !number.contains(char::is_control)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_object_with_short_texts() {
        let answer =
            Answer::of(b" {\"case_number\":\"2026/12\",\"journal_number\":\"2026004711-1\"}\n");
        assert_eq!(answer.imported.case_number.as_deref(), Some("2026/12"));
        assert_eq!(
            answer.imported.journal_number.as_deref(),
            Some("2026004711-1")
        );
        assert!(answer.warning.is_none());
        assert!(Answer::of(b"\n").warning.is_none());
        for wrong in [
            "Imported.",
            "{\"case_number\":12}",
            "{\"case_number\":\"\"}",
            "{\"case_number\":\"a\\u0000\"}",
            "{} {}",
        ] {
            let answer = Answer::of(wrong.as_bytes());
            assert_eq!(answer.imported, Imported::default(), "{wrong}");
            assert!(answer.warning.is_some(), "{wrong}");
        }
        // As long as the portal takes them: one that it refuses would be refused for ever.
        for (characters, is_refused) in [(64, false), (65, true)] {
            let long = format!("{{\"journal_number\":\"{}\"}}", "9".repeat(characters));
            assert_eq!(Answer::of(long.as_bytes()).warning.is_some(), is_refused);
        }
    }
}
