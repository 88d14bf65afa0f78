//! The configuration file (TOML): each tool's own settings composed, unknown keys refused, secrets in
//! files of their own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::clock::Clock;
use crate::identity::archive_access::Gate;
use crate::identity::archive_access::maskinporten::{self, Installation, ResourceServer};
use crate::submission::{Limits, Municipality, alarm, arkivmelding, retention};
use crate::{blobs, db, house, identity, mail, scan};

/// Everything an installation is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where people reach the portal, without a slash at the end: `https://send.eksempel.kommune.no`.
    pub public_url: String,
    /// Where it listens; a reverse proxy with TLS stands in front.
    pub listen: SocketAddr,
    /// The reverse proxies in front, whose `X-Forwarded-For` is believed.
    #[serde(default = "loopback")]
    pub proxies: Vec<IpAddr>,
    /// The key file for personal fields (`sendsikkert keys portal`).
    pub portal_key_file: PathBuf,
    /// The key file that receipts are signed with (`sendsikkert keys receipts`).
    pub receipt_key_file: PathBuf,
    /// The archive's age recipients.
    pub recipients_file: PathBuf,
    /// Whom it serves, and how that shows.
    pub municipality: house::Settings,
    /// The database.
    pub database: db::Settings,
    /// Sealed files.
    pub blobs: blobs::Settings,
    /// What looks for malware. Not to have it has to be written.
    pub scanner: scan::Settings,
    /// ID-porten.
    pub identity: identity::provider::Settings,
    /// Who may act for an organisation.
    #[serde(default)]
    pub representation: identity::representation::Settings,
    /// What Norway's registers are asked.
    #[serde(default)]
    pub registers: identity::registers::Settings,
    /// Mail.
    pub mail: mail::Settings,
    /// What may be sent.
    #[serde(default)]
    pub limits: Limits,
    /// How long what is kept.
    #[serde(default)]
    pub retention: retention::Settings,
    /// What the archive wants, and who may fetch.
    #[serde(default)]
    pub archive: Archive,
}

/// `[archive]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// The form of `arkivmelding.xml` that is sealed for it when Send is pressed.
    pub arkivmelding: arkivmelding::Form,
    /// How often a client may ask; a tenth of it, and at least 20 times, at once.
    pub requests_per_minute: PerMinute,
    /// Access to the API by Maskinporten's tokens, beside our own.
    pub maskinporten: Option<maskinporten::Settings>,
    /// Who is told when a submission waits too long.
    pub alarm: Option<alarm::Settings>,
}

/// How often something may happen in a minute; 600 times, when nothing is said.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct PerMinute(pub NonZeroU32);

impl Default for PerMinute {
    fn default() -> Self {
        Self(NonZeroU32::MIN.saturating_add(599))
    }
}

impl Config {
    /// Reads and checks a configuration file. Relative paths in it count from its folder.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mut config: Self =
            toml::from_str(&text).map_err(|error| misunderstood(path, &text, &error))?;
        config.resolve(folder_of(path));
        config.checked()
    }

    /// Every path, seen from the folder of the configuration file.
    fn resolve(&mut self, folder: &Path) {
        let blobs::Settings::Disk { path: blobs } = &mut self.blobs;
        let paths = [
            &mut self.portal_key_file,
            &mut self.receipt_key_file,
            &mut self.recipients_file,
            blobs,
        ];
        let paths = paths
            .into_iter()
            .chain(self.identity.paths())
            .chain(self.representation.paths())
            .chain(self.registers.paths())
            .chain(self.scanner.path())
            .chain(self.municipality.logo_file.as_mut());
        for path in paths.chain(self.mail.paths()) {
            *path = folder.join(&*path);
        }
        self.database.resolve(folder);
    }

    /// Refuses what can't work before anything starts.
    pub fn checked(self) -> anyhow::Result<Self> {
        let public = url::Url::parse(&self.public_url).context("public_url is not an address")?;
        let local = matches!(public.host_str(), Some("localhost" | "127.0.0.1"));
        ensure!(
            public.scheme() == "https" || local,
            "public_url must begin with https://"
        );
        // Compared with the Origin that browsers send, letter by letter.
        let origin = public.origin().ascii_serialization();
        ensure!(
            self.public_url == origin,
            "public_url must be written as {origin}"
        );
        ensure!(
            self.limits.file_bytes > 0 && self.limits.zip_bytes > 0 && self.limits.documents > 0,
            "[limits] must be above zero"
        );
        ensure!(
            self.limits.kinds.iter().next().is_some(),
            "[limits] kinds must not be empty"
        );
        if let Some(maskinporten) = &self.archive.maskinporten {
            maskinporten.check(self.identity.environment)?;
        }
        if let Some(alarm) = &self.archive.alarm {
            alarm.check()?;
        }
        self.municipality.check()?;
        self.retention.check()?;
        self.identity.check()?;
        self.registers.check()?;
        self.representation.check(&self.registers)?;
        Ok(self)
    }
}

