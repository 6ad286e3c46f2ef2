//! The network: one request, bounded in size and time.

use std::io;
use std::io::Read;
use std::time::Duration;

/// How long a request may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server has at an address, of at most `limit` bytes; redirects are followed.
///
/// # Errors
/// Where the server cannot be reached, takes longer than 30 s, answers with an error, or has more than `limit` bytes.
pub fn fetch(url: &str, limit: u64) -> io::Result<Vec<u8>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("podwright/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let mut response = agent.get(url).call().map_err(|error| match error {
        ureq::Error::StatusCode(code) => io::Error::other(format!("the server answers with {code}")),
        ureq::Error::Io(error) => error,
        other => io::Error::other(other.to_string()),
    })?;
    let mut bytes = Vec::new();
    response.body_mut().as_reader().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {limit} bytes")));
    }
    Ok(bytes)
}
