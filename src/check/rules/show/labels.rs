//! What a feed can say beside the necessary: short texts that apps cut, and addresses that must be https ones.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::show::ShowRule;
use crate::check::scope::{At, in_episode, in_show};
use crate::model::episode::Episode;
use crate::model::media::alternate;
use crate::model::people::chat::Chat;
use crate::model::people::social::{Comments, SocialPost};
use crate::model::people::value::Value;
use crate::model::place::KeyPath;
use crate::model::show::Show;
use crate::model::wording::license::Terms;
use crate::model::wording::txt::Txt;

/// Longest text of a button, a person's name, a season's name and the like (characters). Podcast Namespace, `docs/1.0.md`.
pub(crate) const LABEL_MAX: usize = 128;
/// Longest words for machines (characters). Podcast Namespace, `docs/tags/txt.md`.
const TXT_MAX: usize = 4000;
/// Longest value of an attribute that has no limit of its own (characters). Apple, "A Podcaster's Guide to RSS".
const TEXT_MAX: usize = 255;
/// Longest text in place of a number (characters). Podcast Namespace, `docs/tags/episode.md`.
const DISPLAY_NUMBER_MAX: usize = 32;

/// Warns of a text that apps cut at `max` characters.
pub(crate) fn limited(text: &str, max: usize, at: At<'_>, found: &mut Found) {
    let length = text.chars().count();
    if length > max {
        found.add(ShowRule::LabelTooLong, at, format!("this has {length} characters; apps show {max} at most"), "shorten it");
    }
}

/// Checks short texts and addresses of the show.
pub(crate) fn of_show(show: &Show, found: &mut Found) {
    let Show { txt, updates, podroll, publisher, seasons, social, chat, value, new_feed_url, hub, .. } = show;
    words_for_machines(txt, in_show, found);
    comments(social, in_show, found);
    talk(chat.as_ref(), in_show, found);
    payments(value, in_show, found);
    terms(show.license.as_ref(), in_show, found);
    for (url, key) in [(new_feed_url, "new_feed_url"), (hub, "hub")] {
        if let Some(url) = url {
            super::secure(url, || in_show(KeyPath::key(key)), found);
        }
    }
    if let Some(updates) = updates {
        limited(updates.text.as_str(), LABEL_MAX, in_show(KeyPath::key("updates").then_key("text")), found);
    }
    for (index, season) in seasons.iter().enumerate() {
        let keys = KeyPath::key("seasons").then_item(index).then_key("name");
        limited(season.name.as_str(), LABEL_MAX, in_show(keys), found);
    }
    let listed = podroll.iter().enumerate().map(|(index, other)| (KeyPath::key("podroll").then_item(index), other));
    for (keys, other) in listed.chain(publisher.iter().map(|other| (KeyPath::key("publisher"), other))) {
        if let Some(title) = &other.title {
            limited(title.as_str(), LABEL_MAX, in_show(keys.clone().then_key("title")), found);
        }
        if let Some(url) = &other.url {
            super::secure(url, || in_show(keys.clone().then_key("url")), found);
        }
    }
}

