//! Start codes: what every unit of a system's or a video's stream begins with (ISO/IEC 11172-1, 2.4.1;
//! 13818-2, 6.2.1), and where a parser that has lost its way goes on.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::submission::inspect::feed::Feed;

pub(super) const START_CODE: &[u8; 3] = &[0, 0, 1];

static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(START_CODE));

/// What stood before a start code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// How much.
    pub(super) bytes: u64,
    /// Nothing but zeros, which may stand between any two units.
    pub(super) zeros: bool,
    /// Whether a start code was found before the end of the file.
    pub(super) found: bool,
}

/// Passes over the next start code's three bytes and all that stands before.
pub(super) async fn past_start_code(feed: &mut Feed) -> Gap {
    let mut gap = Gap {
        bytes: 0,
        zeros: true,
        found: false,
    };
    // The last two bytes, since the cut may go through a start code.
    let mut last = [u8::MAX; 2];
    loop {
        let here = feed.chunk().await;
        if here.is_empty() {
            return gap;
        }
        let [before, previous] = last;
        let first = here.first().copied().unwrap_or(u8::MAX);
        let cut = match (before, previous, first, here.get(1)) {
            (0, 0, 1, _) => Some(1),
            (_, 0, 0, Some(1)) => Some(2),
            _ => None,
        };
        let end = cut.or_else(|| FINDER.find(here).map(|at| at + START_CODE.len()));
        let used = here.get(..end.unwrap_or(here.len())).unwrap_or(here);
        last = match used {
            [.., before, previous] => [*before, *previous],
            [only] => [previous, *only],
            [] => last,
        };
        gap.bytes += used.len() as u64;
        gap.found = end.is_some();
        // All but the start code's own last byte.
        let zeros = used.get(..used.len() - usize::from(gap.found));
        gap.zeros &= zeros.unwrap_or_default().iter().all(|byte| *byte == 0);
        let used = used.len();
        feed.consume(used);
        if gap.found {
            gap.bytes = gap.bytes.saturating_sub(START_CODE.len() as u64);
            return gap;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::inspect::trial::read;

    #[test]
    fn cuts_make_no_difference() {
        let file = b"\0\0\0\0\x01\xBAab\0\x01\0\0\x01c\0\0\0\0\0\x01";
        for chunk in 1..=file.len() {
            let gaps = read(file, chunk, async |mut feed: Feed| {
                let mut gaps = Vec::new();
                loop {
                    let gap = past_start_code(&mut feed).await;
                    gaps.push((gap.bytes, gap.zeros, gap.found));
                    if !gap.found {
                        return gaps;
                    }
                }
            });
            let expected = [
                (2, true, true),
                (5, false, true),
                (4, false, true),
                (0, true, false),
            ];
            assert_eq!(gaps, expected, "{chunk}");
        }
    }
}
