//! What the hook answered, remembered beside the folders until the portal knows.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::hook::Imported;
use crate::cli::files::{remove, sync_folder, write_durably};
use crate::cli::trouble::Writing;

/// What a remembered answer's file ends with.
const EXTENSION: &str = ".imported";

/// The memory of one submission.
pub(super) struct Memory<'a> {
    out: &'a Path,
    file: PathBuf,
}

impl<'a> Memory<'a> {
    /// Of the submission whose folder has this name, in the output folder.
    pub(super) fn of(out: &'a Path, name: &str) -> Self {
        Self {
            out,
            file: out.join(format!(".{name}{EXTENSION}")),
        }
    }

    /// Remembers an answer; it is on the disk when this returns.
    pub(super) fn keep(&self, imported: &Imported) -> anyhow::Result<()> {
        let text = serde_json::to_vec(imported)?;
        let unfinished = self.file.with_added_extension("part");
        write_durably(&unfinished, &text)
            .and_then(|()| fs::rename(&unfinished, &self.file))
            .and_then(|()| sync_folder(self.out))
            .writing("what the hook answered")
    }

    /// What an earlier run of the hook answered.
    pub(super) fn recall(&self) -> anyhow::Result<Option<Imported>> {
        match fs::read(&self.file) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text).map_err(
                |_quotes_it| {
                    anyhow::anyhow!(
                        "{} is damaged; remove it, and the hook is run again",
                        self.file.display()
                    )
                },
            )?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context("reading what the hook answered"),
        }
    }

    /// The portal knows.
    pub(super) fn forget(&self) -> anyhow::Result<()> {
        remove(&self.file).context("removing what the hook answered")
    }
}

/// Forgets what the hook answered for submissions that do not wait: this program may have been cut off after
/// the portal had recorded it.
pub(super) fn forget_answered(out: &Path, waiting: &HashSet<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(out).context("looking through the output folder")? {
        let path = entry.context("looking through the output folder")?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let remembered = name
            .strip_prefix('.')
            .and_then(|name| name.strip_suffix(EXTENSION));
        if remembered.is_some_and(|name| !waiting.contains(name)) {
            fs::remove_file(&path).context("removing what the hook answered")?;
        }
    }
    Ok(())
}
