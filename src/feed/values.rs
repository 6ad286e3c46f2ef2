//! Values of the model as elements, without names: the list of elements gives each its name (Podcast Namespace, `docs/tags/`).

use crate::feed::chapters::seconds;
use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::media::soundbite::Soundbite;
use crate::model::people::chat::Chat;
use crate::model::people::funding::Funding;
use crate::model::people::location::Location;
use crate::model::people::social::{Comments, SocialPost};
use crate::model::settings::services::{Blocked, Service};
use crate::model::show::Show;
use crate::model::time::recurrence::{Recurrence, UpdateFrequency};
use crate::model::web::content_link::ContentLink;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::license::Terms;
use crate::model::wording::txt::Txt;
use crate::seal::SealedEpisode;

/// `podcast:license`.
pub(super) fn license(terms: &Terms) -> Element {
    let name = match terms {
        Terms::Listed(license) => license.as_str().to_owned(),
        Terms::Own { name, .. } => line(name),
    };
    Element::text(name).with("url", terms.url())
}

/// `podcast:funding`.
pub(super) fn funding(way: &Funding) -> Element {
    Element::text(line(&way.text)).with("url", way.url.as_str())
}

pub(super) fn update_frequency(updates: &UpdateFrequency, complete: bool) -> Element {
    let (rule, start) = match &updates.rule {
        None => (None, None),
        Some(Recurrence::Endless(rule)) => (Some(rule.to_string()), None),
        Some(Recurrence::From { rule, start }) => (Some(rule.to_string()), Some(start.rfc_3339_utc())),
    };
    Element::text(line(&updates.text))
        .with_some("complete", complete.then_some("true"))
        .with_some("dtstart", start)
        .with_some("rrule", rule)
}

pub(super) fn comments(comments: &Comments) -> Vec<Element> {
    match comments {
        Comments::Posts(posts) => posts.iter().map(social).collect(),
        Comments::Disabled => vec![Element::empty().with("protocol", "disabled")],
    }
}

pub(super) fn chat(chat: &Chat) -> Element {
    Element::empty()
        .with("server", chat.server.to_string())
        .with("protocol", chat.protocol.as_str())
        .with_some("accountId", chat.account.as_ref().map(line))
        .with_some("space", chat.space.as_ref().map(line))
}

/// Who is named alone comes before who is not (`block.md`).
pub(super) fn blocks(blocked: &Blocked, allowed: &[Service]) -> Vec<Element> {
    let named = |word: &str, service: &dyn std::fmt::Display| Element::text(word).with("id", service.to_string());
    let mut elements = match blocked {
        Blocked::All => vec![Element::text("yes")],
        Blocked::These(these) => these.iter().map(|service| named("yes", service)).collect(),
    };
    elements.extend(allowed.iter().map(|service| named("no", service)));
    elements
}

pub(super) fn location(location: &Location) -> Element {
    Element::text(line(&location.name))
        .with("rel", location.rel.as_str())
        .with_some("geo", location.geo.as_ref().map(|point| format!("geo:{point}")))
        .with_some("osm", location.osm.as_ref().map(ToString::to_string))
        .with_some("country", location.country.as_ref().map(ToString::to_string))
}

pub(super) fn txt(txt: &Txt) -> Element {
    Element::text(line(&txt.text)).with_some("purpose", txt.purpose.as_ref().map(line))
}

fn social(post: &SocialPost) -> Element {
    Element::empty()
        .with("protocol", post.protocol.as_str())
        .with("uri", post.url.as_str())
        .with_some("accountId", post.account.as_ref().map(line))
        .with_some("accountUrl", post.account_url.as_ref().map(HttpUrl::as_str))
        .with_some("priority", post.priority.map(|priority| priority.to_string()))
}

pub(super) fn soundbite(soundbite: &Soundbite) -> Element {
    Element::text(soundbite.title.as_ref().map(line).unwrap_or_default())
        .with("startTime", seconds(soundbite.start).to_string())
        .with("duration", seconds(soundbite.length).to_string())
}

pub(super) fn content_link(link: &ContentLink) -> Element {
    Element::text(line(&link.text)).with("href", link.url.as_str())
}

pub(super) fn locked(show: &Show) -> Element {
    let owner = show.owner.as_ref().map(|owner| owner.email.as_str());
    Element::text(if show.locked { "yes" } else { "no" }).with_some("owner", owner)
}

pub(super) fn trailer(sealed: &SealedEpisode) -> Element {
    Element::text(line(&sealed.episode.title))
        .with("url", sealed.enclosure.url.as_str())
        .with("pubdate", sealed.episode.date.rfc_2822())
        .with("length", sealed.enclosure.bytes.get().to_string())
        .with("type", sealed.enclosure.media_type.as_str())
        .with_some("season", sealed.episode.season.map(|season| season.to_string()))
}
