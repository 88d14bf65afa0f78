//! What identity providers say of themselves, and what that means for the portal.

use super::Finding;
use super::finding::told;
use super::secrets::counted;
use crate::clock::Clock;
use crate::identity::provider::{Dialect, Examination, Lack, Offers, Settings, Trouble, examine};
use crate::identity::representation::ansattporten;

/// How far the clocks may be apart, in milliseconds: not worth a number, a warning, a failure.
const HARDLY_ANY: u64 = 2_000;
const NOTABLE: u64 = 5_000;
const TOO_MUCH: u64 = 60_000;

/// One provider, as the operator knows it.
struct Provider<'a> {
    name: &'static str,
    section: &'static str,
    settings: &'a Settings,
}

/// ID-porten, and this machine's clock held against its.
pub(super) async fn id_porten(settings: &Settings, clock: &Clock) -> Vec<Finding> {
    let provider = Provider {
        name: "ID-porten",
        section: "[identity]",
        settings,
    };
    match examine(settings, Dialect::IdPorten, clock).await {
        Ok(Examination { ahead, offers }) => {
            let mut findings = provider.judge(offers);
            findings.push(judge_clock(ahead));
            findings
        }
        Err(error) => vec![Finding::error(
            provider.name,
            &error,
            provider.look_at_issuer(),
        )],
    }
}

/// Ansattporten, where people show whom they may act for.
pub(super) async fn ansattporten(settings: &ansattporten::Settings, clock: &Clock) -> Vec<Finding> {
    let settings = settings.provider();
    let provider = Provider {
        name: "Ansattporten",
        section: "[representation]",
        settings: &settings,
    };
    match examine(&settings, Dialect::Ansattporten, clock).await {
        Ok(examination) => provider.judge(examination.offers),
        Err(error) => vec![Finding::error(
            provider.name,
            &error,
            provider.look_at_issuer(),
        )],
    }
}

impl Provider<'_> {
    fn judge(&self, offers: Result<Offers, Trouble>) -> Vec<Finding> {
        let issuer = &self.settings.issuer;
        let offers = match offers {
            Ok(offers) => offers,
            Err(trouble) => return vec![self.trouble(trouble)],
        };
        let mut findings: Vec<_> = offers.lacks.iter().map(|lack| self.lacks(*lack)).collect();
        if !issuer.starts_with("https://") {
            findings.push(Finding::warn(
                self.name,
                format!("{issuer} is asked without TLS"),
                "Good for trials on one machine only.",
            ));
        }
        if offers.lacks.is_empty() {
            let keys = counted(offers.keys, "key");
            let found = format!("{issuer} answers, with {keys}, and offers all the portal needs");
            findings.insert(0, Finding::ok(self.name, found));
        }
        findings
    }

    fn trouble(&self, trouble: Trouble) -> Finding {
        let advice = match &trouble {
            Trouble::OtherIssuer(_) => format!(
                "Write {} issuer as the provider itself writes it, letter by letter; mind the slash at the end.",
                self.section
            ),
            Trouble::Unreadable(_) | Trouble::KeysUnreadable(_) => self.look_at_issuer(),
        };
        let found = format!("{}: {}", self.settings.issuer, told(&trouble.into()));
        Finding::fail(self.name, found, advice)
    }

    fn look_at_issuer(&self) -> String {
        format!(
            "See whether {} issuer is right, whether a firewall stands in between, and whether the provider \
             has trouble of its own. Until it answers, nobody gets in.",
            self.section
        )
    }

    fn lacks(&self, lack: Lack) -> Finding {
        let section = self.section;
        let another = format!("See whether {section} issuer names the right provider.");
        let fail = |found: &str, advice: String| Finding::fail(self.name, found, advice);
        let warn = |found: &str, advice: &str| Finding::warn(self.name, found, advice);
        match lack {
            Lack::PushedRequests => warn(
                "it takes no pushed requests (PAR)",
                &format!(
                    "Log-in works, but what is asked for travels through people's browsers. {another}"
                ),
            ),
            Lack::IssuerInAnswers => warn(
                "it does not say that its answers name their issuer",
                &format!("Log-in works, but a mixed-up answer is noticed later. {another}"),
            ),
            Lack::Pkce => warn(
                "it does not say whether it knows PKCE",
                &format!("Log-in may work, but a stolen code may too. {another}"),
            ),
            Lack::LogOut => warn(
                "it has no address for log-out",
                &format!("Who logs out of the portal stays logged in at the provider. {another}"),
            ),
            Lack::S256 => fail("it does not know PKCE with S256", another),
            Lack::Rs256 => fail("it does not sign by RS256", another),
            Lack::Keys => fail(
                "it publishes no keys, so nothing of its can be believed",
                another,
            ),
            Lack::Level(word) => fail(
                &format!("it does not offer the level of assurance {word}"),
                format!("Choose another acr in {section}, or another provider."),
            ),
            Lack::ClientProof(method) => fail(
                &format!("it does not let clients prove themselves by {method}"),
                format!("Use client_key_file in {section}. {another}"),
            ),
        }
    }
}

fn judge_clock(ahead: Option<i64>) -> Finding {
    let name = "clock";
    let Some(ahead) = ahead else {
        return Finding::warn(
            name,
            "can't be compared: the provider has not told its time",
            "Put right what stands above about ID-porten, and check again.",
        );
    };
    let apart = ahead.unsigned_abs();
    if apart < HARDLY_ANY {
        return Finding::ok(name, "agrees with the provider's");
    }
    let seconds = counted(apart.div_ceil(1000), "second");
    let side = if ahead > 0 { "ahead of" } else { "behind" };
    let found = format!("{seconds} {side} the provider's");
    let advice = "Keep this machine's clock right by NTP (timedatectl set-ntp true): log-in fails when the clocks \
                  are too far apart.";
    if apart > TOO_MUCH {
        Finding::fail(name, found, advice)
    } else if apart > NOTABLE {
        Finding::warn(name, found, advice)
    } else {
        Finding::ok(name, found)
    }
}
