//! Programs for DOS and Windows, whose signature is two letters that anything may begin with.

/// The header that DOS reads, at whose end the address of the Windows program stands.
const DOS_HEADER_BYTES: usize = 64;

pub(in crate::submission) const DOS_PROGRAM: &[u8] = b"MZ";

/// Two letters would be too few: the address of the Windows program, or that there is none, must make
/// sense too.
pub(in crate::submission) fn is_dos_program(bytes: &[u8]) -> bool {
    let Some(address) = bytes.get(60..DOS_HEADER_BYTES).and_then(|address| {
        let address = u32::from_le_bytes(address.try_into().ok()?);
        usize::try_from(address).ok()
    }) else {
        return false;
    };
    if !bytes.starts_with(DOS_PROGRAM) {
        return false;
    }
    let header = bytes.get(address..).unwrap_or_default();
    let windows = [b"PE\0\0".as_slice(), b"NE", b"LE", b"LX"];
    let says_so = memchr::memmem::find(bytes, b"This program").is_some();
    says_so || windows.iter().any(|mark| header.starts_with(mark)) || {
        // The header may lie behind what we were shown.
        (bytes.len()..=1024 * 1024).contains(&address) && address % 4 == 0
    }
}
