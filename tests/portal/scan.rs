//! Malware scanning by a real clamd, and by those that are none.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::num::NonZeroU64;

use bytes::Bytes;
use sendsikkert::scan::{Address, Scan, Scanner, Settings, Unscanned, Verdict};

use crate::support::clamd::{BAD_WORDS, Clamd, Wishes, eicar};
use crate::support::files;
use crate::support::process::free_port;

async fn scan(scanner: &Scanner, pieces: &[&[u8]]) -> Result<Verdict, Unscanned> {
    let mut scan = scanner.begin().await?;
    for piece in pieces {
        scan.write(&Bytes::copy_from_slice(piece)).await?;
    }
    scan.finish().await
}

/// Tells it zeros until it has had enough.
async fn without_end(scan: &mut Scan) -> Unscanned {
    let zeros = Bytes::from(vec![0; 64 * 1024]);
    loop {
        if let Err(unscanned) = scan.write(&zeros).await {
            return unscanned;
        }
    }
}

/// Until something is so, clamd is given other files, since it does not tell when it tidies up.
async fn until(scanner: &Scanner, is_so: impl Fn() -> bool) {
    for _ in 0..10_000 {
        if is_so() {
            return;
        }
        let verdict = scan(scanner, &[b"another"]).await.unwrap();
        assert_eq!(verdict, Verdict::Clean);
    }
    unreachable!("that does not come to pass");
}

fn found(signature: &str) -> Verdict {
    Verdict::Found {
        signature: signature.to_owned(),
    }
}

#[tokio::test]
async fn clean_files_are_clean_and_others_are_found() {
    for tcp in [false, true] {
        let clamd = Clamd::start_with(&Wishes {
            tcp,
            ..Wishes::default()
        });
        let scanner = clamd.settings().scanner();
        let letter = files::pdf("brev");
        let verdict = scan(&scanner, &[&letter]).await.unwrap();
        assert_eq!(verdict, Verdict::Clean);
        assert_eq!(scan(&scanner, &[]).await.unwrap(), Verdict::Clean);

        let eicar = eicar();
        let in_pieces: Vec<_> = eicar.chunks(1).collect();
        for pieces in [&[eicar.as_slice()][..], &in_pieces] {
            let verdict = scan(&scanner, pieces).await.unwrap();
            assert_eq!(verdict, found("Eicar-Test-File.UNOFFICIAL"));
        }
        let zip = files::zip(&[("brev.pdf", &letter), ("eicar.com", &eicar)]);
        let verdict = scan(&scanner, &[&zip]).await.unwrap();
        assert_eq!(verdict, found("Eicar-Test-File.UNOFFICIAL"));

        // An empty piece is not the end, wherever what is looked for is cut.
        let words = BAD_WORDS.as_bytes();
        let pieces = [&letter, &words[..7], b"", &words[7..]];
        let verdict = scan(&scanner, &pieces).await.unwrap();
        assert_eq!(verdict, found("Sendsikkert.Test.UNOFFICIAL"));
        until(&scanner, || clamd.temporary_files().is_empty()).await;
    }
}

#[tokio::test]
async fn many_files_at_once_don_t_get_mixed_up() {
    let clamd = Clamd::start();
    let scanner = clamd.settings().scanner();
    let scans = (0..40).map(|number| {
        let scanner = scanner.clone();
        async move {
            let bad = number % 3 == 0;
            let filling = if bad { BAD_WORDS } else { "brev" };
            let file = files::pdf(filling);
            let pieces: Vec<_> = file.chunks(10).collect();
            let verdict = scan(&scanner, &pieces).await.unwrap();
            assert_eq!(verdict == Verdict::Clean, !bad);
        }
    });
    futures_util::future::join_all(scans).await;
}

