//! How sound and film are framed, as detection and inspection both read it.

/// The longest frame of a free-format bit rate that a decoder has to take: 640 kbit/s at 8 kHz.
pub(in crate::submission) const LONGEST_FREE_FRAME: usize = 6 * 1024;

const HEADER_BYTES: usize = 4;
/// More than the fewest bytes that any layer III frame has.
pub(in crate::submission) const LEAST_FRAME_BYTES: usize = 64;

/// As many transport packets in a row as make a stream.
const PACKETS: usize = 4;
const SYNC: u8 = 0x47;

/// The header of a layer III frame (ISO/IEC 11172-3 and 13818-3, 2.4.1.3; MPEG-2.5 has a bit less of
/// the sync word).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::submission) struct Mp3Frame {
    /// All bits that stay the same within a stream: version, layer and sampling frequency.
    stream: [u8; 2],
    /// How many bytes it has, with the header; `None` for a bit rate of the encoder's own choice.
    pub(in crate::submission) bytes: Option<usize>,
}

impl Mp3Frame {
    /// Reads a header.
    pub(in crate::submission) fn of(bytes: &[u8]) -> Option<Self> {
        const MPEG1_KBPS: [usize; 15] = [
            0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
        ];
        const MPEG2_KBPS: [usize; 15] =
            [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
        const HERTZ: [usize; 3] = [44_100, 48_000, 32_000];
        let &[0xFF, version, rates, ..] = bytes else {
            return None;
        };
        if version & 0xE6 != 0xE2 {
            return None;
        }
        let (kbps, divisor, samples) = match version >> 3 & 3 {
            3 => (MPEG1_KBPS, 1, 144),
            2 => (MPEG2_KBPS, 2, 72),
            0 => (MPEG2_KBPS, 4, 72),
            _ => return None,
        };
        let bitrate = kbps.get(usize::from(rates >> 4))? * 1000;
        let hertz = HERTZ.get(usize::from(rates >> 2 & 3))? / divisor;
        let padding = usize::from(rates >> 1 & 1);
        Some(Self {
            stream: [version & 0xFE, rates & 0x0C],
            bytes: (bitrate > 0).then(|| samples * bitrate / hertz + padding),
        })
    }

    /// Whether both belong to the same stream.
    pub(in crate::submission) fn goes_with(self, other: Self) -> bool {
        self.stream == other.stream && self.bytes.is_some() == other.bytes.is_some()
    }

    /// How many bytes the frame has that `bytes` begin with. Where it is free, the next header tells.
    pub(in crate::submission) fn length(self, bytes: &[u8]) -> Option<usize> {
        if self.bytes.is_some() {
            return self.bytes;
        }
        let least = self.least_bytes(bytes);
        let rest = bytes.get(HEADER_BYTES..LONGEST_FREE_FRAME.min(bytes.len()))?;
        memchr::memchr_iter(0xFF, rest)
            .map(|at| HEADER_BYTES + at)
            .find(|at| {
                let next = bytes.get(*at..).and_then(Self::of);
                next.is_some_and(|next| next.goes_with(self))
            })
            .filter(|at| *at >= least)
    }

    /// Whether the next header of the stream does not stand where the frame's own bytes have to: headers
    /// alone are no sound.
    pub(in crate::submission) fn has_room(self, bytes: &[u8]) -> bool {
        let least = self.least_bytes(bytes);
        (HEADER_BYTES..least).all(|at| {
            let next = bytes.get(at..).and_then(Self::of);
            !next.is_some_and(|next| next.goes_with(self))
        })
    }

    /// The fewest bytes that the frame can have: a header, a check sum if it has one, side information, and
    /// a byte (2.4.1.7).
    fn least_bytes(self, bytes: &[u8]) -> usize {
        let [version, _] = self.stream;
        let is_mono = bytes.get(3).is_some_and(|modes| modes >> 6 == 3);
        let side = match (version >> 3 & 3, is_mono) {
            (3, false) => 32,
            (3, true) | (_, false) => 17,
            (_, true) => 9,
        };
        let checksum = bytes
            .get(1)
            .map_or(0, |version| usize::from(!version & 1) * 2);
        HEADER_BYTES + checksum + side + 1
    }
}

/// Whether so many frames follow each other, as far as the head reaches: layer III has no signature.
pub(super) fn is_mp3(head: &[u8], frames: usize) -> bool {
    let Some(first) = Mp3Frame::of(head) else {
        return false;
    };
    let mut rest = head;
    for _ in 1..frames {
        let next = Mp3Frame::of(rest)
            .and_then(|frame| frame.length(rest))
            .and_then(|length| rest.get(length..));
        let Some(next) = next else {
            return false;
        };
        if !Mp3Frame::of(next).is_some_and(|frame| frame.goes_with(first)) {
            return false;
        }
        rest = next;
    }
    true
}

/// Whether a first frame, perhaps a damaged one, and several in a row stand in the head. Recorders and
/// splitters leave zeros before.
pub(super) fn may_be_mp3(head: &[u8]) -> bool {
    const IN_A_ROW: usize = 4;
    let first = head.iter().position(|byte| *byte != 0);
    let sound = first.and_then(|at| head.get(at..)).unwrap_or_default();
    Mp3Frame::of(sound).is_some()
        && memchr::memchr_iter(0xFF, sound)
            .filter_map(|at| sound.get(at..))
            .any(|rest| is_mp3(rest, IN_A_ROW))
}

/// Whether it begins as coded sound does that shares MP3's sync word: layers I and II, and AAC
/// (ISO/IEC 13818-7, 6.2).
pub(in crate::submission) fn is_other_mpeg_sound(bytes: &[u8]) -> bool {
    // FF FE is a byte order mark as well.
    let &[0xFF, second @ (0xE0..=0xFD | 0xFF), third, ..] = bytes else {
        return false;
    };
    let layer = second >> 1 & 3;
    if layer == 0 {
        // AAC: the sampling frequency's index has 13 values.
        return second & 0xF0 == 0xF0 && third >> 2 & 0x0F < 13;
    }
    layer != 1 && second >> 3 & 3 != 1 && third >> 4 != 0x0F && third >> 2 & 3 != 3
}

/// How a transport stream is cut (ISO/IEC 13818-1, 2.4.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::submission) struct Transport {
    /// Where in a packet its sync byte stands.
    pub(in crate::submission) sync: usize,
    /// How many bytes a packet has.
    pub(in crate::submission) packet: usize,
}

