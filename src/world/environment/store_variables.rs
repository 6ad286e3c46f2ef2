//! Variables with which object stores are reached, as Amazon's own programs read them
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html>).
#![expect(clippy::disallowed_methods, reason = "this is the door through which they come in")]

use camino::Utf8PathBuf;

use crate::world::environment::secret::Secret;

/// What the variables say. Empty ones count as none.
#[derive(Clone, Debug, Default)]
pub struct StoreVariables {
    /// `AWS_ACCESS_KEY_ID`: the name of the key.
    pub key_id: Option<Secret>,
    /// `AWS_SECRET_ACCESS_KEY`: the key.
    pub key: Option<Secret>,
    /// `AWS_SESSION_TOKEN`: what belongs to a key that holds for a time.
    pub token: Option<Secret>,
    /// `AWS_REGION`, else `AWS_DEFAULT_REGION`.
    pub region: Option<String>,
    /// `AWS_PROFILE`: the part of the file of keys.
    pub profile: Option<String>,
    /// `AWS_SHARED_CREDENTIALS_FILE`: the file of keys, in place of the one in the home folder.
    pub credentials_file: Option<Utf8PathBuf>,
    /// `AWS_WEB_IDENTITY_TOKEN_FILE`: a file with a token, with which a service for continuous integration says who it is.
    pub web_identity_file: Option<Utf8PathBuf>,
    /// `AWS_ROLE_ARN`: the role that the token gives.
    pub role: Option<String>,
    /// `AWS_ENDPOINT_URL_STS`: who gives keys for such a token, where that is not Amazon.
    pub token_service: Option<String>,
    /// The home folder: `HOME`, on Windows `USERPROFILE`.
    pub home: Option<Utf8PathBuf>,
}

impl StoreVariables {
    /// Those of this process.
    pub fn real() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let secret = |name: &str| text(name).map(Secret::new);
        let path = |name: &str| text(name).map(Utf8PathBuf::from);
        Self {
            key_id: secret("AWS_ACCESS_KEY_ID"),
            key: secret("AWS_SECRET_ACCESS_KEY"),
            token: secret("AWS_SESSION_TOKEN"),
            region: text("AWS_REGION").or_else(|| text("AWS_DEFAULT_REGION")),
            profile: text("AWS_PROFILE"),
            credentials_file: path("AWS_SHARED_CREDENTIALS_FILE"),
            web_identity_file: path("AWS_WEB_IDENTITY_TOKEN_FILE"),
            role: text("AWS_ROLE_ARN"),
            token_service: text("AWS_ENDPOINT_URL_STS"),
            home: path(if cfg!(windows) { "USERPROFILE" } else { "HOME" }),
        }
    }
}