impl Config {
    /// Whom submissions are sent to.
    pub fn receiver(&self) -> Municipality {
        Municipality {
            name: self.municipality.name.clone(),
            organisation_number: self.municipality.organisation_number.clone(),
        }
    }

    /// Whom the archive's API lets in.
    pub fn gate(&self, clock: &Clock) -> anyhow::Result<Gate> {
        Ok(Gate::new(self.resource_server(clock)?))
    }

    /// The judge of Maskinporten's tokens, when the installation takes them.
    pub fn resource_server(&self, clock: &Clock) -> anyhow::Result<Option<ResourceServer>> {
        let settings = self.archive.maskinporten.as_ref();
        let installation = Installation {
            public_url: &self.public_url,
            municipality: &self.municipality.organisation_number,
            environment: self.identity.environment,
        };
        let made = |settings| ResourceServer::new(settings, installation, clock.clone());
        settings.map(made).transpose()
    }
}

/// Which line is wrong, and how. The line itself is not shown: a password may stand in it.
fn misunderstood(path: &Path, text: &str, error: &toml::de::Error) -> anyhow::Error {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.unwrap_or_default().matches('\n').count() + 1;
    let what = without_values(error.message());
    let remedy = if what == "missing field `receipt_key_file`" {
        "; make the file with: sendsikkert keys receipts --out FILE"
    } else {
        ""
    };
    anyhow::anyhow!("{}, line {line}: {what}{remedy}", path.display())
}

/// A message of the parser's: what it quotes in these marks is what was written. Names stand in others.
fn without_values(message: &str) -> String {
    let parts = message.split('"').enumerate();
    parts
        .map(|(place, part)| if place % 2 == 0 { part } else { "…" })
        .collect()
}

/// A proxy on the same machine.
pub fn loopback() -> Vec<IpAddr> {
    vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]
}

