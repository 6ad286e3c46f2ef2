//! Groups of keys that need nothing but their declaration (`model::key`) to be read and written.

use crate::model::artwork::Artwork;
use crate::model::chat::Chat;
use crate::model::content_link::ContentLink;
use crate::model::elsewhere::Elsewhere;
use crate::model::funding::Funding;
use crate::model::location::Location;
use crate::model::other_feed::OtherFeed;
use crate::model::person::Person;
use crate::model::recurrence::UpdateFrequency;
use crate::model::remote_audio::RemoteAudio;
use crate::model::season_name::SeasonName;
use crate::model::show::Owner;
use crate::model::sign_language::SignLanguage;
use crate::model::soundbite::Soundbite;
use crate::model::spotify::Spotify;
use crate::model::theme::{Palette, Theme};
use crate::model::txt::Txt;
use crate::source::keys::declared_keys;

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
    Person,
    RemoteAudio,
    SeasonName,
    SignLanguage,
    Soundbite,
    Spotify,
    Theme,
    Txt,
    UpdateFrequency,
);
