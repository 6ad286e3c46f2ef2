//! `podcast:person`.

use crate::feed::published::names::Vocabulary::Podcast;
use crate::feed::published::tree::FeedNode;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::model::people::episode_people::EpisodePeople;
use crate::model::people::person::{Person, Role};

/// The people whom an element names.
pub(in crate::import) fn people(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Person> {
    node.all(Podcast, "person").filter_map(|person| one(reader, person)).collect()
}

fn one(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<Person> {
    let name = reader.text(node)?;
    let role = node.attribute("role").map_or_else(|| Some(Role::default()), |role| known(role, node.attribute("group")));
    let role = role.unwrap_or_else(|| {
        reader.note_at(LedgerKind::NotCarried, format!("`role` of `{}`: no role of the list", node.written), node);
        Role::default()
    });
    let (href, img) = (reader.url_attribute(node, "href"), reader.url_attribute(node, "img"));
    Some(Person { name, role, href, img, approved: None })
}

/// `Editor` is a role of texts and of films: the group tells.
fn known(role: &str, group: Option<&str>) -> Option<Role> {
    let is_film = group.is_some_and(|group| group.eq_ignore_ascii_case("video post-production"));
    let role = if is_film && role.eq_ignore_ascii_case("editor") { "Video Editor" } else { role };
    role.parse().ok()
}

/// The people of an item, in a show with these: what the item names replaces the show's people wholly, so a list that begins with them says
/// that the rest came along, and any other list says that nobody else is in it.
pub(in crate::import) fn of_item(of_show: &[Person], named: Vec<Person>) -> EpisodePeople {
    let beside = named.strip_prefix(of_show).filter(|rest| !rest.is_empty());
    let is_doubled = |rest: &[Person]| {
        rest.iter().any(|person| of_show.iter().any(|known| (&known.name, known.role) == (&person.name, person.role)))
    };
    match beside {
        Some(rest) if !is_doubled(rest) => EpisodePeople { list: rest.to_vec(), is_only: false },
        _ => EpisodePeople { is_only: !named.is_empty() && !of_show.is_empty(), list: named },
    }
}
