//! What clamd's answers mean. An answer comes without the byte that ends it.

use super::{Unscanned, Verdict};

/// More than anybody reads of an answer, and than a signature is called.
const MOST_CHARACTERS: usize = 200;

/// The answer to a file that was told to its end.
pub(super) fn verdict(answer: &[u8]) -> Result<Verdict, Unscanned> {
    if answer == b"stream: OK" {
        return Ok(Verdict::Clean);
    }
    let found = answer
        .strip_prefix(b"stream: ")
        .and_then(|rest| rest.strip_suffix(b" FOUND"));
    match found {
        Some([]) | None => Err(refusal(answer)),
        // What clamd says with `AlertExceedsMax` when it gives up; without, it calls the file clean.
        Some(name) if name.starts_with(b"Heuristics.Limits.Exceeded") => Ok(Verdict::TooComplex),
        Some(name) => Ok(Verdict::Found {
            signature: readable(name),
        }),
    }
}

/// An answer that is no verdict, among them all that come before a file was told to its end.
pub(super) fn refusal(answer: &[u8]) -> Unscanned {
    if answer == b"INSTREAM size limit exceeded. ERROR" {
        Unscanned::TooLarge
    } else if answer == b"COMMAND READ TIMED OUT" {
        Unscanned::Impatient
    } else {
        Unscanned::Answer(readable(answer))
    }
}

/// For logs and terminals: short, printable, on one line.
pub(super) fn readable(bytes: &[u8]) -> String {
    let shown = bytes.iter().take(MOST_CHARACTERS).map(|byte| match byte {
        b' '..=b'~' => char::from(*byte),
        _ => '?',
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(signature: &str) -> Verdict {
        Verdict::Found {
            signature: signature.to_owned(),
        }
    }

    #[test]
    fn verdicts() {
        for (answer, means) in [
            ("stream: OK", Verdict::Clean),
            ("stream: Eicar-Signature FOUND", found("Eicar-Signature")),
            (
                "stream: Eicar(44d88612fea8a8f36de82e1278abb02f:68) FOUND",
                found("Eicar(44d88612fea8a8f36de82e1278abb02f:68)"),
            ),
            ("stream: OK FOUND", found("OK")),
            ("stream: x FOUND FOUND", found("x FOUND")),
            ("stream: a\u{1b}[31mé FOUND", found("a?[31m??")),
            (
                "stream: Heuristics.Limits.Exceeded.MaxScanTime FOUND",
                Verdict::TooComplex,
            ),
            (
                "stream: Heuristics.Limits.Exceeded FOUND",
                Verdict::TooComplex,
            ),
        ] {
            assert_eq!(verdict(answer.as_bytes()).unwrap(), means, "{answer}");
        }
    }

    #[test]
    fn everything_else_is_no_verdict() {
        for answer in [
            "",
            "OK",
            "stream: ok",
            "stream: OK ",
            " stream: OK",
            "stream: OK\r",
            "stream: FOUND",
            "stream: Can't allocate memory ERROR",
            "UNKNOWN COMMAND",
            "HTTP/1.1 400 Bad Request\r",
        ] {
            let heard = verdict(answer.as_bytes());
            let shown = answer.replace('\r', "?");
            assert!(
                matches!(&heard, Err(Unscanned::Answer(said)) if *said == shown),
                "{answer}: {heard:?}"
            );
        }
        let heard = verdict(b"INSTREAM size limit exceeded. ERROR");
        assert!(matches!(heard, Err(Unscanned::TooLarge)));
        let heard = verdict(b"COMMAND READ TIMED OUT");
        assert!(matches!(heard, Err(Unscanned::Impatient)));
    }

    fn is_readable(text: &str) -> bool {
        text.len() <= MOST_CHARACTERS && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
    }

    proptest! {
        #[test]
        fn only_one_answer_is_clean(answer in any::<Vec<u8>>()) {
            match verdict(&answer) {
                Ok(Verdict::Clean) => prop_assert_eq!(answer, b"stream: OK"),
                Ok(Verdict::Found { signature }) => prop_assert!(is_readable(&signature)),
                Ok(Verdict::TooComplex) | Err(Unscanned::TooLarge | Unscanned::Impatient) => {}
                Err(Unscanned::Answer(said)) => prop_assert!(is_readable(&said)),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn whatever_it_is_called_it_is_found(name in proptest::collection::vec(any::<u8>(), 1..400)) {
            prop_assume!(!name.starts_with(b"Heuristics.Limits"));
            let answer = [b"stream: ", name.as_slice(), b" FOUND"].concat();
            let Ok(Verdict::Found { signature }) = verdict(&answer) else {
                panic!("{:?}", verdict(&answer))
            };
            prop_assert!(is_readable(&signature) && !signature.is_empty());
        }
    }
}
