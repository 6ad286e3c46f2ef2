//! `podcast:alternateEnclosure`.

use std::num::NonZeroU32;

use crate::feed::published::names::Vocabulary::Podcast;
use crate::feed::published::tree::FeedNode;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::model::media::alternate::{AlternateLabels, MediaUri, RemoteAlternate};

/// The forms of an item beside its enclosure, and where else the enclosure's own bytes can be had.
#[derive(Default)]
pub(in crate::import) struct ItemAlternates {
    pub(in crate::import) forms: Vec<RemoteAlternate>,
    pub(in crate::import) mirrors: Vec<MediaUri>,
}

/// The forms of an item whose enclosure has this address.
pub(in crate::import) fn alternates(reader: &mut ItemReader<'_>, item: &FeedNode, enclosure: Option<&str>) -> ItemAlternates {
    let mut found = ItemAlternates::default();
    for node in item.all(Podcast, "alternateenclosure") {
        let sources: Vec<&str> = node.all(Podcast, "source").filter_map(|source| source.attribute("uri")).collect();
        let is_main = sources.first().copied().is_some_and(|uri| Some(uri) == enclosure);
        if is_main {
            let mirrors = sources[1..].iter().filter_map(|uri| reader.parse(uri, "`uri` of `podcast:source`", node));
            found.mirrors.extend(mirrors);
        } else if let Some(form) = one(reader, node, &sources) {
            found.forms.push(form);
        }
    }
    found
}

fn one(reader: &mut ItemReader<'_>, node: &FeedNode, sources: &[&str]) -> Option<RemoteAlternate> {
    let web = sources.iter().position(|uri| uri.starts_with("http"));
    let Some(first) = web else {
        reader.note_at(LedgerKind::NotCarried, format!("`{}` without a web address", node.written), node);
        return None;
    };
    let url = reader.url(sources[first], "`uri` of `podcast:source`", node)?;
    let others = sources.iter().enumerate().filter(|(index, _)| *index != first);
    let integrity = node.all(Podcast, "integrity").next();
    Some(RemoteAlternate {
        url,
        mirrors: others.filter_map(|(_, uri)| reader.parse(uri, "`uri` of `podcast:source`", node)).collect(),
        media_type: reader.attribute(node, "type")?,
        bytes: number(node, "length"),
        bitrate: number(node, "bitrate"),
        codecs: reader.text_attribute(node, "codecs"),
        integrity: integrity.and_then(|integrity| reader.attribute(integrity, "value")),
        labels: AlternateLabels {
            title: reader.text_attribute(node, "title"),
            rel: reader.text_attribute(node, "rel"),
            language: reader.attribute(node, "lang"),
            height: number(node, "height"),
        },
    })
}

/// A number; hosts write 0 and fractions where they know none.
fn number(node: &FeedNode, name: &str) -> Option<NonZeroU32> {
    let text = node.attribute(name)?;
    text.split('.').next()?.parse().ok()
}
