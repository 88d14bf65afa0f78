//! Forms: the token every one of them carries, and what is wrong with their fields.

use serde::Deserialize;

use super::error::WebError;
use super::page::Page;

/// A form of a session. Its fields can't be reached without the token being checked.
#[derive(Deserialize)]
pub(super) struct Protected<T> {
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T> Protected<T> {
    /// The fields, and whether the form was written by a page of this very session. For pages where
    /// people write: what came with an old form is shown to them again, and nothing else is done with it.
    pub(super) fn salvaged(self, page: &Page) -> (T, bool) {
        let is_current = verify_token(&self.csrf, page).is_ok();
        (self.fields, is_current)
    }

    /// The fields as they were sent, whoever sent them: nothing is done with them but to keep them.
    pub(super) fn unverified(self) -> T {
        self.fields
    }

    /// The fields, if the form was written by a page of this very session.
    pub(super) fn verified(self, page: &Page) -> Result<T, WebError> {
        verify_token(&self.csrf, page)?;
        Ok(self.fields)
    }
}

/// Checks a form's token against the session's. Both are derived from 256 secret bits and compared as
/// hashes, so that the time it takes tells nothing.
pub(super) fn verify_token(token: &str, page: &Page) -> Result<(), WebError> {
    if are_same(token, &page.csrf) && !page.csrf.is_empty() {
        Ok(())
    } else {
        Err(WebError::Csrf)
    }
}

/// Compares secrets as hashes, so that the time it takes tells nothing.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    crate::crypt::sha256_hex(one.as_bytes()) == crate::crypt::sha256_hex(other.as_bytes())
}

/// A form without fields of its own.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// What is wrong with a page's fields, in the order of the page.
#[derive(Default)]
pub(super) struct Errors(Vec<FieldError>);

/// One thing that must be put right.
pub(super) struct FieldError {
    pub(super) field: &'static str,
    pub(super) message: String,
    /// Where it is put right.
    pub(super) href: String,
}

impl Errors {
    /// Something wrong with a field of this page.
    pub(super) fn add(&mut self, field: &'static str, message: String) {
        self.0.push(FieldError {
            field,
            message,
            href: format!("#{field}"),
        });
    }

    /// The form was written before the person logged in anew.
    pub(super) fn old_form(first_field: &'static str, page: &Page) -> Self {
        let mut errors = Self::default();
        errors.add(first_field, t!(page, "err-form-old"));
        errors
    }

    /// Something wrong that is put right on another page.
    pub(super) fn add_elsewhere(&mut self, field: &'static str, message: String, href: String) {
        self.0.push(FieldError {
            field,
            message,
            href,
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    pub(super) fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }
}
