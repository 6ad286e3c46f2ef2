//! Where a show goes: what podcast.yaml says, with what the command line says in its place.

use crate::error::Error;
use crate::model::settings::publish_settings::PublishSettings;
use crate::model::settings::target_address::TargetAddress;
use crate::model::show::Show;
use crate::publish::publish_error::PublishError;

/// Whether a show that has `block: true` may go online.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BlockedShow {
    /// The producer has said so.
    Allowed,
    /// Nobody has.
    Refused,
}

/// Where a show goes. `to` stands in the place of what podcast.yaml says.
///
/// # Errors
/// If nothing says where to, the recordings have no way out, or the show is not for the public.
pub(crate) fn publish_settings(show: &Show, to: Option<&TargetAddress>, blocked: BlockedShow) -> Result<PublishSettings, Error> {
    let usage = |message: &str, help: &str| Error::Usage { message: message.to_owned(), help: help.to_owned() };
    let settings = match (&show.publish, to) {
        (Some(settings), None) => settings.clone(),
        (Some(settings), Some(to)) => PublishSettings { to: to.clone(), ..settings.clone() },
        (None, Some(to)) => {
            PublishSettings { to: to.clone(), endpoint: None, region: None, media: None, keep_days: None, state: None }
        }
        (None, None) => {
            return Err(usage(
                "podcast.yaml does not say where to publish",
                "add `publish: {to: \"s3://my-bucket/my-show\"}`, or name the target with `--to`",
            ));
        }
    };
    match (&show.media_url, &settings.media) {
        (Some(media), None) => {
            return Err(usage(
                &format!("the recordings are served from `{media}`, and podcast.yaml does not say how to get there"),
                "add `media:` to `publish:`, such as `media: s3://my-media/my-show`",
            ));
        }
        (None, Some(_)) => {
            return Err(usage(
                "`publish: media:` names a place for the recordings, and podcast.yaml has no `media_url`",
                "add the address at which that place is served as `media_url`, or remove `media:`",
            ));
        }
        _ => {}
    }
    if show.block && blocked == BlockedShow::Refused {
        return Err(PublishError::PublicButBlocked.into());
    }
    Ok(settings)
}
