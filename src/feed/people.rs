//! `podcast:person` (Podcast Namespace, `docs/tags/person.md`).

use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::people::episode_people::EpisodePeople;
use crate::model::people::person::Person;
use crate::model::show::Show;
use crate::model::web::http_url::HttpUrl;

/// `podcast:person`. The group is always written: readers take `cast` for a missing one, which is wrong for a producer. Its full stop is
/// dropped from `Misc.`, as no reader knows it.
pub(super) fn person(person: &Person) -> Element {
    Element::text(line(&person.name))
        .with("role", person.role.feed_name().to_lowercase())
        .with("group", person.role.group().trim_end_matches('.').to_lowercase())
        .with_some("href", person.href.as_ref().map(HttpUrl::as_str))
        .with_some("img", person.img.as_ref().map(HttpUrl::as_str))
}

/// The people of an item. In the namespace they replace those of the show wholly (`person.md`), so an episode with a guest names the
/// hosts again. An episode without people of its own names none, and the show's count;
/// one that says `only` names nobody else.
pub(super) fn people<'a>(show: &'a Show, people: &'a EpisodePeople) -> Vec<&'a Person> {
    let own = &people.list;
    if own.is_empty() || people.is_only {
        return own.iter().collect();
    }
    let again = |known: &&Person| !own.iter().any(|person| (&person.name, person.role) == (&known.name, known.role));
    show.people.iter().filter(again).chain(own).collect()
}