/// Checks short texts and addresses of an episode.
pub(crate) fn of_episode(entry: &CatalogEpisode, found: &mut Found) {
    let Episode { author, link, txt, soundbites, display_number, social, chat, value, license, funding, content_links, .. } =
        &entry.episode;
    let at = |keys| in_episode(entry, keys);
    if let Some(author) = author {
        super::name_length(author.as_str(), at(KeyPath::key("author")), found);
        super::markup(author.as_str(), at(KeyPath::key("author")), found);
    }
    if let Some(link) = link {
        super::secure(link, || at(KeyPath::key("link")), found);
    }
    words_for_machines(txt, at, found);
    comments(social, at, found);
    talk(chat.as_ref(), at, found);
    payments(value, at, found);
    terms(license.as_ref(), at, found);
    other_forms(entry, found);
    let labelled = funding.iter().map(|way| ("funding", &way.url, &way.text)).enumerate();
    let links = content_links.iter().map(|link| ("content_links", &link.url, &link.text)).enumerate();
    for (index, (key, url, text)) in labelled.chain(links) {
        let keys = KeyPath::key(key).then_item(index);
        limited(text.as_str(), LABEL_MAX, at(keys.clone().then_key("text")), found);
        super::secure(url, || at(keys.clone().then_key("url")), found);
    }
    for (index, soundbite) in soundbites.iter().enumerate() {
        if let Some(title) = &soundbite.title {
            let keys = KeyPath::key("soundbites").then_item(index).then_key("title");
            limited(title.as_str(), LABEL_MAX, in_episode(entry, keys), found);
        }
    }
    if let Some(text) = display_number {
        limited(text.as_str(), DISPLAY_NUMBER_MAX, in_episode(entry, KeyPath::key("display_number")), found);
    }
}

/// The Podcast Namespace wants https in all its elements.
fn posts<'a>(posts: &[SocialPost], at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    for (index, post) in posts.iter().enumerate() {
        let keys = || KeyPath::key("social").then_item(index);
        super::secure(&post.url, || at(keys().then_key("url")), found);
        if let Some(url) = &post.account_url {
            super::secure(url, || at(keys().then_key("account_url")), found);
        }
    }
}

fn words_for_machines<'a>(txt: &[Txt], at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    for (index, Txt { purpose, text }) in txt.iter().enumerate() {
        let keys = KeyPath::key("txt").then_item(index);
        if let Some(purpose) = purpose {
            limited(purpose.as_str(), LABEL_MAX, at(keys.clone().then_key("purpose")), found);
        }
        limited(text.as_str(), TXT_MAX, at(keys.then_key("text")), found);
    }
}

fn comments<'a>(comments: &Comments, at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    if let Comments::Posts(list) = comments {
        posts(list, at, found);
    }
}

fn talk<'a>(chat: Option<&Chat>, at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    let Some(chat) = chat else { return };
    for (key, text) in [("account", &chat.account), ("space", &chat.space)] {
        if let Some(text) = text {
            limited(text.as_str(), TEXT_MAX, at(KeyPath::key("chat").then_key(key)), found);
        }
    }
}

fn payments<'a>(payments: &[Value], at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    for (index, payment) in payments.iter().enumerate() {
        for (number, recipient) in payment.recipients.iter().enumerate() {
            if let Some(name) = &recipient.name {
                let keys = KeyPath::key("value").then_item(index).then_key("recipients").then_item(number).then_key("name");
                limited(name.as_str(), LABEL_MAX, at(keys), found);
            }
        }
    }
}

fn terms<'a>(terms: Option<&Terms>, at: impl Fn(KeyPath) -> At<'a>, found: &mut Found) {
    if let Some(Terms::Own { name, url }) = terms {
        let keys = KeyPath::key("license");
        limited(name.as_str(), LABEL_MAX, at(keys.clone().then_key("name")), found);
        super::secure(url, || at(keys.clone().then_key("url")), found);
    }
}

fn other_forms(entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    let files = episode.alternates.iter().map(|alternate| ("alternates", &alternate.labels)).enumerate();
    let remote = episode.remote_alternates.iter().map(|alternate| ("remote_alternates", &alternate.labels)).enumerate();
    for (index, (key, labels)) in files.chain(remote) {
        for (name, text) in [("title", &labels.title), ("rel", &labels.rel)] {
            if let Some(text) = text {
                let keys = KeyPath::key(key).then_item(index).then_key(name);
                limited(text.as_str(), alternate::LABEL_MAX, in_episode(entry, keys), found);
            }
        }
    }
    for (index, alternate) in episode.remote_alternates.iter().enumerate() {
        let keys = KeyPath::key("remote_alternates").then_item(index).then_key("url");
        super::secure(&alternate.url, || in_episode(entry, keys.clone()), found);
    }
}
