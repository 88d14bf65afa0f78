//! `sendsikkert inspect`: why was my file refused?

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::Serialize;

use crate::config::Config;
use crate::i18n::Locale;
use crate::submission::inspect::{Inspected, Trouble};
use crate::submission::rejection::Explanation;
use crate::submission::{Kind, Limits, Note, Rejection, judge};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Judge by this installation's limits and kinds, instead of the defaults
    #[arg(long)]
    config: Option<PathBuf>,
    /// The language to explain refusals in
    #[arg(long, default_value = "nb", value_parser = language)]
    language: Locale,
}

/// A language by its code.
pub(super) fn language(tag: &str) -> Result<Locale, String> {
    Locale::from_tag(tag).ok_or_else(|| "choose nb, nn, en or se".to_owned())
}

/// One line of the answer.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    verdict: &'static str,
    kind: Option<Kind>,
    code: Option<&'static str>,
    notes: Vec<&'static str>,
    /// What the citizen reads.
    #[serde(flatten)]
    explanation: Option<Explanation>,
}

impl Options {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let limits = match &self.config {
            Some(config) => Config::read(config)?.limits,
            None => Limits::default(),
        };
        let mut out = std::io::stdout().lock();
        let (mut refused, mut unreadable) = (0, 0);
        for path in &self.files {
            match judged(path, &limits) {
                Ok(judged) => {
                    refused += usize::from(judged.is_err());
                    let shown = path.to_string_lossy();
                    serde_json::to_writer(&mut out, &Line::of(&shown, &judged, self.language))?;
                    writeln!(out)?;
                }
                // One file that is gone must not hide what is said of the others.
                Err(error) => {
                    unreadable += 1;
                    writeln!(std::io::stderr(), "sendsikkert: {error:#}")?;
                }
            }
        }
        let all = self.files.len();
        match (refused, unreadable) {
            (0, 0) => Ok(()),
            (_, 0) => bail!("{refused} of {all} would be refused"),
            _ => bail!("{refused} of {all} would be refused, {unreadable} could not be read"),
        }
    }
}

/// The outer error is this machine's, the inner one the file's.
fn judged(path: &Path, limits: &Limits) -> anyhow::Result<Result<Inspected, Rejection>> {
    let reading = || format!("reading {}", path.display());
    let file = File::open(path).with_context(reading)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match judge::file(&name, file, limits) {
        Ok(inspected) => Ok(Ok(inspected)),
        Err(Trouble::Refused(rejection)) => Ok(Err(rejection)),
        Err(Trouble::Unreadable(error)) => Err(error).with_context(reading),
    }
}

impl<'a> Line<'a> {
    fn of(path: &'a str, judged: &Result<Inspected, Rejection>, language: Locale) -> Self {
        match judged {
            Ok(inspected) => Self {
                path,
                verdict: "accept",
                kind: Some(inspected.kind),
                code: None,
                notes: inspected.notes.iter().map(Note::code).collect(),
                explanation: None,
            },
            Err(rejection) => Self {
                path,
                verdict: "reject",
                kind: None,
                code: Some(rejection.code()),
                notes: Vec::new(),
                explanation: Some(rejection.explain(language)),
            },
        }
    }
}
