//! Groups of keys that need nothing but their declaration (`model::key`) to be read and written.

use crate::model::kind::season_name::SeasonName;
use crate::model::media::artwork::{Artwork, RemoteArtwork};
use crate::model::media::chapter::RemoteChapters;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::media::sign_language::SignLanguage;
use crate::model::media::soundbite::Soundbite;
use crate::model::media::transcript::RemoteTranscript;
use crate::model::people::chat::Chat;
use crate::model::people::episode_people::OnlyPeople;
use crate::model::people::funding::Funding;
use crate::model::people::location::Location;
use crate::model::people::person::Person;
use crate::model::settings::publish_settings::PublishSettings;
use crate::model::settings::spotify::Spotify;
use crate::model::settings::theme::{Palette, Theme};
use crate::model::show::Owner;
use crate::model::time::recurrence::UpdateFrequency;
use crate::model::web::content_link::ContentLink;
use crate::model::web::elsewhere::Elsewhere;
use crate::model::web::other_feed::OtherFeed;
use crate::model::wording::txt::Txt;
use crate::source::reading::keys::declared_keys;

declared_keys!(
    Artwork,
    Chat,
    ContentLink,
    Elsewhere,
    Funding,
    Location,
    OtherFeed,
    Owner,
    Palette,
    OnlyPeople,
    Person,
    PublishSettings,
    RemoteArtwork,
    RemoteAudio,
    RemoteChapters,
    RemoteTranscript,
    SeasonName,
    SignLanguage,
    Soundbite,
    Spotify,
    Theme,
    Txt,
    UpdateFrequency,
);