#[tokio::test]
async fn a_file_that_is_longer_than_it_takes_is_told_of_in_mid_stream() {
    for tcp in [false, true] {
        let clamd = Clamd::start_with(&Wishes {
            conf: "StreamMaxLength 1M\nAlertExceedsMax yes",
            tcp,
            ..Wishes::default()
        });
        let scanner = clamd.settings().scanner();
        let mut scan = scanner.begin().await.unwrap();
        let unscanned = without_end(&mut scan).await;
        assert!(matches!(unscanned, Unscanned::TooLarge), "{unscanned:?}");
        // Nothing that is said after that counts.
        let unscanned = scan.finish().await.unwrap_err();
        assert!(matches!(unscanned, Unscanned::Lost), "{unscanned:?}");

        // In one piece, it is refused by its length alone.
        let mut scan = scanner.begin().await.unwrap();
        let long = Bytes::from(vec![0; 8 * 1024 * 1024]);
        let unscanned = scan.write(&long).await.unwrap_err();
        assert!(matches!(unscanned, Unscanned::TooLarge), "{unscanned:?}");
        // One byte too many may come to light only at the end.
        let just = vec![0; 1024 * 1024];
        let verdict = self::scan(&scanner, &[&just]).await.unwrap();
        assert_eq!(verdict, Verdict::Clean);
        let unscanned = self::scan(&scanner, &[&just, b"1"]).await.unwrap_err();
        assert!(matches!(unscanned, Unscanned::TooLarge), "{unscanned:?}");
    }
}

#[tokio::test]
async fn a_file_beyond_its_limits_is_not_called_clean() {
    let clamd = Clamd::start_with(&Wishes {
        conf: "MaxFileSize 100K\nAlertExceedsMax yes",
        ..Wishes::default()
    });
    let long = vec![0; 200 * 1024];
    let verdict = scan(&clamd.settings().scanner(), &[&long]).await.unwrap();
    assert_eq!(verdict, Verdict::TooComplex);
}

#[tokio::test]
async fn a_scanner_that_is_not_there_is_down() {
    let mut clamd = Clamd::start();
    let scanner = clamd.settings().scanner();
    let mut scan = scanner.begin().await.unwrap();
    scan.write(&Bytes::from_static(b"half")).await.unwrap();
    clamd.kill();
    let unscanned = without_end(&mut scan).await;
    assert!(matches!(unscanned, Unscanned::Down { .. }), "{unscanned:?}");

    // Its socket lies there still; nobody is behind it, or at a port.
    let nobody = Address::Tcp(format!("127.0.0.1:{}", free_port()));
    for scanner in [scanner, Clamd::settings_at(nobody).scanner()] {
        let unscanned = scanner.begin().await.unwrap_err();
        assert!(matches!(unscanned, Unscanned::Down { .. }), "{unscanned:?}");
    }
}

#[tokio::test]
async fn a_scanner_that_ends_before_its_verdict_is_down() {
    let mut clamd = Clamd::start();
    let mut scan = clamd.settings().scanner().begin().await.unwrap();
    scan.write(&Bytes::from_static(b"whole")).await.unwrap();
    clamd.kill();
    let unscanned = scan.finish().await.unwrap_err();
    assert!(matches!(unscanned, Unscanned::Down { .. }), "{unscanned:?}");
}

/// One that plays a scanner for one file, in a way of its own.
fn instead(play: impl FnOnce(TcpStream) + Send + 'static) -> Address {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || play(listener.accept().unwrap().0));
    Address::Tcp(address)
}

#[tokio::test]
async fn a_scanner_that_says_nothing_is_waited_for_so_long_and_no_longer() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let settings = Settings::Clamd {
        address: Address::Tcp(listener.local_addr().unwrap().to_string()),
        timeout_seconds: NonZeroU64::MIN,
    };
    let scanner = settings.scanner();
    let unscanned = scan(&scanner, &[b"whole"]).await.unwrap_err();
    assert!(matches!(unscanned, Unscanned::Slow(1)), "{unscanned:?}");
    // Nobody reads either: at some point nothing more can be said.
    let mut scan = scanner.begin().await.unwrap();
    let unscanned = without_end(&mut scan).await;
    assert!(matches!(unscanned, Unscanned::Slow(1)), "{unscanned:?}");
    drop(listener);
}

