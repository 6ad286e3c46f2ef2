//! Keys for the token of a service for continuous integration, such as GitHub's (OpenID Connect): nothing that lasts has to be stored there
//! (<https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>).

use url::form_urlencoded::Serializer;

use crate::model::files::byte_count::ByteCount;
use crate::model::web::endpoint::Endpoint;
use crate::publish::publish_error::PublishError;
use crate::publish::target::s3::answers::{fault_of, text_of};
use crate::publish::target::s3::keys::S3Credentials;
use crate::world::World;
use crate::world::environment::secret::Secret;
use crate::world::network::store_client::{StoreBody, StoreRequest};

/// The longest answer.
const ANSWER_MAX: ByteCount = ByteCount::mebibytes(1);
/// How long the keys hold. // seconds; what Amazon gives without being asked
const HOLDS: &str = "3600";

/// The keys that a role gives whoever has this token.
///
/// # Errors
/// If they are refused, or nobody answers.
pub(in crate::publish::target::s3) fn keys_for_token(
    world: &World,
    role: &str,
    token: &Secret,
) -> Result<S3Credentials, PublishError> {
    let what = "exchange the token of this service for keys";
    let failed = |reason: String| PublishError::Failed { what: what.to_owned(), reason };
    let variables = &world.environment.store;
    let region = variables.region.as_deref().unwrap_or("us-east-1");
    let service = variables.token_service.clone().unwrap_or_else(|| format!("https://sts.{region}.amazonaws.com/"));
    let service: Endpoint = service.parse().map_err(|_| failed("`AWS_ENDPOINT_URL_STS` is no https address".to_owned()))?;
    let form = Serializer::new(String::new())
        .append_pair("Action", "AssumeRoleWithWebIdentity")
        .append_pair("DurationSeconds", HOLDS)
        .append_pair("RoleArn", role)
        .append_pair("RoleSessionName", "podwright")
        .append_pair("Version", "2011-06-15")
        .append_pair("WebIdentityToken", token.reveal())
        .finish();
    let mut bytes = form.as_bytes();
    let request = StoreRequest {
        method: "POST",
        url: &Secret::new(service.as_str()),
        headers: &[("content-type", "application/x-www-form-urlencoded".to_owned())],
        body: StoreBody::Bytes(&mut bytes, ByteCount::of(form.as_bytes())),
        limit: ANSWER_MAX,
    };
    let answer = world.network.store_client().send(request).map_err(|failure| failed(failure.to_string()))?;
    if answer.status != 200 {
        return Err(fault_of(&answer, what, ""));
    }
    let secret = |name| text_of(&answer.body, name).map(Secret::new);
    match (secret("AccessKeyId"), secret("SecretAccessKey"), secret("SessionToken")) {
        (Some(key_id), Some(key), token @ Some(_)) => Ok(S3Credentials { key_id, key, token }),
        _ => Err(failed("the answer holds no keys".to_owned())),
    }
}
