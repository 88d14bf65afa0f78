//! Extra fields: what does not fit into a header (APPNOTE 4.5).

use super::fields::Fields;

/// The size or offset of a header that stands in the Zip64 field instead (APPNOTE 4.5.3).
pub(super) const ELSEWHERE: u32 = u32::MAX;

/// What matters of them.
#[derive(Default)]
pub(super) struct Extra<'a> {
    zip64: Option<&'a [u8]>,
    unicode_path: Option<&'a [u8]>,
    /// `WinZip`'s AES or PKWARE's strong encryption.
    pub(super) is_encrypted: bool,
}

impl<'a> Extra<'a> {
    /// `None` when a field claims to be longer than there is room for, or stands there twice. Less than a
    /// field's header at the end is padding, which `zipalign` leaves.
    pub(super) fn of(extra: &'a [u8]) -> Option<Self> {
        let mut found = Self::default();
        let mut fields = Fields::of(extra);
        while fields.rest().len() >= 4 {
            let id = fields.u16()?;
            let length = fields.u16()?;
            let data = fields.bytes(length.into())?;
            let is_first = match id {
                0x0001 => found.zip64.replace(data).is_none(),
                0x7075 => found.unicode_path.replace(data).is_none(),
                0x0017 | 0x9901 => {
                    found.is_encrypted = true;
                    true
                }
                _ => true,
            };
            if !is_first {
                return None;
            }
        }
        Some(found)
    }

    /// The true values of those that are [`ELSEWHERE`], which stand in the Zip64 field in the order of the
    /// header. `None` when one is missing there.
    pub(super) fn widened<const N: usize>(&self, values: [u32; N]) -> Option<[u64; N]> {
        let mut wide = Fields::of(self.zip64.unwrap_or_default());
        let mut widened = [0; N];
        for (slot, value) in widened.iter_mut().zip(values) {
            *slot = if value == ELSEWHERE {
                wide.u64()?
            } else {
                u64::from(value)
            };
        }
        Some(widened)
    }

    /// The name in UTF-8 that stands beside one in an old code page, if it was made for that name
    /// (APPNOTE 4.6.9: one that was not is ignored).
    pub(super) fn unicode_path(&self, name: &[u8]) -> Option<&'a [u8]> {
        let mut fields = Fields::of(self.unicode_path?);
        let version = fields.bytes(1)?;
        let checksum = fields.u32()?;
        let mut crc = flate2::Crc::new();
        crc.update(name);
        (version == [1] && checksum == crc.sum()).then(|| fields.rest())
    }
}
