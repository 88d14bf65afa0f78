//! The link that stands in a letter, as it is followed, typed or made up.

/// Longer than any token, however it is typed.
const MAX_TOKEN: usize = 64;
const PATH: &str = "/reply/";

/// A link as it is followed: what may be a token, and nothing that means something in an address.
#[derive(Clone, Debug)]
pub(in crate::web) struct Link(String);

impl Link {
    pub(in crate::web) fn of(text: &str) -> Self {
        let token = text.chars().map(|c| if c == ' ' { '-' } else { c });
        let token = token.filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        let token: String = token.take(MAX_TOKEN).collect();
        Self(if token.is_empty() {
            "-".to_owned()
        } else {
            token
        })
    }

    /// The link that a path of ours is.
    pub(in crate::web) fn at(path: &str) -> Option<Self> {
        path.strip_prefix(PATH).map(Self::of)
    }

    /// What stands behind the last slash.
    pub(in crate::web) fn token(&self) -> &str {
        &self.0
    }

    pub(in crate::web) fn path(&self) -> String {
        format!("{PATH}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_made_of_what_may_stand_in_an_address() {
        for (typed, path) in [
            ("K7QM-3TXV", "/reply/K7QM-3TXV"),
            ("k7qm 3txv", "/reply/k7qm-3txv"),
            ("../submissions?x=<a>", "/reply/submissionsxa"),
            ("", "/reply/-"),
            ("é%", "/reply/-"),
        ] {
            assert_eq!(Link::of(typed).path(), path);
        }
        assert_eq!(Link::of(&"x".repeat(1000)).path().len(), 71);
        assert!(Link::at("/submissions/x").is_none());
    }
}