impl Transport {
    /// As much as it takes to know.
    pub(in crate::submission) const HEAD_BYTES: usize = PACKETS * 204;

    /// Packets as they are, with a time stamp before (Blu-ray and camcorders: M2TS) or behind, or with a
    /// check sum behind (broadcasting).
    pub(in crate::submission) fn of(head: &[u8]) -> Option<Self> {
        [(0, 188), (4, 192), (0, 192), (0, 204)]
            .into_iter()
            .map(|(sync, packet)| Self { sync, packet })
            .find(|cut| cut.packets(head) >= PACKETS)
            // Nobody needs a packet that begins so, and anybody can make a picture fit.
            .filter(|_| !head.starts_with(b"GIF8"))
    }

    /// Whether a packet begins as it must.
    pub(in crate::submission) fn is_packet(self, bytes: &[u8]) -> bool {
        bytes.get(self.sync) == Some(&SYNC)
    }

    /// How many packets begin in a row, each where the one before ends.
    pub(in crate::submission) fn packets(self, bytes: &[u8]) -> usize {
        let syncs = bytes.iter().skip(self.sync).step_by(self.packet);
        syncs.take_while(|byte| **byte == SYNC).count()
    }

    /// Whether all packets begin as they must.
    pub(super) fn is_unbroken(self, bytes: &[u8]) -> bool {
        let mut syncs = bytes.iter().skip(self.sync).step_by(self.packet);
        syncs.all(|byte| *byte == SYNC)
    }

    /// Where the next packet may begin.
    pub(in crate::submission) fn find(self, bytes: &[u8]) -> Option<usize> {
        memchr::memchr(SYNC, bytes.get(self.sync..)?)
    }
}

/// MPEG: program streams, and MPEG-1 and MPEG-2 video by itself.
pub(super) fn is_mpeg(head: &[u8]) -> bool {
    head.starts_with(&[0, 0, 1, 0xBA]) || head.starts_with(&[0, 0, 1, 0xB3])
}
