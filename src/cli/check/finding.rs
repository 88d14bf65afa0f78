//! What a check found, in words for the operator, and all of it together.

use std::io::Write;

use anyhow::ensure;

/// More than anybody reads of one error.
const MOST_CHARACTERS: usize = 500;

/// One line of the report.
#[derive(Debug)]
pub(super) struct Finding {
    word: Word,
    name: &'static str,
    found: String,
    advice: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Ok,
    Warn,
    Fail,
}

impl Finding {
    /// As it should be.
    pub(super) fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self::new(Word::Ok, (name, found), "")
    }

    /// It works, but.
    pub(super) fn warn(
        name: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Word::Warn, (name, found), advice)
    }

    /// It does not work, or must not stay so.
    pub(super) fn fail(
        name: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Word::Fail, (name, found), advice)
    }

    /// It fails, for a reason that a tool tells with all its causes.
    pub(super) fn error(
        name: &'static str,
        error: &anyhow::Error,
        advice: impl Into<String>,
    ) -> Self {
        Self::fail(name, told(error), advice)
    }

    fn new(
        word: Word,
        (name, found): (&'static str, impl Into<String>),
        advice: impl Into<String>,
    ) -> Self {
        Self {
            word,
            name,
            found: found.into(),
            advice: advice.into(),
        }
    }
}

/// Tells findings as they come.
pub(super) struct Report {
    out: Box<dyn Write>,
    failures: usize,
}

impl Report {
    pub(super) fn to(out: impl Write + 'static) -> Self {
        Self {
            out: Box::new(out),
            failures: 0,
        }
    }

    pub(super) fn tell(
        &mut self,
        findings: impl IntoIterator<Item = Finding>,
    ) -> anyhow::Result<()> {
        for finding in findings {
            let word = match finding.word {
                Word::Ok => "ok",
                Word::Warn => "warn",
                Word::Fail => "FAIL",
            };
            let found = on_one_line(&finding.found);
            let found: String = found.chars().take(MOST_CHARACTERS).collect();
            writeln!(self.out, "{word:<4}  {:<16}  {found}", finding.name)?;
            if !finding.advice.is_empty() {
                writeln!(self.out, "      {}", on_one_line(&finding.advice))?;
            }
            self.failures += usize::from(finding.word == Word::Fail);
        }
        Ok(self.out.flush()?)
    }

    /// An error when something failed.
    pub(super) fn conclude(self) -> anyhow::Result<()> {
        let things = if self.failures == 1 {
            "thing fails"
        } else {
            "things fail"
        };
        ensure!(self.failures == 0, "{} {things}", self.failures);
        Ok(())
    }
}

/// An error with its causes. Some say already what caused them; that is not said twice.
pub(super) fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    text
}

/// Without line breaks, tabs, and what moves a terminal's cursor.
pub(super) fn on_one_line(text: &str) -> String {
    let spaced = text.replace(char::is_control, " ");
    spaced.split(' ').filter(|word| !word.is_empty()).fold(
        String::with_capacity(spaced.len()),
        |line, word| {
            if line.is_empty() {
                word.to_owned()
            } else {
                line + " " + word
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_stays_on_its_line() {
        assert_eq!(on_one_line("a\r\n\tb\u{1b}[31m  c\u{9b}"), "a b [31m c");
        assert_eq!(on_one_line(""), "");
    }
}
