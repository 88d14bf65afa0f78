//! Keys and other secrets in files: whether they can be used, how old they are, and who else could read
//! them. What they hold is not shown.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::Context;
use zeroize::Zeroizing;

use super::Finding;
use crate::clock::Instant;
use crate::config::Config;
use crate::crypt::PortalKeys;
use crate::identity::jwt::SigningKey;
use crate::identity::representation;
use crate::mail::Transport;
use crate::signing::SigningKeys;
use crate::submission::recipients::Recipients;

/// A registered key is valid for a year.
const VALID_DAYS: i32 = 365;
/// How many days before its end it is to be changed.
const DAYS_OF_NOTICE: i32 = 60;

/// The configuration was read; a password may stand in it.
pub(super) fn configuration(path: &Path, config: &Config) -> Vec<Finding> {
    let name = "configuration";
    let mut findings = vec![Finding::ok(name, format!("{} is valid", path.display()))];
    if config.database.holds_password() {
        findings.extend(exposure(name, path));
    }
    findings
}

pub(super) fn portal_key(path: &Path) -> Vec<Finding> {
    let name = "portal key";
    let finding = match PortalKeys::read(path) {
        Ok(keys) => Finding::ok(name, counted(keys.count(), "key")),
        Err(error) => Finding::error(
            name,
            &error,
            "If the portal has been used before, bring the file back from the safe: nothing else opens the \
             personal fields. For a new portal make one with: sendsikkert keys portal --out FILE",
        ),
    };
    std::iter::once(finding)
        .chain(exposure(name, path))
        .collect()
}

/// What signs receipts, and what is left of the keys that did so before.
pub(super) fn receipt_key(path: &Path) -> Vec<Finding> {
    let name = "receipt key";
    let finding = match SigningKeys::read(path) {
        Ok(keys) => {
            let retired = keys.public().keys().len().saturating_sub(1);
            Finding::ok(name, format!("{} signs; {retired} retired", keys.id()))
        }
        Err(error) => Finding::error(
            name,
            &error,
            "If receipts have been given before, bring the file back from the safe: without their keys they can't be \
             checked. Otherwise make one with “sendsikkert keys receipts --out FILE”, and name it as receipt_key_file.",
        ),
    };
    std::iter::once(finding)
        .chain(exposure(name, path))
        .collect()
}

pub(super) fn recipients(path: &Path) -> Finding {
    let name = "recipients";
    match Recipients::read(path) {
        Ok(recipients) => Finding::ok(name, counted(recipients.count(), "public key")),
        Err(error) => Finding::error(
            name,
            &error,
            "Put the archive's public keys there, one a line. An archivist makes hers with: \
             sendsikkert keys archive --out FILE",
        ),
    }
}

/// A key that the portal proves itself with.
pub(super) struct ClientKey<'a> {
    name: &'static str,
    file: &'a Path,
    setting: &'static str,
}

/// Every such key that the configuration names.
pub(super) fn client_keys(config: &Config) -> Vec<ClientKey<'_>> {
    let own = config.identity.client_key_file.as_deref();
    let maskinporten = config.registers.maskinporten.as_ref();
    let ansattporten = match &config.representation {
        representation::Settings::Ansattporten(settings) => Some(&settings.client_key_file),
        representation::Settings::Declared | representation::Settings::Altinn => None,
    };
    let own = own.map(|file| ClientKey {
        name: "client key",
        file,
        setting: "[identity] client_key_file",
    });
    let ansattporten = ansattporten.map(|file| ClientKey {
        name: "Ansattporten key",
        file,
        setting: "[representation] client_key_file",
    });
    let maskinporten = maskinporten.map(|settings| ClientKey {
        name: "Maskinporten key",
        file: &settings.key_file,
        setting: "[registers.maskinporten] key_file",
    });
    own.into_iter()
        .chain(ansattporten)
        .chain(maskinporten)
        .collect()
}

