//! Names as registers have them.

/// Enhetsregisteret's own limit for a name, in characters, with room to spare.
const MAX_NAME: usize = 255;

/// A name as others have it, on one line and of letters that can be seen: it goes into the archive's XML,
/// and before people's eyes.
pub(super) fn readable(name: &str) -> Option<String> {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}' | '\u{200b}'
                    ..='\u{200f}' | '\u{202a}'
                    ..='\u{202e}' | '\u{2060}'
                    ..='\u{206f}' | '\u{fff0}'
                    ..='\u{ffff}' | '\u{e0000}'
                    ..='\u{e007f}'
            )
    };
    let seen: String = name
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_hidden(*c))
        .collect();
    let name: String = seen
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(MAX_NAME)
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Names in the order of the Norwegian alphabet, which ends in Æ, Ø, Å.
pub(super) fn norwegian_order(name: &str) -> String {
    let place = |c| match c {
        'Æ' => '\u{e000}',
        'Ø' => '\u{e001}',
        'Å' => '\u{e002}',
        c => c,
    };
    name.to_uppercase().chars().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_made_readable() {
        assert_eq!(
            readable(" EKSEMPEL\u{1}\r\n  B\u{202e}YGG AS ").as_deref(),
            Some("EKSEMPEL BYGG AS")
        );
        assert_eq!(readable("\u{feff}\n"), None);
        assert_eq!(readable(&"x".repeat(1000)).unwrap().len(), MAX_NAME);
    }

    #[test]
    fn the_alphabet_ends_in_three_letters_of_its_own() {
        let mut names = ["Åsen AS", "Ørnes AS", "Ærlig AS", "Zoo AS", "ask AS"];
        names.sort_by_cached_key(|name| norwegian_order(name));
        assert_eq!(
            names,
            ["ask AS", "Zoo AS", "Ærlig AS", "Ørnes AS", "Åsen AS"]
        );
    }
}
