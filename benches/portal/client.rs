//! A browser's upload with as little work as possible, since the client runs on the portal's
//! processors: the file lies on disk, and the kernel hands its pages to the connection (`sendfile`).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::people::Citizen;

/// As a browser chooses it.
const BOUNDARY: &str = "----WebKitFormBoundaryq7Zt3YwPlXc0eHnA";

/// A file to be sent again and again.
pub(crate) struct Body {
    path: PathBuf,
    extension: &'static str,
    /// Its size in bytes.
    pub(crate) size: u64,
}

impl Body {
    pub(crate) fn new(folder: &Path, name: &'static str, bytes: &[u8]) -> anyhow::Result<Self> {
        let path = folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("writing {name}"))?;
        let (_, extension) = name.rsplit_once('.').context("a name without extension")?;
        Ok(Self {
            path,
            extension,
            size: bytes.len() as u64,
        })
    }

    pub(crate) fn open(&self) -> anyhow::Result<File> {
        File::open(&self.path).context("opening a file to be sent")
    }
}

/// A connection that is kept open from one upload to the next.
pub(crate) struct Connection {
    stream: TcpStream,
    answers: BufReader<TcpStream>,
    /// Uploads begun, so that no two files have the same name.
    begun: u32,
}

impl Connection {
    pub(crate) fn open(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("connecting")?;
        // The end of a form must not wait until what comes before it is acknowledged.
        stream.set_nodelay(true)?;
        Ok(Self {
            answers: BufReader::new(stream.try_clone()?),
            stream,
            begun: 0,
        })
    }

    /// Uploads a file to a draft, and makes sure that it was kept.
    pub(crate) fn upload(
        &mut self,
        citizen: &Citizen,
        draft: &str,
        body: &Body,
    ) -> anyhow::Result<()> {
        self.begin(citizen, draft, body)?;
        let sent = io::copy(&mut body.open()?, &mut self.stream).context("sending a file")?;
        ensure!(sent == body.size, "the file changed");
        self.stream.write_all(end().as_bytes())?;
        self.expect_kept(draft)
    }

    /// Sends everything that stands before the file.
    pub(crate) fn begin(
        &mut self,
        citizen: &Citizen,
        draft: &str,
        body: &Body,
    ) -> anyhow::Result<()> {
        self.begun += 1;
        let form = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"fil {}.{}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            citizen.csrf(),
            self.begun,
            body.extension,
        );
        let length = form.len() as u64 + body.size + end().len() as u64;
        let request = format!(
            "POST {draft}/files HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n{form}",
            citizen.cookies(),
        );
        self.stream
            .write_all(request.as_bytes())
            .context("beginning an upload")
    }

    /// Sends a little of the file.
    pub(crate) fn dribble(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(bytes).context("dribbling")
    }

    /// A file that was kept leads back to the list of files; every refusal is a page.
    fn expect_kept(&mut self, draft: &str) -> anyhow::Result<()> {
        let answer = self.answer()?;
        answer
            .expect(&format!("{draft}/files"))
            .context("the file was not kept")
    }

    /// Sends a whole request and reads the whole answer.
    pub(crate) fn ask(&mut self, request: &str) -> anyhow::Result<Answer> {
        self.stream
            .write_all(request.as_bytes())
            .context("sending a request")?;
        self.answer()
    }

    fn answer(&mut self) -> anyhow::Result<Answer> {
        let mut length = 0;
        let mut head = String::new();
        loop {
            let begins_at = head.len();
            self.answers
                .read_line(&mut head)
                .context("reading the answer")?;
            let line = head.get(begins_at..).unwrap_or_default().trim_end();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(": ")
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.parse()?;
            }
        }
        let mut body = vec![0; length];
        self.answers
            .read_exact(&mut body)
            .context("reading the answer")?;
        Ok(Answer { head, body })
    }
}

/// What a portal answers.
pub(crate) struct Answer {
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A page, or a redirect to an address.
    pub(crate) fn expect(&self, leads_to: &str) -> anyhow::Result<()> {
        let is_expected = if leads_to.is_empty() {
            self.head.starts_with("HTTP/1.1 200")
        } else {
            self.head.starts_with("HTTP/1.1 303")
                && self
                    .head
                    .to_lowercase()
                    .contains(&format!("location: {leads_to}\r\n"))
        };
        ensure!(is_expected, "the answer was {}", self.head);
        Ok(())
    }
}

fn end() -> String {
    format!("\r\n--{BOUNDARY}--\r\n")
}