/// The folder a file is in; a bare name is in the working directory.
fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"
        public_url = "https://send.eksempel.kommune.no"
        listen = "127.0.0.1:8080"
        portal_key_file = "portal-key"
        receipt_key_file = "receipt-key"
        recipients_file = "/etc/recipients.txt"
        municipality = { name = "Eksempel kommune", organisation_number = "313001008" }
        database = { url = "sqlite:sendsikkert.db" }
        blobs = { kind = "disk", path = "blobs" }
        scanner = { kind = "clamd", address = "clamd.ctl" }
        identity = { issuer = "https://test.idporten.no", client_id = "x", client_key_file = "client-key.pem", environment = "test" }
        [mail]
        from = "Eksempel kommune <ikke-svar@eksempel.kommune.no>"
        transport = { kind = "folder", path = "mail" }
    "#;

    #[test]
    fn relative_paths_count_from_the_file_s_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sendsikkert.toml");
        std::fs::write(&path, EXAMPLE).unwrap();
        let mut config = Config::read(&path).unwrap();
        let inside = |name: &str| folder.path().join(name);
        assert_eq!(config.portal_key_file, inside("portal-key"));
        assert_eq!(config.receipt_key_file, inside("receipt-key"));
        assert_eq!(config.recipients_file, Path::new("/etc/recipients.txt"));
        assert_eq!(
            config.identity.client_key_file,
            Some(inside("client-key.pem"))
        );
        assert_eq!(
            config.database.url,
            format!("sqlite:{}", inside("sendsikkert.db").display())
        );
        assert_eq!(config.scanner.path(), Some(&mut inside("clamd.ctl")));
        assert_eq!(folder_of(Path::new("sendsikkert.toml")), Path::new("."));
    }

    #[test]
    fn the_readme_s_examples_are_valid() {
        let readme = include_str!("../README.md");
        let blocks = readme.split("```toml\n").skip(1);
        let examples: String = blocks
            .map(|block| block.split("```").next().unwrap())
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sendsikkert.toml");
        std::fs::write(&path, examples).unwrap();
        assert!(Config::read(&path).is_ok(), "{:?}", Config::read(&path));
    }

    #[test]
    fn the_archive_has_the_form_it_takes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sendsikkert.toml");
        let form = |written: &str| {
            std::fs::write(&path, format!("{EXAMPLE}\n{written}")).unwrap();
            Config::read(&path).map(|config| config.archive.arkivmelding)
        };
        assert_eq!(form("").unwrap(), arkivmelding::Form::FiksArkivV1);
        let written = "[archive]\narkivmelding = \"eformidling\"";
        assert_eq!(form(written).unwrap(), arkivmelding::Form::EFormidling);
        let told = form("[archive]\narkivmelding = \"noark-4\"").unwrap_err();
        assert!(format!("{told:#}").contains("`fiks-arkiv-v1`"), "{told:#}");
    }

    #[test]
    fn what_can_t_work_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sendsikkert.toml");
        for (right, wrong) in [
            (
                "https://send.eksempel.kommune.no",
                "https://send.eksempel.kommune.no/",
            ),
            (
                "https://send.eksempel.kommune.no",
                "http://send.eksempel.kommune.no",
            ),
            (
                "https://send.eksempel.kommune.no",
                "https://Send.eksempel.kommune.no",
            ),
            ("313001008", "313001009"),
            ("listen", "listens"),
            ("scanner = ", "# scanner = "),
            ("clamd.ctl", ":3310"),
        ] {
            std::fs::write(&path, EXAMPLE.replace(right, wrong)).unwrap();
            assert!(Config::read(&path).is_err(), "{wrong}");
        }
        let with_password = EXAMPLE.replace(
            "\"sqlite:sendsikkert.db\"",
            "\"postgres://x:secret@y/z\", uri = \"\"",
        );
        std::fs::write(&path, with_password).unwrap();
        let told = format!("{:#}", Config::read(&path).unwrap_err());
        assert!(
            told.contains("sendsikkert.toml, line 8: unknown field `uri`"),
            "{told}"
        );
        assert!(!told.contains("secret"));
        let without_key = EXAMPLE.replace("receipt_key_file = \"receipt-key\"", "");
        std::fs::write(&path, without_key).unwrap();
        let told = format!("{:#}", Config::read(&path).unwrap_err());
        assert!(told.contains("sendsikkert keys receipts --out"), "{told}");
        let without_table = EXAMPLE.replace(
            "{ url = \"sqlite:sendsikkert.db\" }",
            "\"postgres://x:secret@y/z\"",
        );
        std::fs::write(&path, without_table).unwrap();
        let told = format!("{:#}", Config::read(&path).unwrap_err());
        assert!(told.contains("line 8: invalid type"), "{told}");
        assert!(!told.contains("secret"), "{told}");
    }
}
