//! Where clamd listens.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;
use thiserror::Error;

/// `/run/clamav/clamd.ctl`, or `127.0.0.1:3310`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Address {
    /// A socket in the file system.
    Socket(PathBuf),
    /// Host and port. What is said travels unencrypted.
    Tcp(String),
}

/// It can't be where a scanner listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a scanner's address is the path of a socket, or host:port")]
pub struct NotAnAddress;

impl TryFrom<String> for Address {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        if text.is_empty() || text.contains(char::is_control) {
            return Err(NotAnAddress);
        }
        if text.contains('/') || !text.contains(':') {
            return Ok(Self::Socket(text.into()));
        }
        let (host, port) = text.rsplit_once(':').ok_or(NotAnAddress)?;
        match port.parse::<u16>() {
            Ok(port) if port > 0 && !host.is_empty() => Ok(Self::Tcp(text)),
            _ => Err(NotAnAddress),
        }
    }
}

impl Address {
    /// Whether what is said there stays on this machine.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Socket(_) => true,
            Self::Tcp(text) => {
                let host = text.rsplit_once(':').map_or("", |(host, _)| host);
                let host = host.trim_start_matches('[').trim_end_matches(']');
                host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => path.display().fmt(f),
            Self::Tcp(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_or_host_and_port() {
        for path in ["/run/clamav/clamd.ctl", "clamd.ctl", "run/odd:1"] {
            let address = Address::try_from(path.to_owned()).unwrap();
            assert_eq!(address, Address::Socket(path.into()));
            assert!(address.is_local());
        }
        for (tcp, local) in [
            ("127.0.0.1:3310", true),
            ("localhost:3310", true),
            ("[::1]:3310", true),
            ("10.0.0.5:3310", false),
            ("clamav:3310", false),
        ] {
            let address = Address::try_from(tcp.to_owned()).unwrap();
            assert_eq!(address, Address::Tcp(tcp.to_owned()));
            assert_eq!(
                (address.is_local(), address.to_string()),
                (local, tcp.to_owned())
            );
        }
        for neither in [
            "",
            ":3310",
            "clamav:",
            "clamav:x",
            "clamav:0",
            "clamav:99999",
            "a\nb",
        ] {
            assert_eq!(
                Address::try_from(neither.to_owned()),
                Err(NotAnAddress),
                "{neither}"
            );
        }
    }
}
