//! Digits in free text, in the groups that people write them in.

/// Digits without anything between them.
pub(super) struct Group {
    /// As ASCII writes them. Digits of other scripts are counted, not read: each stands here as a one.
    pub(super) digits: String,
    /// Whether it stands close to the group before: nothing but a few dots, spaces or the like in between.
    is_close: bool,
}

/// More between two groups than this keeps them apart: ` - ` is three.
const FAR: usize = 4;

/// The groups of digits in a text, in order.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut between = 0;
    for c in text.chars() {
        match groups.last_mut() {
            _ if c.is_alphabetic() => between = FAR,
            _ if !c.is_numeric() => between += 1,
            Some(group) if between == 0 => group.digits.push(as_ascii(c)),
            _ => {
                groups.push(Group {
                    digits: as_ascii(c).to_string(),
                    is_close: between < FAR,
                });
                between = 0;
            }
        }
    }
    groups
}

/// The first group and those that stand close to each other behind it.
pub(super) fn close_together<'a>(
    groups: impl Iterator<Item = &'a Group>,
) -> impl Iterator<Item = &'a Group> {
    groups
        .enumerate()
        .take_while(|(place, group)| *place == 0 || group.is_close)
        .map(|(_, group)| group)
}

fn as_ascii(c: char) -> char {
    if c.is_ascii_digit() { c } else { '1' }
}
