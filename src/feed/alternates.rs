//! `podcast:alternateEnclosure`: the same episode in other forms (Podcast Namespace, `docs/tags/alternate-enclosure.md`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::identity::digest::Sha256;
use crate::model::media::alternate::{AlternateLabels, MediaUri, RemoteAlternate};
use crate::model::media::codec::Codec;
use crate::model::wording::language::Language;
use crate::seal::{SealedAlternate, SealedEpisode};

/// The elements of an item. Where there are other forms or mirrors, the enclosure itself is among them as the default one, so that apps
/// can offer it beside the others and check its bytes.
pub(super) fn elements(sealed: &SealedEpisode) -> Vec<Element> {
    if !has_alternates(sealed) {
        return Vec::new();
    }
    let others = sealed.alternates.iter().map(alternate).chain(sealed.episode.remote_alternates.iter().map(remote));
    std::iter::once(main(sealed)).chain(others).collect()
}

/// Whether there are other forms or mirrors of the recording: only then does its own hash stand in the feed.
pub(super) fn has_alternates(sealed: &SealedEpisode) -> bool {
    let episode = &sealed.episode;
    !(sealed.alternates.is_empty() && episode.remote_alternates.is_empty() && episode.mirrors.is_empty())
}

fn main(sealed: &SealedEpisode) -> Element {
    let enclosure = &sealed.enclosure;
    // Nobody knows the sum of a recording that was never here.
    let facts = enclosure.facts.as_ref();
    let element = Element::empty()
        .with("type", enclosure.media_type.as_str())
        .with("length", enclosure.bytes.get().to_string())
        .with_some("bitrate", facts.map(|facts| facts.bitrate.to_string()))
        .with("default", "true");
    let element = with_sources(element, enclosure.url.as_str(), &sealed.episode.mirrors);
    facts.iter().map(|facts| integrity(sri(facts.sha256))).fold(element, with_integrity)
}

fn alternate(sealed: &SealedAlternate) -> Element {
    let element = Element::empty()
        .with("type", sealed.facts.form.media_type())
        .with("length", sealed.facts.bytes.get().to_string())
        .with_some("bitrate", sealed.facts.audio.map(|sound| sound.bitrate.to_string()))
        .with_some("codecs", sealed.facts.audio.and_then(|sound| codecs(sound.codec)));
    let element = labelled(element, &sealed.alternate.labels);
    with_sources(element, sealed.url.as_str(), &sealed.alternate.mirrors)
        .holding("podcast:integrity", integrity(sri(sealed.facts.sha256)))
}

/// A stream has no end, and so the length 0.
fn remote(remote: &RemoteAlternate) -> Element {
    let element = Element::empty()
        .with("type", remote.media_type.to_string())
        .with("length", remote.bytes.map_or(0, std::num::NonZeroU32::get).to_string())
        .with_some("bitrate", remote.bitrate.map(|rate| rate.to_string()))
        .with_some("codecs", remote.codecs.as_ref().map(line));
    let element = with_sources(labelled(element, &remote.labels), remote.url.as_str(), &remote.mirrors);
    remote.integrity.iter().map(|sum| integrity(sum.to_string())).fold(element, with_integrity)
}

/// The codec as RFC 6381 names it, where that says more than the media type.
fn codecs(codec: Codec) -> Option<&'static str> {
    match codec {
        Codec::AacLc => Some("mp4a.40.2"),
        Codec::HeAac => Some("mp4a.40.5"),
        Codec::XheAac => Some("mp4a.40.42"),
        Codec::AacMain => Some("mp4a.40.1"),
        Codec::AacLd => Some("mp4a.40.23"),
        Codec::AacEld => Some("mp4a.40.39"),
        Codec::Als => Some("mp4a.40.36"),
        Codec::Ac3 => Some("ac-3"),
        Codec::Eac3 => Some("ec-3"),
        Codec::Alac => Some("alac"),
        Codec::Vorbis => Some("vorbis"),
        Codec::Opus => Some("opus"),
        Codec::Mp1 | Codec::Mp2 | Codec::Mp3 | Codec::Flac | Codec::Pcm | Codec::Other => None,
    }
}

fn labelled(element: Element, labels: &AlternateLabels) -> Element {
    element
        .with_some("title", labels.title.as_ref().map(line))
        .with_some("rel", labels.rel.as_ref().map(line))
        .with_some("lang", labels.language.as_ref().map(Language::as_str))
        .with_some("height", labels.height.map(|height| height.to_string()))
}

fn with_sources(element: Element, first: &str, mirrors: &[MediaUri]) -> Element {
    let source = |uri: String| Element::empty().with("uri", uri);
    let sources = std::iter::once(first.to_owned()).chain(mirrors.iter().map(ToString::to_string));
    sources.fold(element, |all, uri| all.holding("podcast:source", source(uri)))
}

fn with_integrity(element: Element, integrity: Element) -> Element {
    element.holding("podcast:integrity", integrity)
}

fn integrity(value: String) -> Element {
    Element::empty().with("type", "sri").with("value", value)
}

/// The sum as Subresource Integrity writes it (<https://www.w3.org/TR/SRI/>, section 3.5).
fn sri(sum: Sha256) -> String {
    format!("sha256-{}", STANDARD.encode(sum.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_written_as_browsers_want_it() {
        // What `openssl dgst -sha256 -binary /dev/null | openssl base64 -A` prints.
        assert_eq!(sri(Sha256::of(b"")), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
