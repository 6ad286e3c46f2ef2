//! Temporary files beside the one that is made. They are removed when the work ends; what a killed run leaves, the next one removes.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::studio::master_error::MasterError;
use crate::world::atomic::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use crate::world::disk::Disk;

/// How much of the name is repeated in those of temporary files, so that people see what they are for. // bytes; file systems allow 255 in all
const NAME_MAX: usize = 100;
/// How many files of encoded sound there can be.
const ENCODED: usize = crate::studio::solver::ROUNDS;

/// The temporary files of one piece of work.
pub(crate) struct Scratch<'d> {
    disk: &'d dyn Disk,
    folder: Utf8PathBuf,
    name: String,
}

impl<'d> Scratch<'d> {
    /// Beside a file, whose folder must exist. Removes what a killed run left.
    pub(crate) fn beside(disk: &'d dyn Disk, file: &Utf8Path) -> Result<Self, MasterError> {
        let folder = file.parent().map_or_else(|| Utf8PathBuf::from("."), Utf8Path::to_owned);
        let name = file.file_name().unwrap_or_default();
        let kept = name.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= NAME_MAX).last().unwrap_or(0);
        let scratch = Self { disk, folder, name: name[..kept].to_owned() };
        for path in scratch.all() {
            match disk.remove(&path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(MasterError::Disk { step: "remove", path, source });
                }
                _ => {}
            }
        }
        Ok(scratch)
    }

    /// The sound at its new rate.
    pub(crate) fn sound(&self) -> Utf8PathBuf {
        self.file("sound")
    }

    /// The same as an encoder reads it that takes no pipe.
    pub(crate) fn wav(&self) -> Utf8PathBuf {
        self.file("wav")
    }

    /// What came out in a round.
    pub(crate) fn encoded(&self, round: usize) -> Utf8PathBuf {
        self.file(&format!("round{round}"))
    }

    /// The finished file, before it gets its name.
    pub(crate) fn finished(&self) -> Utf8PathBuf {
        self.file("new")
    }

    fn file(&self, what: &str) -> Utf8PathBuf {
        self.folder.join(format!("{TEMPORARY_PREFIX}{}.{what}{TEMPORARY_SUFFIX}", self.name))
    }

    fn all(&self) -> Vec<Utf8PathBuf> {
        let encoded = (1..=ENCODED).map(|round| self.encoded(round));
        encoded.chain([self.sound(), self.wav(), self.finished()]).collect()
    }

    /// The error where the temporary sound cannot be read.
    pub(crate) fn unreadable(&self) -> impl Fn(io::Error) -> MasterError {
        let path = self.sound();
        move |source| MasterError::Disk { step: "read", path: path.clone(), source }
    }
}

impl Drop for Scratch<'_> {
    fn drop(&mut self) {
        for path in self.all() {
            // what cannot be removed now is removed by the next run
            let _ = self.disk.remove(&path);
        }
    }
}
