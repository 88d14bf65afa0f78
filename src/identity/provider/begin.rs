//! The way to the provider.

use std::time::Duration;

use anyhow::Context;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::{
    AuthenticationContextClass, CsrfToken, LanguageTag, Nonce, PkceCodeChallenge, Scope,
};
use reqwest::Method;
use serde::Deserialize;

use super::{Ask, Attempt, Error, RelyingParty};

/// How long a person waits for her turn.
const PATIENCE: Duration = Duration::from_secs(8);

impl RelyingParty {
    /// Begins a log-in: where to send the browser, and what to remember until it comes back.
    pub async fn begin(&self, ask: Ask) -> Result<(String, Attempt), Error> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(32),
                || Nonce::new_random_len(32),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .add_auth_context_value(AuthenticationContextClass::new(
                self.rules.dialect.word(ask.acr).to_owned(),
            ))
            .add_ui_locale(LanguageTag::new(ask.locale.tag().to_owned()))
            .set_pkce_challenge(challenge);
        if ask.fresh {
            request = request.add_prompt(CoreAuthPrompt::Login);
        }
        if let Some(details) = &ask.authorization_details {
            request = request.add_extra_param("authorization_details", details.to_string());
        }
        if let Some(name) = &self.rules.on_behalf_of {
            request = request.add_extra_param("onbehalfof", name.clone());
        }
        let (url, state, nonce) = request.url();
        let pushed = &metadata
            .additional_metadata()
            .pushed_authorization_request_endpoint;
        let url = match pushed {
            // Never a way round when it fails: then somebody could make it fail.
            Some(endpoint) => self.push(endpoint, &url).await?,
            None => url,
        };
        let attempt = Attempt {
            issuer: self.discovery.issuer().as_str().to_owned(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            acr: ask.acr,
            fresh: ask.fresh,
            return_to: ask.return_to,
            begun_at: self.clock.now().millis(),
        };
        Ok((url.into(), attempt))
    }

    /// Hands the request's parameters to the provider itself (RFC 9126), so that the browser carries
    /// nothing but a reference to them.
    async fn push(&self, endpoint: &str, request: &url::Url) -> Result<url::Url, Error> {
        #[derive(Deserialize)]
        struct Pushed {
            request_uri: String,
        }
        // Whoever asks for log-ins by the thousand waits in line with everybody else.
        let _under_way = tokio::time::timeout(PATIENCE, self.pushes.acquire())
            .await
            .context("too many log-ins begin at once")
            .map_err(Error::Unavailable)?;
        let mut form: Vec<(String, String)> = request.query_pairs().into_owned().collect();
        let proof = self.proof().map_err(Error::Unavailable)?;
        form.extend(
            proof
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        );
        let call = self.http.request(Method::POST, endpoint).form(&form);
        let answer = self
            .http
            .send(call)
            .await
            .context("pushing the request")
            .map_err(Error::Unavailable)?;
        if !matches!(answer.status, 200 | 201) {
            return Err(Error::Unavailable(
                answer.refusal().context("pushing the request"),
            ));
        }
        let pushed: Pushed = answer.json().map_err(Error::Unavailable)?;
        let mut url = request.clone();
        url.query_pairs_mut()
            .clear()
            .append_pair("client_id", self.client_id.as_str())
            .append_pair("request_uri", &pushed.request_uri);
        Ok(url)
    }
}
