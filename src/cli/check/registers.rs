//! The registers, asked as far as can be done without asking about anybody.

use anyhow::Context;

use super::Finding;
use super::finding::told;
use crate::clock::Clock;
use crate::config::Config;
use crate::identity::provider::Environment;
use crate::identity::registers::altinn::{self, Altinn};
use crate::identity::registers::contact;
use crate::identity::registers::enhetsregisteret::{Enhetsregisteret, Standing};
use crate::identity::registers::maskinporten::Maskinporten;
use crate::identity::representation;

const LOOK_AT_MASKINPORTEN: &str = "See whether client_id, issuer and key_file in [registers.maskinporten] are those \
     that are registered with Digdir, and whether the client has this scope.";

/// A token for each scope that is used.
pub(super) async fn maskinporten(config: &Config, clock: &Clock) -> Vec<Finding> {
    let name = "Maskinporten";
    let uses_altinn = matches!(config.representation, representation::Settings::Altinn);
    let scopes: Vec<&str> = [
        uses_altinn.then_some(altinn::SCOPE),
        config.registers.contact.as_ref().map(|_| contact::SCOPE),
    ]
    .into_iter()
    .flatten()
    .collect();
    if scopes.is_empty() {
        return vec![Finding::warn(
            name,
            "it is configured, and nothing uses it",
            "Leave out [registers.maskinporten], or add [registers.contact] or way = \"altinn\".",
        )];
    }
    let client = match client(config, clock) {
        Ok(client) => client,
        Err(error) => return vec![Finding::error(name, &error, LOOK_AT_MASKINPORTEN)],
    };
    let mut findings = Vec::new();
    for scope in scopes {
        findings.push(match client.token(scope).await {
            Ok(_) => Finding::ok(name, format!("gives a token for {scope}")),
            Err(error) => {
                let error = anyhow::Error::from(error).context(format!("no token for {scope}"));
                Finding::error(name, &error, LOOK_AT_MASKINPORTEN)
            }
        });
    }
    findings
}

/// Altinn's own token; nobody's organisations are listed.
pub(super) async fn altinn(config: &Config, clock: &Clock) -> Vec<Finding> {
    let reached = async {
        let client = client(config, clock)?;
        let altinn = Altinn::new(&config.registers.altinn, client, clock.clone())?;
        anyhow::Ok(altinn.reach().await?)
    };
    vec![match reached.await {
        Ok(()) => Finding::ok("Altinn", "gives a token of its own"),
        Err(error) => Finding::error(
            "Altinn",
            &error,
            "See first what is said of Maskinporten, then whether platform_url and subscription_key_file in \
             [registers.altinn] are right. Until it answers, nobody can act for an organisation.",
        ),
    }]
}

/// A token for the contact register.
pub(super) async fn contact(config: &Config, clock: &Clock) -> Vec<Finding> {
    let reached = async {
        let register = config.registers.contacts(clock)?;
        let register = register.context("[registers.contact] needs [registers.maskinporten]")?;
        anyhow::Ok(register.reach().await?)
    };
    vec![match reached.await {
        Ok(()) => Finding::ok(
            "contact register",
            "a token for it is given; nobody was looked up",
        ),
        Err(error) => Finding::error(
            "contact register",
            &error,
            "See first what is said of Maskinporten. Until it answers, people type their e-mail addresses.",
        ),
    }]
}

/// The municipality's own number.
pub(super) async fn enhetsregisteret(config: &Config) -> Vec<Finding> {
    let name = "Enhetsregisteret";
    let number = &config.municipality.organisation_number;
    let asked = async {
        let register = Enhetsregisteret::new(&config.registers.enhetsregisteret)?;
        anyhow::Ok(register.look_up(number).await?)
    };
    let wrong = |found: &str| {
        let found = format!("{} {found}", number.grouped());
        let advice = "See whether [municipality] organisation_number is the municipality's own: the archive reads it \
                      in every submission.";
        match config.identity.environment {
            Environment::Production => Finding::fail(name, found, advice),
            Environment::Test => Finding::warn(name, found, advice),
        }
    };
    vec![match asked.await {
        Ok(Standing::Active(unit)) => {
            Finding::ok(name, format!("{} is {}", number.grouped(), unit.name))
        }
        Ok(Standing::Deleted) => wrong("is deleted"),
        Ok(Standing::Unknown) => wrong("is unknown there"),
        Err(error) => {
            let advice = "See whether [registers.enhetsregisteret] url is right, whether a firewall stands in \
                          between, and whether the register has trouble of its own.";
            let error = told(&error);
            match config.representation {
                // Without it, nobody knows the organisations that people name.
                representation::Settings::Declared => Finding::fail(name, error, advice),
                // It is asked by this check only.
                _ => Finding::warn(name, error, advice),
            }
        }
    }]
}

fn client(config: &Config, clock: &Clock) -> anyhow::Result<Maskinporten> {
    let settings = config.registers.maskinporten.as_ref();
    let settings = settings.context("[registers.maskinporten] is missing")?;
    Maskinporten::new(settings, clock.clone())
}
