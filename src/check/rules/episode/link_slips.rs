//! Links that can be read, and that lead nowhere all the same: to one machine or network, or to a host with a typing error.

use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::scope::At;
use crate::markdown::destination::{host, is_private};

/// Endings of hosts that there are not, and what was meant (IANA, "Root zone database").
const ENDINGS: [(&str, &str); 16] = [
    ("cmo", "com"),
    ("ocm", "com"),
    ("con", "com"),
    ("comm", "com"),
    ("cpm", "com"),
    ("xom", "com"),
    ("vom", "com"),
    ("ogr", "org"),
    ("rog", "org"),
    ("orgg", "org"),
    ("orf", "org"),
    ("nte", "net"),
    ("ent", "net"),
    ("nett", "net"),
    ("wlaes", "wales"),
    ("cyrmu", "cymru"),
];

/// Looks at a whole address. The show's own is another rule's.
pub(super) fn check<'a>(target: &str, at: impl Fn() -> At<'a>, found: &mut Found) {
    let mistyped = |reason: String, found: &mut Found| {
        found.add(
            EpisodeRule::MistypedLink,
            at(),
            format!("the link `{target}` has a typing error: {reason}"),
            "correct the address, and open it once to see that it works",
        );
    };
    if let Some(address) = target.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:")).map(|_| &target[7..]) {
        let (address, fields) = address.split_once('?').unwrap_or((address, ""));
        let is_address = |one: &str| one.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        // a letter that is written already, and that the reader sends to whom they like (RFC 6068, section 2)
        let is_good = if address.is_empty() { !fields.is_empty() } else { address.split(',').all(is_address) };
        if !is_good {
            mistyped("it is no e-mail address".to_owned(), found);
        }
        return;
    }
    if !target.get(..8).is_some_and(|start| start.contains("://")) {
        mistyped("`://` must follow `https`".to_owned(), found);
        return;
    }
    let Some(host) = host(target) else { return };
    if let Some(reason) = slip(&host) {
        mistyped(reason, found);
    } else if is_private(&host) {
        found.add(
            EpisodeRule::PrivateLink,
            at(),
            format!("the link `{target}` works in one network only: nobody outside can reach `{host}`"),
            "link to an address that everybody can open, or leave the link out",
        );
    }
}

/// What is wrong with the name of a host; `None` where it can be one.
fn slip(host: &str) -> Option<String> {
    if matches!(host, "http" | "https") {
        return Some(format!("`{host}` stands there twice"));
    }
    if let Some(odd) = host.chars().find(|c| !c.is_alphanumeric() && !"-._:[]".contains(*c)) {
        return Some(format!("a host has no `{odd}`"));
    }
    if host.starts_with('.') {
        return Some("a host does not begin with a dot".to_owned());
    }
    if host.trim_end_matches('.').split('.').any(str::is_empty) {
        return Some("two dots stand in a row".to_owned());
    }
    let ending = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    if let Some((_, meant)) = ENDINGS.iter().find(|(wrong, _)| host.contains('.') && ending.eq_ignore_ascii_case(wrong)) {
        return Some(format!("no host ends in `.{ending}`, and `.{meant}` was probably meant"));
    }
    let (first, rest) = host.split_once('.')?;
    // `ww.com` is a host
    if rest.contains('.') && matches!(first, "ww" | "wwww" | "vvw" | "wvw") {
        return Some(format!("`{first}` should be `www`"));
    }
    // `www.example,org` is read up to the comma
    (first == "www" && !rest.trim_end_matches('.').contains('.')).then(|| format!("`{host}` lacks its end, such as `.org`"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{findings, text};

    #[track_caller]
    fn case(notes: &str, rule: Option<&str>) {
        let found = findings(|catalog| catalog.episodes[0].episode.notes = Some(text(notes)));
        let found: Vec<&str> = found.iter().filter_map(|line| line.strip_suffix(" episodes/door/episode.yaml notes")).collect();
        assert_eq!(found, Vec::from_iter(rule), "{notes}");
    }

    #[test]
    fn addresses_with_typing_errors() {
        for target in [
            "https://https://example.org",
            "http://http//example.org",
            "https://www.example,org",
            "https://example..org/a",
            "https://ww.example.org",
            "https://example.con/a",
            "http://beispiel.ogr",
            "https://enghraifft.cyrmu/",
            "https://wwww.beispiel.de/",
            "https:/example.org",
            "https://www.enghraifft/tudalen",
            "mailto:ada.example.org",
            "mailto:",
            "https://.example.org/seite",
            "https://example,org/a",
        ] {
            case(&format!("[The tale]({target})"), Some("mistyped-link"));
        }
        case("Mehr unter www.beispiel,de.", Some("mistyped-link"));
        case("Mehr unter https://beispiel,de.", Some("mistyped-link"));
        case("See https://example;org/page, or not.", Some("mistyped-link"));
        case("At https://.example.org", Some("mistyped-link"));
        case("Gweler https://https://example.org/tudalen.", Some("mistyped-link"));
    }

    #[test]
    fn addresses_in_one_network() {
        for target in
            ["http://localhost:8080/a", "https://192.168.178.1/", "https://[::1]/", "https://intranet/seite", "https://nas.local"]
        {
            case(&format!("[The tale]({target})"), Some("private-link"));
        }
        case("Siehe http://intranet/seite.", Some("private-link"));
        case("See http://10.0.0.7/tale.", Some("private-link"));
    }

    #[test]
    fn addresses_of_everybody() {
        for target in [
            "https://www.gov.uk/a",
            "https://example.org./a,b;c",
            "https://münchen.example",
            "https://a_b.example.org:8443/x",
            "http://1.1.1.1",
            "mailto:ada@example.org,ben@example.org?subject=x",
            "https://example.org/?u=https://example.com",
            "mailto:?subject=A%20podcast%20for%20you",
            "https://ww.com/",
        ] {
            case(&format!("[The tale]({target})"), None);
        }
    }
}
