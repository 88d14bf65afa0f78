//! The archive's public keys, as they stand in the recipients file: who will be able to open what is sealed.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use age_core::format::FileKey;
use anyhow::{Context, bail, ensure};

/// The archive's public keys: archivists, and perhaps one kept in a safe for recovery.
pub struct Recipients {
    keys: Vec<Recipient>,
    labels: HashSet<String>,
}

/// The kinds of public key that documents can be sealed to
/// (age's specification, [C2SP](https://c2sp.org/age), "Recipient types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `age1…`: an identity in a file.
    X25519,
    /// `age1tag1…`: P-256 in a hardware key.
    Tag,
    /// `age1tagpq1…`: ML-KEM-768 with P-256 in a hardware key. Resists quantum computers.
    TagPq,
}

impl Kind {
    /// Whether what is sealed to it alone resists quantum computers.
    pub const fn is_post_quantum(self) -> bool {
        matches!(self, Self::TagPq)
    }
}

/// One public key.
pub struct Recipient {
    kind: Kind,
    text: String,
    key: Box<dyn age::Recipient + Send + Sync>,
}

impl Recipient {
    /// What kind of key it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The public key in age's writing.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What age wants to know of those who are to go together with it, by a trial key.
    fn labels(&self) -> anyhow::Result<HashSet<String>> {
        let (_, labels) = self
            .key
            .wrap_file_key(&FileKey::new(Box::new([0; 16])))
            .context("a public key can't be encrypted to")?;
        Ok(labels)
    }

    /// The same for the cipher.
    pub(super) fn key(&self) -> &dyn age::Recipient {
        self.key.as_ref()
    }
}

impl FromStr for Recipient {
    type Err = anyhow::Error;

    /// Reads one public key. The error never repeats the text: somebody may have put a private key there.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let of = |kind, key| Self {
            kind,
            text: text.to_owned(),
            key,
        };
        if let Ok(key) = text.parse::<age::x25519::Recipient>() {
            return Ok(of(Kind::X25519, Box::new(key)));
        }
        if let Ok(key) = text.parse::<age::tag::Recipient>() {
            return Ok(of(Kind::Tag, Box::new(key)));
        }
        if let Ok(key) = text.parse::<age::tagpq::Recipient>() {
            return Ok(of(Kind::TagPq, Box::new(key)));
        }
        bail!(why_not(text))
    }
}

/// What stands where a public key should be, and what to do about it.
fn why_not(text: &str) -> &'static str {
    let upper = text.to_ascii_uppercase();
    if upper.contains("AGE-SECRET-KEY-") || upper.contains("PRIVATE KEY") {
        return "this is a PRIVATE key. It must not be on the portal, and whoever could read this file may have it: \
                make a new identity on the archivist's machine and put its public key (age1…) here";
    }
    if upper.contains("AGE-PLUGIN-") {
        return "this is the identity of a hardware key. It belongs on the archivist's machine; here stands its \
                public key (age1tag1… or age1tagpq1…)";
    }
    if text.starts_with("age1pq1") {
        return "this is a post-quantum key in a file (age1pq1…), which is not supported; of the post-quantum kind \
                hardware keys (age1tagpq1…) are";
    }
    if text.starts_with("ssh-") {
        return "this is an SSH key, which is not supported; make an identity with: sendsikkert keys archive --out FILE";
    }
    if let Some(("age1", rest)) = text.split_at_checked(4)
        && rest.contains('1')
    {
        return "this public key is damaged, or needs a plugin of its own to encrypt, which the portal does not run; \
                hardware keys show one that begins with age1tag1 or age1tagpq1";
    }
    "this is not an age public key (age1…), or it is damaged"
}

impl Recipients {
    /// Reads a recipients file from disk.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        std::fs::read_to_string(path)
            .context("it can't be read")
            .and_then(|text| Self::parse(&text))
            .with_context(|| format!("reading {}", path.display()))
    }

    /// Reads a recipients file's text: a key a line (`age1…`, `age1tag1…` or `age1tagpq1…`), comments after `#`.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut keys = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            keys.push(
                line.parse::<Recipient>()
                    .with_context(|| format!("line {number} of the recipients file"))?,
            );
        }
        let Some(first) = keys.first() else {
            bail!(
                "the recipients file holds no age public key; make an identity with: sendsikkert keys archive --out FILE"
            )
        };
        let labels = first.labels()?;
        for key in &keys {
            // age's own rule: what is sealed together has the same labels, which only post-quantum keys have.
            ensure!(
                key.labels()? == labels,
                "the recipients file mixes post-quantum keys (age1tagpq1…) with others, and age does not seal to both: \
                 the weaker would open everything. Give everybody, the key in the safe too, a key of the same kind, \
                 and exchange all lines at once. What is already sealed stays readable with the old identities"
            );
        }
        Ok(Self { keys, labels })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// They themselves, as they stand in the file.
    pub fn iter(&self) -> impl Iterator<Item = &Recipient> {
        self.keys.iter()
    }

    /// What age wants to know of a recipient that is to go together with these.
    pub(super) fn labels(&self) -> &HashSet<String> {
        &self.labels
    }
}

impl fmt::Debug for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipients({})", self.keys.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public_key() -> String {
        age::x25519::Identity::generate().to_public().to_string()
    }

    fn refusal(text: &str) -> String {
        format!("{:#}", Recipients::parse(text).unwrap_err())
    }

    #[test]
    fn a_recipients_file_must_hold_recipients() {
        for (text, said) in [
            ("", "no age public key"),
            ("# nothing\n\n", "no age public key"),
            ("age1nonsense", "not an age public key"),
            ("AGE-SECRET-KEY-1QQQ", "PRIVATE key"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----", "PRIVATE key"),
            ("AGE-PLUGIN-YUBIKEY-1QQQ", "identity of a hardware key"),
            ("age1pq1qqq", "not supported"),
            ("age1yubikey1qqq", "plugin"),
            ("ssh-ed25519 AAAA", "SSH"),
        ] {
            let refused = refusal(text);
            assert!(refused.contains(said), "{text}: {refused}");
        }
    }

    #[test]
    fn the_line_is_named_and_its_text_is_not() {
        let text = format!("# archive\n{}\n\n  AGE-SECRET-KEY-1SECRET\n", public_key());
        let refused = refusal(&text);
        assert!(
            refused.starts_with("line 4 ") && !refused.contains("1SECRET"),
            "{refused}"
        );
    }

    #[test]
    fn several_go_together_with_comments_and_spaces_between() {
        let text = format!("# one\n {} \r\n\n{}\n# end", public_key(), public_key());
        let recipients = Recipients::parse(&text).unwrap();
        assert_eq!(recipients.count(), 2);
        assert!(recipients.iter().all(|key| key.kind() == Kind::X25519));
        assert!(text.contains(recipients.iter().next().unwrap().text()));
    }
}
