//! Trying what clamd would do with the largest file that may be sent, and with one that it has to give
//! up on.
//!
//! Both matter since clamd calls a file clean that it has not looked at, unless it is told otherwise. So
//! it is asked for something that it has to find: the test file that all scanners know (EICAR's), in zip
//! archives. It is harmless, but clamd notes what it found in its log.

mod specimen;

use bytes::Bytes;

use super::{Clamd, Scanner, Unscanned, Verdict, answer};
use specimen::Specimen;

/// Zips within zips: more than clamd can be configured to look into (`MaxRecursion` is at most 100).
const TOO_DEEP: usize = 120;

/// As much as is told of a file at a time.
static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// What was found out about a scanner.
#[derive(Debug)]
pub struct Examination {
    /// What it is, and what it knows.
    pub version: Version,
    /// On a zip as long as the largest file, with the test file in it. Right is [`Verdict::Found`].
    pub largest: Result<Verdict, Unscanned>,
    /// On the test file in more zips than clamd opens. Right is [`Verdict::TooComplex`].
    pub too_deep: Result<Verdict, Unscanned>,
}

/// What clamd says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The program, as `ClamAV 1.4.6`.
    pub program: String,
    /// ClamAV's own signatures. It may have others, of which it tells nothing.
    pub signatures: Option<Signatures>,
}

/// ClamAV's signatures as they are published every day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    /// Their number.
    pub version: String,
    /// The day they were made, `2026-11-21`, when it can be read.
    pub day: Option<String>,
}

impl Scanner {
    /// Asks it who it is, and lets it scan a file of that many bytes, and one that is beyond it. Nothing
    /// when there is no scanner. The errors are that it can't be reached, or does not know the question.
    pub async fn probe(&self, largest_bytes: u64) -> Result<Option<Examination>, Unscanned> {
        let Some(clamd) = &self.0 else {
            return Ok(None);
        };
        Ok(Some(Examination {
            version: clamd.version().await?,
            largest: clamd.scan(Specimen::of_length(largest_bytes)).await,
            too_deep: clamd.scan(Specimen::nested(TOO_DEEP)).await,
        }))
    }
}

impl Clamd {
    async fn version(&self) -> Result<Version, Unscanned> {
        let mut connection = self.connect().await?;
        connection.say(&b"zVERSION\0"[..]).await?;
        let said = connection.answer().await?;
        Version::parse(said).ok_or_else(|| answer::refusal(said))
    }

    async fn scan(&self, specimen: Specimen) -> Result<Verdict, Unscanned> {
        let mut scan = self.begin().await?;
        let zeros = Bytes::from_static(&ZEROS);
        scan.write(&specimen.start).await?;
        let mut left = specimen.zeros;
        while left > 0 {
            let length = usize::try_from(left).unwrap_or(usize::MAX).min(zeros.len());
            scan.write(&zeros.slice(..length)).await?;
            left -= length as u64;
        }
        scan.write(&specimen.end).await?;
        scan.finish().await
    }
}

impl Version {
    /// `ClamAV 1.4.6/27000/Wed Jan  7 08:00:00 2026`; without ClamAV's own signatures the first part.
    fn parse(answer: &[u8]) -> Option<Self> {
        let text = answer::readable(answer);
        let mut parts = text.splitn(3, '/');
        let program = parts.next().filter(|name| name.starts_with("ClamAV "))?;
        let signatures = parts.next().map(|version| Signatures {
            version: version.to_owned(),
            day: parts.next().and_then(day),
        });
        Some(Self {
            program: program.to_owned(),
            signatures,
        })
    }
}

/// The day of a time as C's `ctime` writes it, in clamd's own time zone.
fn day(ctime: &str) -> Option<String> {
    let time = jiff::civil::DateTime::strptime("%a %b %e %H:%M:%S %Y", ctime).ok()?;
    Some(time.date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clamd_says_of_itself() {
        let signatures = |answer: &str| Version::parse(answer.as_bytes()).unwrap().signatures;
        let made = |day: &str| {
            Some(Signatures {
                version: "27000".to_owned(),
                day: Some(day.to_owned()),
            })
        };
        let told = signatures("ClamAV 1.4.6/27000/Wed Jan  7 08:00:00 2026");
        assert_eq!(told, made("2026-01-07"));
        let told = signatures("ClamAV 1.4.6/27000/Sat Nov 21 23:59:59 2026");
        assert_eq!(told, made("2026-11-21"));
        assert_eq!(signatures("ClamAV 1.4.6"), None);
        let told = signatures("ClamAV 1.4.6/27000/lately").unwrap();
        assert_eq!((told.version.as_str(), told.day), ("27000", None));
        for other in ["", "PONG", "UNKNOWN COMMAND", "ClamAV", "Sophos 1/2/3"] {
            assert_eq!(Version::parse(other.as_bytes()), None, "{other}");
        }
    }
}
