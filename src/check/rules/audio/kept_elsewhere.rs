//! Recordings that are kept elsewhere and were never here: whether apps can fetch them, and whether what the YAML says of them can be true.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::show::ShowRule;
use crate::check::rules::show::secure;
use crate::check::scope::{in_episode, length_millis};
use crate::markdown::destination::{host, is_private, path_and_query};
use crate::model::files::byte_count::ByteCount;
use crate::model::media::alternate::MediaUri;
use crate::model::media::media_type::MediaType;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::place::KeyPath;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;

/// Endings of names, and the media types that a file of such a name can have. No types: it is neither sound nor film.
const ENDINGS: [(&str, &[&str]); 27] = [
    ("mp3", &["audio/mpeg"]),
    ("m4a", &["audio/x-m4a", "audio/mp4", "audio/aac"]),
    ("m4b", &["audio/x-m4a", "audio/mp4", "audio/aac"]),
    ("mp4", &["video/mp4", "audio/mp4", "audio/x-m4a"]),
    ("m4v", &["video/x-m4v", "video/mp4"]),
    ("mov", &["video/quicktime"]),
    ("webm", &["video/webm", "audio/webm"]),
    ("aac", &["audio/aac"]),
    ("ogg", &["audio/ogg", "audio/opus", "audio/vorbis"]),
    ("oga", &["audio/ogg", "audio/opus", "audio/vorbis"]),
    ("opus", &["audio/opus", "audio/ogg"]),
    ("flac", &["audio/flac"]),
    ("wav", &["audio/wav"]),
    ("aif", &["audio/aiff"]),
    ("aiff", &["audio/aiff"]),
    ("m3u8", &["application/x-mpegURL", "application/vnd.apple.mpegurl"]),
    ("doc", &[]),
    ("gif", &[]),
    ("htm", &[]),
    ("html", &[]),
    ("jpeg", &[]),
    ("jpg", &[]),
    ("pdf", &[]),
    ("png", &[]),
    ("txt", &[]),
    ("xml", &[]),
    ("zip", &[]),
];

/// Longest ending of a name that is one. // letters; `.opus` and `.aiff` have four, `.m3u8` too
const ENDING_MAX: usize = 5;
/// Room for a cover and tags beside the sound. // bytes
const TAGS_MAX: u64 = 16 << 20;
/// The fewest and the most bits a second: the lowest rate of the codec, and the highest. // bit/s
const MP3_RATES: (u64, u64) = (8_000, 320_000);
const LOSSY_RATES: (u64, u64) = (6_000, 600_000);
const LOSSLESS_RATES: (u64, u64) = (32_000, 10_000_000);
const FILM_RATES: (u64, u64) = (16_000, 100_000_000);

/// Looks at an episode's recording, and at its other forms, where they are kept elsewhere.
pub(super) fn check(entry: &CatalogEpisode, found: &mut Found) {
    if let Some(remote) = &entry.episode.enclosure {
        let keys = KeyPath::key("enclosure");
        let url = || keys.clone().then_key("url");
        secure(&remote.url, || in_episode(entry, url()), found);
        address(entry, &remote.url, url(), found);
        let ending = ending(&remote.url);
        if ending.is_none() {
            found.add(
                AudioRule::EnclosureWithoutExtension,
                in_episode(entry, url()),
                format!("the address `{}` does not end in the name of a file, such as `.mp3`", remote.url),
                "use an address that ends in `.mp3` or `.m4a`; of a published episode, keep the address and allow the rule",
            );
        }
        contradiction(entry, ending.as_deref(), remote.media_type.as_str(), &keys, found);
        size(entry, remote, found);
    }
    for (index, remote) in entry.episode.remote_alternates.iter().enumerate() {
        let keys = KeyPath::key("remote_alternates").then_item(index);
        address(entry, &remote.url, keys.clone().then_key("url"), found);
        let media_type = remote.media_type.to_string();
        contradiction(entry, ending(&remote.url).as_deref(), &media_type, &keys, found);
        mirrors(entry, &remote.mirrors, &keys, found);
        if let Some(bytes) = remote.bytes {
            alternate_size(entry, &media_type, u64::from(bytes.get()), keys.then_key("bytes"), found);
        }
    }
    mirrors(entry, &entry.episode.mirrors, &KeyPath::default(), found);
    for (index, alternate) in entry.episode.alternates.iter().enumerate() {
        mirrors(entry, &alternate.mirrors, &KeyPath::key("alternates").then_item(index), found);
    }
}

fn address(entry: &CatalogEpisode, url: &HttpUrl, keys: KeyPath, found: &mut Found) {
    if let Some(host) = host(url.as_str()).filter(|host| is_private(host)) {
        found.add(
            ShowRule::PrivateAddress,
            in_episode(entry, keys),
            format!("nobody outside can reach `{host}`"),
            "write the address at which listeners can fetch the recording",
        );
    }
}

