//! A show: what `podcast.yaml` says.

use chrono_tz::Tz;

use crate::model::artwork::Artwork;
use crate::model::category::Category;
use crate::model::check_settings::CheckSettings;
use crate::model::extras::ShowExtras;
use crate::model::funding::Funding;
use crate::model::guid::ShowGuid;
use crate::model::http_url::{BaseUrl, HttpUrl};
use crate::model::language::Language;
use crate::model::license::Terms;
use crate::model::person::Person;
use crate::model::show_type::ShowType;
use crate::model::tag_version::TagVersion;
use crate::model::text::Text;

/// A show.
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    /// Its name.
    pub title: Text,
    /// Where `feed/` is served.
    pub url: BaseUrl,
    /// Where the recordings are served, where that is not `media/` below `url`.
    pub media_url: Option<BaseUrl>,
    /// Its page, where that is not `url`.
    pub link: Option<HttpUrl>,
    /// Its identity.
    pub guid: ShowGuid,
    /// The language it is spoken in.
    pub language: Language,
    /// What it is about, as plain text.
    pub description: Text,
    /// Who makes it.
    pub author: Text,
    /// Whom directories can write to.
    pub owner: Option<Owner>,
    /// Apple's categories, the most fitting first; at least one.
    pub categories: Vec<Category>,
    /// Whether it has language or content that is not for children.
    pub explicit: bool,
    /// The order in which it wants to be heard.
    pub show_type: ShowType,
    /// The cover.
    pub artwork: Artwork,
    /// Who holds the copyright.
    pub copyright: Option<Text>,
    /// What others may do with it.
    pub license: Option<Terms>,
    /// Whether other hosts may import it; `locked: true` says that they may not.
    pub locked: bool,
    /// The zone of dates without an offset.
    pub time_zone: Tz,
    /// Its people.
    pub people: Vec<Person>,
    /// Ways to support it.
    pub funding: Vec<Funding>,
    /// What its feed says beside the necessary.
    pub extras: ShowExtras,
    /// Which version of ID3v2 is written.
    pub id3: TagVersion,
    /// What it asks of `check`.
    pub checks: CheckSettings,
}

/// Whom directories can write to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Owner {
    /// The name.
    pub name: Text,
    /// The e-mail address; it is public in the feed.
    pub email: EmailAddress,
}

/// An e-mail address: one `@`, something before it, a host with a dot after it, no blanks.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct EmailAddress(String);

/// A text that is no e-mail address.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not an e-mail address")]
pub struct EmailAddressError {
    /// What was found.
    pub found: String,
}

impl EmailAddress {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(input: &str) -> Result<Self, EmailAddressError> {
        let refused = || EmailAddressError { found: input.to_owned() };
        let (name, host) = input.split_once('@').ok_or_else(refused)?;
        let host_is_good = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
        if name.is_empty() || !host_is_good || !input.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[],;:\"\\".contains(&b)) {
            return Err(refused());
        }
        Ok(Self(input.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert!("a.b@example.org".parse::<EmailAddress>().is_ok());
        for bad in ["", "a", "a@b", "@example.org", "a@b@example.org", "A <a@example.org>", "a b@example.org"] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
    }
}
