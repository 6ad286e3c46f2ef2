//! Where the keys of an object store come from. Never from the command line, which other programs can read, and never from podcast.yaml.

use std::time::Duration;

use serde::Deserialize;

use crate::model::files::byte_count::ByteCount;
use crate::publish::publish_error::PublishError;
use crate::publish::target::s3::keys::S3Credentials;
use crate::publish::target::s3::profile::keys_of_profile;
use crate::publish::target::s3::token_service::keys_for_token;
use crate::world::World;
use crate::world::disk::{Disk, read_whole};
use crate::world::environment::secret::Secret;
use crate::world::processes::programs::{ProgramCall, find};

/// The longest file of keys.
const FILE_MAX: ByteCount = ByteCount::mebibytes(1);
/// The part of the file of keys that is meant where none is named.
const DEFAULT_PROFILE: &str = "default";
/// Amazon's program.
const AWS: &str = "aws";
/// How long it may take.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedKeys {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
}

/// The keys: from variables, a file, Amazon's program, or a service for continuous integration. `machine` is the disk of this computer.
///
/// # Errors
/// If there are none.
pub fn find_keys(world: &World, machine: &dyn Disk, except: &camino::Utf8Path) -> Result<S3Credentials, PublishError> {
    let variables = &world.environment.store;
    if let (Some(key_id), Some(key)) = (&variables.key_id, &variables.key) {
        return Ok(S3Credentials { key_id: key_id.clone(), key: key.clone(), token: variables.token.clone() });
    }
    let in_home = || variables.home.as_ref().map(|home| home.join(".aws/credentials"));
    let profile = variables.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
    let file = variables.credentials_file.clone().or_else(in_home);
    let text = file.and_then(|file| read_whole(machine, &file, FILE_MAX).ok());
    if let Some(keys) = text.and_then(|text| keys_of_profile(&String::from_utf8_lossy(&text), profile)) {
        return Ok(keys);
    }
    if let Some(keys) = exported(world, machine, except) {
        return Ok(keys);
    }
    match (&variables.web_identity_file, &variables.role) {
        (Some(file), Some(role)) => {
            let token = read_whole(machine, file, FILE_MAX).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            let token = token.map(|token| Secret::new(token.trim())).ok_or(PublishError::NoCredentials)?;
            keys_for_token(world, role, &token)
        }
        _ => Err(PublishError::NoCredentials),
    }
}

/// What Amazon's own program knows: keys of a login in a browser, of a role, of a machine.
fn exported(world: &World, machine: &dyn Disk, except: &camino::Utf8Path) -> Option<S3Credentials> {
    let program = find(machine, &world.environment.search_path, AWS, Some(except))?;
    let arguments = ["configure", "export-credentials", "--format", "process"].map(str::to_owned);
    let call = ProgramCall { program: &program, arguments: &arguments, variables: &[], folder: None, patience: PATIENCE };
    let (end, printed) = world.processes.run_for_output(&call, None, FILE_MAX).ok()?;
    let keys: ExportedKeys = serde_json::from_slice(&printed).ok().filter(|_| end.is_success)?;
    Some(S3Credentials {
        key_id: Secret::new(keys.access_key_id),
        key: Secret::new(keys.secret_access_key),
        token: keys.session_token.map(Secret::new),
    })
}
