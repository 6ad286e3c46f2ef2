//! Programs that tests put where podwright finds them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::show::TestShow;

impl TestShow {
    /// Puts a script where the programs of whoever runs podwright are; the PATH on which it comes before all others.
    pub(crate) fn program(&self, name: &str, script: &str) -> String {
        let folder = self.home().join("bin");
        program_in(&folder, name, script);
        format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
    }
}

/// Puts a script into a folder, as a program.
pub(crate) fn program_in(folder: &Path, name: &str, script: &str) {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}
