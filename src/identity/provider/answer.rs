//! What the browser brings back from the provider (RFC 6749, 4.1.2; RFC 9207).

/// Longer than any code or description; a longer value is not looked at.
const MAX_VALUE_BYTES: usize = 2048;

/// The parameters of the callback. Each may stand there once, and a code and an error never together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Ties the answer to the attempt it belongs to.
    pub state: Option<String>,
    pub(super) code: Option<String>,
    pub(super) iss: Option<String>,
    pub(super) error: Option<String>,
    pub(super) error_description: Option<String>,
}

impl Answer {
    /// Reads a query; nothing, when it makes no sense.
    pub fn parse(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "state" => &mut answer.state,
                "code" => &mut answer.code,
                "iss" => &mut answer.iss,
                "error" => &mut answer.error,
                "error_description" => &mut answer.error_description,
                _ => continue,
            };
            if value.len() > MAX_VALUE_BYTES || slot.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        (answer.code.is_some() != answer.error.is_some()).then_some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_one_thing_once() {
        let answer = Answer::parse("code=a%2Bb&state=c&iss=https%3A%2F%2Fidporten.no&x=y").unwrap();
        assert_eq!(answer.code.as_deref(), Some("a+b"));
        assert_eq!(answer.iss.as_deref(), Some("https://idporten.no"));
        let long = format!("state=a&code={}", "x".repeat(MAX_VALUE_BYTES + 1));
        for query in [
            "",
            "state=a",
            "state=a&state=a&code=b",
            "state=a&code=b&code=b",
            "state=a&code=b&error=access_denied",
            "state=a&code=b&iss=c&iss=d",
            &long,
        ] {
            assert_eq!(Answer::parse(query), None, "{query}");
        }
    }
}
