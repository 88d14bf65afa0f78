//! Mail to people: by SMTP, or as `.eml` files in a folder (the demo). Whoever composes it sees to it
//! that it holds nothing personal.

mod address;
mod probe;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::Deserialize;

use crate::outbox::Failure;
pub use address::{is_address, masked};

/// How long a mail server may keep us waiting.
const TIMEOUT: Duration = Duration::from_secs(30);
/// What stands between the two forms of a mail: always the same, so that the same mail sent twice is the same.
/// Quoted-printable text can't hold it (RFC 2045, 6.7).
const BOUNDARY: &str = "=_another-form-of-the-same";

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who mail is from, as `Eksempel kommune <ikke-svar@eksempel.kommune.no>`.
    pub from: String,
    /// How it leaves.
    pub transport: Transport,
}

/// `[mail.transport]`
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Transport {
    /// A mail server.
    Smtp {
        /// Its name.
        host: String,
        /// Its port.
        port: u16,
        /// Whether and how the line is encrypted.
        encryption: Encryption,
        /// Log-in, when the server wants one.
        #[serde(default)]
        login: Option<Login>,
    },
    /// A folder of `.eml` files.
    Folder {
        /// The folder; made when it is missing.
        path: PathBuf,
    },
}

/// How the line to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encryption {
    /// TLS from the first byte (port 465).
    Tls,
    /// STARTTLS, required (port 587).
    StartTls,
    /// Not at all: only towards a relay on the same machine.
    None,
}

/// Log-in at the mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// User name.
    pub username: String,
    /// A file that holds the password.
    pub password_file: PathBuf,
}

impl Settings {
    /// The paths in it, to be seen from the configuration file's folder.
    pub fn paths(&mut self) -> Option<&mut PathBuf> {
        match &mut self.transport {
            Transport::Folder { path } => Some(path),
            Transport::Smtp { login, .. } => login.as_mut().map(|login| &mut login.password_file),
        }
    }
}

/// A mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is known by: the same mail sent twice has the same one.
    pub id: String,
    /// The address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as a page, for those who read that.
    pub html: Option<String>,
}

/// Sends mail.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    transport: Arc<Outgoing>,
}

enum Outgoing {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.transport {
            Outgoing::Smtp(_) => f.write_str("Mailer(SMTP)"),
            Outgoing::Folder(path) => write!(f, "Mailer({})", path.display()),
        }
    }
}

impl Mailer {
    /// Makes the transport ready; nothing is connected to yet.
    pub fn open(settings: &Settings) -> anyhow::Result<Self> {
        let from = settings
            .from
            .parse()
            .context("[mail] from is not an address")?;
        let transport = match &settings.transport {
            Transport::Folder { path } => {
                std::fs::create_dir_all(path)
                    .with_context(|| format!("making the mail folder {}", path.display()))?;
                Outgoing::Folder(path.clone())
            }
            Transport::Smtp {
                host,
                port,
                encryption,
                login,
            } => {
                let builder = match encryption {
                    Encryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host)?,
                    Encryption::StartTls => {
                        AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host)?
                    }
                    Encryption::None => {
                        AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
                    }
                };
                let mut builder = builder.port(*port).timeout(Some(TIMEOUT));
                if let Some(login) = login {
                    let password = std::fs::read_to_string(&login.password_file)
                        .with_context(|| format!("reading {}", login.password_file.display()))?;
                    builder = builder.credentials(Credentials::new(
                        login.username.clone(),
                        password.trim_end().to_owned(),
                    ));
                }
                Outgoing::Smtp(builder.build())
            }
        };
        Ok(Self {
            from,
            transport: Arc::new(transport),
        })
    }

    /// Sends one mail. A failure says whether it is worth trying again, and holds no address.
    pub async fn send(&self, mail: &Mail) -> Result<(), Failure> {
        let message = self
            .message(mail)
            .map_err(|_error| Failure::Fail("the mail can't be addressed".to_owned()))?;
        match &*self.transport {
            Outgoing::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) => Err(smtp_failure(&error)),
            },
            Outgoing::Folder(folder) => {
                let (folder, id, bytes) = (folder.clone(), mail.id.clone(), message.formatted());
                let written =
                    tokio::task::spawn_blocking(move || write_whole(&folder, &id, &bytes)).await;
                match written {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => Err(Failure::Retry(format!("mail folder: {}", error.kind()))),
                    Err(_) => Err(Failure::Retry("mail folder: interrupted".to_owned())),
                }
            }
        }
    }

    fn message(&self, mail: &Mail) -> anyhow::Result<Message> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to.parse()?))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            // RFC 3834: nobody's out-of-office reply should come back.
            .raw_header(lettre::message::header::HeaderValue::new(
                lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        let text = part(ContentType::TEXT_PLAIN, &mail.text);
        Ok(match &mail.html {
            None => message.singlepart(text)?,
            Some(html) => message.multipart(
                MultiPart::alternative()
                    .boundary(BOUNDARY)
                    .singlepart(text)
                    .singlepart(part(ContentType::TEXT_HTML, html)),
            )?,
        })
    }
}

fn part(content_type: ContentType, text: &str) -> SinglePart {
    SinglePart::builder()
        .header(content_type)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(text.to_owned())
}

/// Only "there is no such mailbox" is final: everything else, a wrong password of ours among it, may be
/// put right. Only the server's code is told, since its text often repeats the address.
fn smtp_failure(error: &lettre::transport::smtp::Error) -> Failure {
    let code = error.status().map(u16::from);
    let reason = code.map_or_else(
        || "smtp: no answer".to_owned(),
        |code| format!("smtp: {code}"),
    );
    match code {
        Some(550 | 551 | 553) => Failure::Fail(reason),
        _ => Failure::Retry(reason),
    }
}

/// Under its own name in one step, so that the same mail written twice is one file.
fn write_whole(folder: &Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = folder.join(format!(".{id}.part"));
    std::fs::write(&unfinished, bytes)?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, folder.join(format!("{id}.eml")))?;
    std::fs::File::open(folder)?.sync_all()
}
