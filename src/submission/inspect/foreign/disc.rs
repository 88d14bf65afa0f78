//! Discs and their images: the one kind of file that begins 32 kB into itself, so that another may
//! stand before it.

/// Where the first volume descriptor's name stands: in sector 16 (ECMA-119, 6.2.1; ECMA-167, 2/8.3.1).
const AT: usize = 16 * 2048 + 1;

/// Looks at the place where a disc image has its name.
#[derive(Default)]
pub(in super::super) struct Disc {
    passed: usize,
    name: [u8; 5],
}

impl Disc {
    /// Takes the next chunk.
    pub(in super::super) fn remember(&mut self, chunk: &[u8]) {
        for (index, byte) in self.name.iter_mut().enumerate() {
            let here = (AT + index).checked_sub(self.passed);
            if let Some(found) = here.and_then(|here| chunk.get(here)) {
                *byte = *found;
            }
        }
        self.passed = self.passed.saturating_add(chunk.len());
    }

    /// Whether what has passed is a disc image, too.
    pub(in super::super) fn is_image(&self) -> bool {
        matches!(&self.name, b"CD001" | b"BEA01")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_found_however_it_comes() {
        let mut file = vec![0; 40_000];
        file[32_769..32_774].copy_from_slice(b"CD001");
        for size in [1, 3, 1000, 32_768, 32_771, 40_000] {
            let mut disc = Disc::default();
            for chunk in file.chunks(size) {
                disc.remember(chunk);
            }
            assert!(disc.is_image(), "{size}");
        }
        let mut disc = Disc::default();
        disc.remember(&file[1..]);
        assert!(!disc.is_image());
    }
}