#[tokio::test]
async fn what_can_t_be_understood_is_no_verdict() {
    let everything: &'static [u8] = b"x".repeat(100_000).leak();
    for (answer, said) in [
        (
            &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
            "HTTP/1.1 400 Bad Request?",
        ),
        // Cut off before its end.
        (b"stream: OK", "stream: OK"),
        (b"\x1b[31m\0", "?[31m"),
        (
            b"stream: Can't allocate memory ERROR\0",
            "stream: Can't allocate memory ERROR",
        ),
        (everything, &"x".repeat(200)),
    ] {
        let address = instead(move |mut stream| {
            let mut told = Vec::new();
            // Up to the end of the file: a length of zero.
            while !told.ends_with(b"file\0\0\0\0") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                told.extend(byte);
            }
            assert_eq!(told, b"zINSTREAM\0\0\0\0\x04file\0\0\0\0");
            // Who has heard enough hangs up.
            drop(stream.write_all(answer));
            drop(stream.shutdown(Shutdown::Write));
        });
        let scanner = Clamd::settings_at(address).scanner();
        let unscanned = scan(&scanner, &[b"file"]).await.unwrap_err();
        assert!(
            matches!(&unscanned, Unscanned::Answer(heard) if heard == said),
            "{unscanned:?}"
        );
    }
}

#[tokio::test]
async fn a_verdict_before_the_end_does_not_count() {
    let address = instead(|mut stream| {
        stream.read_exact(&mut [0; b"zINSTREAM\0".len()]).unwrap();
        stream.write_all(b"stream: OK\0").unwrap();
        // It goes on listening until the other side hangs up.
        drop(stream.read_to_end(&mut Vec::new()));
    });
    let mut scan = Clamd::settings_at(address).scanner().begin().await.unwrap();
    let unscanned = without_end(&mut scan).await;
    assert!(
        matches!(&unscanned, Unscanned::Answer(said) if said == "stream: OK"),
        "{unscanned:?}"
    );
}

#[tokio::test]
async fn a_scan_that_is_given_up_leaves_nothing() {
    let clamd = Clamd::start();
    let scanner = clamd.settings().scanner();
    let mut scan = scanner.begin().await.unwrap();
    scan.write(&Bytes::from_static(b"half")).await.unwrap();
    let kept = || {
        let mut files = clamd.temporary_files().into_iter();
        // One that is gone meanwhile was another's.
        files.any(|file| std::fs::read(file).is_ok_and(|bytes| bytes == b"half"))
    };
    until(&scanner, kept).await;
    drop(scan);
    until(&scanner, || !kept()).await;
}

#[tokio::test]
async fn a_step_that_was_broken_off_is_not_gone_on_with() {
    let (hung_up, hangs_up) = std::sync::mpsc::channel::<()>();
    let address = instead(move |stream| {
        // Reads nothing, until the other side has hung up.
        assert!(hangs_up.recv().is_err());
        let mut last = [0; 4096];
        while (&stream).read(&mut last).is_ok_and(|read| read > 0) {}
    });
    let mut scan = Clamd::settings_at(address).scanner().begin().await.unwrap();
    let long = Bytes::from(vec![0; 64 * 1024 * 1024]);
    let broken_off = {
        let mut writing = std::pin::pin!(scan.write(&long));
        futures_util::poll!(&mut writing).is_pending()
    };
    assert!(broken_off, "that does not go in one step");
    let unscanned = scan.finish().await.unwrap_err();
    assert!(matches!(unscanned, Unscanned::Lost), "{unscanned:?}");
    drop(hung_up);
}