impl ClientKey<'_> {
    pub(super) fn examine(&self, now: Instant) -> Vec<Finding> {
        let key = read(self.file).and_then(|text| {
            SigningKey::parse(&text).with_context(|| format!("reading {}", self.file.display()))
        });
        let finding = match key {
            Ok(key) => self.age(&key, now),
            Err(error) => Finding::error(self.name, &error, self.renew()),
        };
        std::iter::once(finding)
            .chain(exposure(self.name, self.file))
            .collect()
    }

    fn age(&self, key: &SigningKey, now: Instant) -> Finding {
        let day = key.made_on().unwrap_or_default();
        let id = key.id();
        match now.days_since(day) {
            None => Finding::warn(
                self.name,
                format!("{id}; its file does not say when it was made"),
                "Add a line “# made on: YYYY-MM-DD” at the top of the file: a registered key is valid for a year.",
            ),
            Some(days) if days < 0 => Finding::warn(
                self.name,
                format!("{id}; made on {day}, which is still to come"),
                "See whether this machine's clock is right, and the line “# made on” in the file.",
            ),
            Some(days) => {
                let found = format!("{id}, {} old", counted(days.unsigned_abs(), "day"));
                if days >= VALID_DAYS {
                    let found = format!("{found}; a registered key is valid for {VALID_DAYS} days");
                    Finding::fail(self.name, found, self.renew())
                } else if days >= VALID_DAYS - DAYS_OF_NOTICE {
                    let left = counted((VALID_DAYS - days).unsigned_abs(), "day");
                    let found = format!("{found}; it is valid for another {left}");
                    Finding::warn(self.name, found, self.renew())
                } else {
                    Finding::ok(self.name, found)
                }
            }
        }
    }

    fn renew(&self) -> String {
        format!(
            "Make a key with “sendsikkert keys client --out FILE”, register the public key that it prints \
             for the client, name the file as {}, and start the portal again.",
            self.setting
        )
    }
}

/// Other files with secrets that the configuration names.
pub(super) fn others(config: &Config) -> impl Iterator<Item = (&'static str, &Path)> {
    let password = match &config.mail.transport {
        Transport::Smtp {
            login: Some(login), ..
        } => Some(login.password_file.as_path()),
        Transport::Smtp { login: None, .. } | Transport::Folder { .. } => None,
    };
    let subscription = config.registers.altinn.subscription_key_file.as_deref();
    let subscription =
        subscription.filter(|_| matches!(config.representation, representation::Settings::Altinn));
    [
        (
            "client secret",
            config.identity.client_secret_file.as_deref(),
        ),
        ("Altinn key", subscription),
        ("mail password", password),
    ]
    .into_iter()
    .filter_map(|(name, file)| Some((name, file?)))
}

/// A file with a secret of which nothing can be said but that it is there.
pub(super) fn other(name: &'static str, path: &Path) -> Vec<Finding> {
    let finding = match read(path) {
        Ok(text) if text.trim().is_empty() => Finding::fail(
            name,
            format!("{} is empty", path.display()),
            "Write the secret into it.",
        ),
        Ok(_) => Finding::ok(name, format!("{} can be read", path.display())),
        Err(error) => Finding::error(
            name,
            &error,
            "Write the secret into this file, and let the user that runs the portal read it.",
        ),
    };
    std::iter::once(finding)
        .chain(exposure(name, path))
        .collect()
}

/// Who else can get at a secret file, if anybody. One that is not there is told of elsewhere.
fn exposure(name: &'static str, path: &Path) -> Option<Finding> {
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    let file = path.display();
    let advice = format!("Close it with: chmod 600 {file}");
    if mode & 0o007 != 0 {
        let found = format!("every user of this machine can get at {file} (mode {mode:o})");
        Some(Finding::fail(name, found, advice))
    } else if mode & 0o070 != 0 {
        let found = format!("the group of {file} can get at it (mode {mode:o})");
        let advice = format!("Unless the group is the portal's own: chmod 600 {file}");
        Some(Finding::warn(name, found, advice))
    } else {
        None
    }
}

fn read(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .with_context(|| format!("reading {}", path.display()))
}

/// `1 key`, `2 keys`.
pub(super) fn counted(number: impl TryInto<u64>, what: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}
