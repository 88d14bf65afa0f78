//! Tells what a camera's sensor saw from a picture: raw formats are TIFF underneath, and only their
//! directories say so.

use super::directory::Directory;

/// Whether a directory is of a raw file.
pub(super) fn is_raw(directory: &Directory) -> bool {
    // A mosaic of the sensor's colours (TIFF/EP, 5.2.14), or the same before it was developed (DNG).
    let is_of_the_sensor = matches!(directory.photometric, Some(32_803 | 34_892));
    // Sony's, Epson's, Samsung's (two), Nikon's, Kodak's and Pentax's own packings.
    let is_makers_own = matches!(
        directory.compression,
        32_767 | 32_769 | 32_770 | 32_772 | 34_713 | 65_000 | 65_535
    );
    directory.is_dng || is_of_the_sensor || is_makers_own
}