fn mirrors(entry: &CatalogEpisode, mirrors: &[MediaUri], keys: &KeyPath, found: &mut Found) {
    for (index, mirror) in mirrors.iter().enumerate() {
        if let Ok(url) = mirror.to_string().parse() {
            address(entry, &url, keys.clone().then_key("mirrors").then_item(index), found);
        }
    }
}

/// Whether another form can have so few bytes, with the lowest rate that there is, for the length of the recording.
fn alternate_size(entry: &CatalogEpisode, media_type: &str, bytes: u64, keys: KeyPath, found: &mut Found) {
    let lowest = match media_type.split('/').next() {
        Some("audio") => LOSSY_RATES.0,
        Some("video") => FILM_RATES.0,
        // a list of parts
        _ => return,
    };
    let Some(millis) = length_millis(entry) else { return };
    if bytes < lowest.saturating_mul(millis.saturating_sub(1000)) / 8000 {
        found.add(
            AudioRule::ImpossibleLength,
            in_episode(entry, keys),
            format!("{} of `{media_type}` cannot have only {}", Timestamp::from_millis(millis), ByteCount::new(bytes)),
            "give the size in bytes, or leave `bytes` out",
        );
    }
}

/// The ending of the name in an address, in small letters.
fn ending(url: &HttpUrl) -> Option<String> {
    let (path, _) = path_and_query(url.as_str())?;
    let (name, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let fits = !name.is_empty() && (2..=ENDING_MAX).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    (fits && ending.contains(|c: char| c.is_ascii_alphabetic())).then(|| ending.to_ascii_lowercase())
}

fn contradiction(entry: &CatalogEpisode, ending: Option<&str>, media_type: &str, keys: &KeyPath, found: &mut Found) {
    let Some((ending, types)) = ending.and_then(|ending| ENDINGS.iter().find(|(known, _)| *known == ending)) else { return };
    if types.iter().any(|known| known.eq_ignore_ascii_case(media_type)) {
        return;
    }
    let (message, help) = match types.first() {
        Some(wanted) => (
            format!("the type is `{media_type}`, and the address ends in `.{ending}`"),
            format!("write `type: {wanted}`, or correct the address"),
        ),
        None => (
            format!("the address ends in `.{ending}`, which is neither sound nor film"),
            "write the address of the recording itself, not of a page about it".to_owned(),
        ),
    };
    found.add(AudioRule::EnclosureWrongType, in_episode(entry, keys.clone().then_key("type")), message, help);
}

/// The fewest and the most bits a second of a kind of file.
fn rates(media_type: MediaType) -> (u64, u64) {
    match media_type {
        MediaType::Mpeg => MP3_RATES,
        // an MP4 file may hold Apple's lossless codec
        MediaType::XM4a | MediaType::Mp4 => (LOSSY_RATES.0, LOSSLESS_RATES.1),
        MediaType::Aac | MediaType::Ogg | MediaType::Opus => LOSSY_RATES,
        MediaType::Flac | MediaType::Wav | MediaType::Aiff => LOSSLESS_RATES,
        MediaType::VideoMp4 | MediaType::VideoM4v | MediaType::VideoQuicktime => FILM_RATES,
    }
}

fn size(entry: &CatalogEpisode, remote: &RemoteAudio, found: &mut Found) {
    let (Some(bytes), Some(length)) = (remote.bytes, remote.length()) else { return };
    let (bytes, millis) = (u64::from(bytes.get()), length.millis());
    let (fewest, most) = rates(remote.media_type);
    // A second more or less: old feeds round.
    let least = fewest.saturating_mul(millis.saturating_sub(1000)) / 8000;
    let greatest = (most.saturating_mul(millis.saturating_add(1000)) / 8000).saturating_add(TAGS_MAX);
    if (least..=greatest).contains(&bytes) {
        return;
    }
    let duration = Timestamp::from_millis(millis);
    let (only, help) = if bytes < least {
        ("only ", "give the size in bytes, as in the `length` of the old feed; or correct `duration`")
    } else {
        ("", "give the length as `minutes:seconds` or `hours:minutes:seconds`; or correct `bytes`")
    };
    found.add(
        AudioRule::ImpossibleLength,
        in_episode(entry, KeyPath::key("enclosure").then_key("bytes")),
        format!("{duration} of {} cannot have {only}{}", remote.media_type.name(), ByteCount::new(bytes)),
        help,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::AudioState;
    use crate::check::testing::findings;
    use crate::model::media::alternate::{AlternateLabels, RemoteAlternate};

    const FILE: &str = "episodes/door/episode.yaml enclosure";

    /// What is found of an address, a type, bytes and seconds.
    fn found(url: &str, media_type: &str, bytes: u32, seconds: u64) -> Vec<String> {
        let remote = RemoteAudio {
            url: url.parse().unwrap(),
            media_type: media_type.parse().unwrap(),
            bytes: bytes.try_into().ok(),
            duration: Some(Timestamp::from_millis(seconds * 1000)),
        };
        findings(|catalog| {
            catalog.episodes[0].audio = AudioState::Remote(remote.clone());
            catalog.episodes[0].episode.enclosure = Some(remote);
        })
    }

    #[track_caller]
    fn of_address(url: &str, expected: &[&str]) {
        let expected: Vec<String> = expected
            .iter()
            .map(|one| {
                let (rule, key) = one.split_once(' ').unwrap();
                format!("{rule} {FILE}.{key}")
            })
            .collect();
        assert_eq!(found(url, "audio/mpeg", 960_000, 60), expected, "{url}");
    }

    #[test]
    fn an_address_that_everybody_can_fetch_is_fine() {
        for url in
            ["https://cdn.example.org/a.mp3", "https://dts.example.org/r.mp3/host/One%20(2).MP3?x=1", "https://1.1.1.1/a.mp3"]
        {
            of_address(url, &[]);
        }
    }

    #[test]
    fn a_private_host_is_none() {
        for host in
            ["localhost", "127.0.0.1", "192.168.0.7:8080", "10.1.2.3", "nas", "studio.local", "[::1]", "[fd00::1]", "169.254.1.1"]
        {
            of_address(&format!("https://{host}/a.mp3"), &["private-address url"]);
        }
        of_address("http://cdn.example.org/a.mp3", &["insecure-link url"]);
    }

    #[test]
    fn the_name_of_a_file_has_an_ending() {
        for url in
            ["https://example.org/download/12", "https://example.org/", "https://example.org/v1.2/", "https://example.org/a.mp3/"]
        {
            of_address(url, &["enclosure-without-extension url"]);
        }
    }

    #[test]
    fn the_type_is_that_of_the_ending() {
        for url in [
            "https://example.org/a.m4a",
            "https://example.org/folge.html",
            "https://example.org/a.wav",
            "https://example.org/A.MP4",
        ] {
            of_address(url, &["enclosure-wrong-type type"]);
        }
        for (ending, media_type) in [("m4a", "audio/mp4"), ("mp4", "video/mp4"), ("opus", "audio/ogg"), ("php", "audio/mpeg")] {
            assert_eq!(found(&format!("https://example.org/a.{ending}"), media_type, 960_000, 60), [""; 0], "{ending}");
        }
    }

    #[test]
    fn bytes_and_duration_belong_together() {
        let wrong = [format!("impossible-length {FILE}.bytes")];
        for (bytes, seconds) in [(34_567, 2592), (34, 60), (1, 5), (60_000_000, 43), (200_000_000, 262)] {
            assert_eq!(found("https://example.org/a.mp3", "audio/mpeg", bytes, seconds), wrong, "{bytes} in {seconds} s");
        }
        for (bytes, seconds) in [(4_194_304, 262), (34_567_000, 2592), (80_000, 60), (16_000_000, 5), (9_000_000, 0)] {
            assert_eq!(found("https://example.org/a.mp3", "audio/mpeg", bytes, seconds), [""; 0], "{bytes} in {seconds} s");
        }
    }

    #[test]
    fn other_forms_and_mirrors_can_be_true_and_reached() {
        let with = |media_type: &str, bytes: u32, mirror: &str| {
            findings(|catalog| {
                let remote = RemoteAlternate {
                    url: "https://example.org/a".parse().unwrap(),
                    media_type: media_type.parse().unwrap(),
                    bytes: bytes.try_into().ok(),
                    mirrors: vec![mirror.parse().unwrap()],
                    bitrate: None,
                    codecs: None,
                    integrity: None,
                    labels: AlternateLabels::default(),
                };
                catalog.episodes[0].episode.remote_alternates = vec![remote];
            })
        };
        let keys = "episodes/door/episode.yaml remote_alternates[0]";
        let public = "https://mirror.example.org/a";
        for (media_type, bytes) in [("video/mp4", 12), ("audio/opus", 44_000), ("video/webm", 100_000)] {
            assert_eq!(with(media_type, bytes, public), [format!("impossible-length {keys}.bytes")], "{media_type}");
        }
        for (media_type, bytes) in [("video/mp4", 120_000), ("audio/opus", 45_000), ("application/x-mpegURL", 12)] {
            assert_eq!(with(media_type, bytes, public), [""; 0], "{media_type}");
        }
        for mirror in ["https://10.0.0.1/a", "http://nas/a", "https://archiv.local/a"] {
            assert_eq!(with("video/mp4", 120_000, mirror), [format!("private-address {keys}.mirrors[0]")], "{mirror}");
        }
        for mirror in ["ipfs://bafy/a", "magnet:?xt=urn:btih:00"] {
            assert_eq!(with("video/mp4", 120_000, mirror), [""; 0], "{mirror}");
        }
    }
}
