//! What keeps a command that speaks to the portal from its work, and the exit code for each.

use std::io;
use std::path::Path;

use anyhow::Context;

/// Why a command ends without having done everything. As an error's context it says what kind the error is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    /// Something could not be fetched, checked or imported; the rest was.
    #[error("something stays waiting")]
    StaysWaiting,
    /// The archive's own import said no.
    #[error("the hook did not import it")]
    NotImported,
    /// The sender has withdrawn it since the list was made, or another archive has answered it long ago.
    #[error("there is nothing to fetch any more")]
    Gone,
    /// What was given on the command line can't be used.
    #[error("an option can't be used")]
    Options,
    /// No connection, no answer in time, or an answer that is not the portal's.
    #[error("the portal can't be reached")]
    NotReached,
    /// The portal does not accept the access token, or Maskinporten does not give one.
    #[error("access is refused")]
    Refused,
    /// Two pulls at once would write into each other's folders.
    #[error("another pull is writing to the folder")]
    Held,
    /// The disk is full, or the folder may not be written to.
    #[error("the output folder can't be written to")]
    Unwritable,
}

impl Trouble {
    /// The program's exit code.
    pub(super) const fn exit_code(self) -> u8 {
        match self {
            Self::StaysWaiting | Self::NotImported | Self::Gone => 1,
            Self::Options => 2,
            Self::NotReached => 3,
            Self::Refused => 4,
            Self::Held => 5,
            Self::Unwritable => 6,
        }
    }

    /// Which of them an error is; none when it concerns one submission alone.
    pub(super) fn of(error: &anyhow::Error) -> Option<Self> {
        error.downcast_ref().copied()
    }

    /// Whether the next submission would fail in the same way.
    pub(super) const fn concerns_all(self) -> bool {
        matches!(
            self,
            Self::NotReached | Self::Refused | Self::Unwritable | Self::Options
        )
    }
}

/// What could not be written, told by what it is: paths hold the names of documents.
pub(super) trait Writing<T> {
    fn writing(self, what: &'static str) -> anyhow::Result<T>;
}

impl<T> Writing<T> for io::Result<T> {
    fn writing(self, what: &'static str) -> anyhow::Result<T> {
        self.map_err(|error| {
            let all = is_the_disk(&error);
            let error = anyhow::Error::from(error).context(format!("writing {what}"));
            if all {
                error.context(Trouble::Unwritable)
            } else {
                error
            }
        })
    }
}

/// Whether nothing else could be written either.
fn is_the_disk(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::PermissionDenied
    )
}

/// The folder for everything, made when it is not there, and then for its owner alone: what is decrypted lies in it.
pub(super) fn make_folder(path: &Path) -> anyhow::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
        .create(path)
        .with_context(|| format!("making the folder {}", path.display()))
        .context(Trouble::Unwritable)
}
