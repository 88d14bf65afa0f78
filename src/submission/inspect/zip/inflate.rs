//! Unpacks a member, a piece at a time, by the methods that programs know everywhere (APPNOTE 4.4.5).

use std::io::{Read, Seek};

use deflate64::InflaterManaged;
use flate2::{Decompress, FlushDecompress, Status};

use super::Trouble;
use super::entry::Entry;
use super::source::Source;
use crate::submission::Rejection;

/// Where a member's packed bytes stand, and how they are packed.
#[derive(Clone, Copy)]
pub(super) struct Packed {
    pub(super) method: Method,
    pub(super) offset: u64,
    pub(super) bytes: u64,
}

/// What ordinary programs can unpack. Windows makes Deflate64 of large files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Stored,
    Deflate,
    Deflate64,
}

impl Method {
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        match entry.method {
            0 => Some(Self::Stored),
            8 => Some(Self::Deflate),
            9 => Some(Self::Deflate64),
            _ => None,
        }
    }
}

/// A member's bytes, from its first one on.
pub(super) struct Inflater {
    decoder: Decoder,
    left: u64,
    ended: bool,
}

enum Decoder {
    Stored,
    Deflate(Decompress),
    Deflate64(Box<InflaterManaged>),
}

impl Inflater {
    pub(super) fn new(packed: &Packed) -> Self {
        Self {
            decoder: match packed.method {
                Method::Stored => Decoder::Stored,
                Method::Deflate => Decoder::Deflate(Decompress::new(false)),
                Method::Deflate64 => Decoder::Deflate64(Box::new(InflaterManaged::new())),
            },
            left: packed.bytes,
            ended: false,
        }
    }

    /// Whether the end has come, and nothing is left behind it.
    pub(super) fn is_at_end(&self) -> bool {
        self.left == 0 && self.ended
    }

    /// How many packed bytes were not used yet.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Fills the buffer, or as much of it as there are bytes.
    pub(super) fn fill<R: Read + Seek>(
        &mut self,
        source: &mut Source<R>,
        buffer: &mut [u8],
    ) -> Result<usize, Trouble> {
        let mut filled = 0;
        while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
            let produced = self.step(source, room)?;
            if produced == 0 && self.ended {
                break;
            }
            filled += produced;
        }
        Ok(filled)
    }

    fn step<R: Read + Seek>(
        &mut self,
        source: &mut Source<R>,
        room: &mut [u8],
    ) -> Result<usize, Trouble> {
        if self.ended {
            return Ok(0);
        }
        if matches!(self.decoder, Decoder::Stored) {
            return self.copy(source, room);
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let input = source.chunk()?;
        let input = input.get(..input.len().min(left)).unwrap_or_default();
        let step = self.decoder.step(input, room);
        let step = step.ok_or(Rejection::ZipDamaged)?;
        // More input brings nothing when there is none.
        if step.used == 0 && step.produced == 0 && !step.ended {
            return Err(Rejection::ZipDamaged.into());
        }
        source.consume(step.used);
        self.left -= step.used as u64;
        self.ended = step.ended;
        Ok(step.produced)
    }

    fn copy<R: Read + Seek>(
        &mut self,
        source: &mut Source<R>,
        room: &mut [u8],
    ) -> Result<usize, Trouble> {
        let bytes = room
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let copied = match room.get_mut(..bytes) {
            Some(room) if bytes > 0 => source.read(room)?,
            _ => 0,
        };
        if copied == 0 && self.left > 0 {
            return Err(Rejection::ZipDamaged.into());
        }
        self.left -= copied as u64;
        self.ended = self.left == 0;
        Ok(copied)
    }
}

struct Step {
    used: usize,
    produced: usize,
    ended: bool,
}

impl Decoder {
    /// `None` when the packed bytes make no sense.
    fn step(&mut self, input: &[u8], room: &mut [u8]) -> Option<Step> {
        match self {
            Self::Stored => None,
            Self::Deflate(inflate) => {
                let before = (inflate.total_in(), inflate.total_out());
                let status = inflate.decompress(input, room, FlushDecompress::None);
                Some(Step {
                    ended: status.ok()? == Status::StreamEnd,
                    used: usize::try_from(inflate.total_in() - before.0).ok()?,
                    produced: usize::try_from(inflate.total_out() - before.1).ok()?,
                })
            }
            Self::Deflate64(inflate) => {
                let result = inflate.inflate(input, room);
                (!result.data_error && !inflate.errored()).then_some(Step {
                    ended: inflate.finished(),
                    used: result.bytes_consumed,
                    produced: result.bytes_written,
                })
            }
        }
    }
}
