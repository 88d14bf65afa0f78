//! A mail server that keeps what it is given.

use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use mailin::{Action, Handler, Response, SessionBuilder, response};

/// Everything that was received, in order. There is no mailbox for `ukjent@`, until one is made.
#[derive(Clone)]
pub(crate) struct Mailbox {
    received: Arc<Mutex<Vec<String>>>,
    /// Whether there is a mailbox for `ukjent@`.
    knows_everybody: Arc<AtomicBool>,
    /// Told of each mail as it is kept, before the client is.
    told: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Default for Mailbox {
    fn default() -> Self {
        Self::telling(|_| {})
    }
}

impl Mailbox {
    /// A mailbox that tells of each mail before the client hears that it was taken.
    pub(crate) fn telling(told: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            received: Arc::default(),
            knows_everybody: Arc::default(),
            told: Arc::new(told),
        }
    }

    /// From now on there is a mailbox for everybody.
    pub(crate) fn know_everybody(&self) {
        self.knows_everybody.store(true, Ordering::SeqCst);
    }

    pub(crate) fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// Takes mail until the test's process ends, from any number of clients at once.
    pub(crate) fn serve(&self, listener: TcpListener) {
        let mailbox = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let conversation = Conversation {
                    mailbox: mailbox.clone(),
                    mail: String::new(),
                };
                // A client that hangs up half-way has not sent anything.
                std::thread::spawn(move || drop(conversation.hold(stream.unwrap())));
            }
        });
    }
}

/// What one client says.
struct Conversation {
    mailbox: Mailbox,
    mail: String,
}

impl Conversation {
    /// Answers line by line, by the library's state machine.
    fn hold(self, mut stream: TcpStream) -> io::Result<()> {
        let mut session = SessionBuilder::new("localhost").build(Ipv4Addr::LOCALHOST.into(), self);
        session.greeting().write_to(&mut stream)?;
        let mut lines = BufReader::new(stream.try_clone()?);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            let answer = session.process(&line);
            line.clear();
            if answer.action != Action::NoReply {
                answer.write_to(&mut stream)?;
            }
            if answer.action == Action::Close {
                break;
            }
        }
        Ok(())
    }
}

impl Handler for Conversation {
    fn rcpt(&mut self, to: &str) -> Response {
        let knows_everybody = self.mailbox.knows_everybody.load(Ordering::SeqCst);
        if to.starts_with("ukjent@") && !knows_everybody {
            response::NO_MAILBOX
        } else {
            response::OK
        }
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.mail.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = std::mem::take(&mut self.mail);
        self.mailbox.received.lock().unwrap().push(mail.clone());
        (self.mailbox.told)(&mail);
        response::OK
    }
}
