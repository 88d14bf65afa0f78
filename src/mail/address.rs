//! E-mail addresses: which ones mail can be sent to, and how much of one is shown.

use lettre::Address;

/// Whether mail can be sent to an address.
pub fn is_address(text: &str) -> bool {
    // The library accepts hosts without a dot, which no citizen has.
    text.parse::<Address>()
        .is_ok_and(|address| address.domain().contains('.') && text.is_ascii())
}

/// As much of an address as an operator sees, `k***@e***.no`: enough to tell two apart, too little to write to
/// anybody. What is no address is not shown at all.
pub fn masked(address: &str) -> String {
    let Some((mailbox, host)) = address.rsplit_once('@') else {
        return "***".to_owned();
    };
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let last_label = host
        .rsplit_once('.')
        .map_or_else(String::new, |(_, label)| format!(".{label}"));
    format!("{}***@{}***{last_label}", first(mailbox), first(host))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_people_have() {
        for good in ["kari@example.no", "kari.nordmann+post@epost.example.no"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "kari",
            "kari@",
            "kari@localhost",
            "kari@example.no, ola@example.no",
            "kari@exa mple.no",
            "kåri@example.no\n",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_masked_address_is_hardly_one() {
        for (address, shown) in [
            ("kari@example.no", "k***@e***.no"),
            ("kari.nordmann+post@epost.example.no", "k***@e***.no"),
            ("\"a@b\"@example.com", "\"***@e***.com"),
            ("a@b", "a***@b***"),
            ("kari", "***"),
            ("", "***"),
        ] {
            assert_eq!(masked(address), shown, "{address}");
        }
    }

    proptest! {
        /// Whatever else stands in two addresses, they look the same when these three do: so nothing else shows.
        #[test]
        fn nothing_shows_but_two_letters_and_the_last_label(
            m in "[a-z]",
            mailbox in "[a-z0-9.+_-]{0,30}",
            others_mailbox in "[a-z0-9.+_-]{0,30}",
            h in "[a-z]",
            host in "[a-z0-9-]{0,20}(\\.[a-z0-9-]{1,20}){0,3}",
            others_host in "[a-z0-9-]{0,20}(\\.[a-z0-9-]{1,20}){0,3}",
            last in "[a-z]{2,10}",
        ) {
            let shown = masked(&format!("{m}{mailbox}@{h}{host}.{last}"));
            prop_assert_eq!(&shown, &masked(&format!("{m}{others_mailbox}@{h}{others_host}.{last}")));
            prop_assert_eq!(shown.len(), "k***@e***.".len() + last.len());
        }
    }
}
