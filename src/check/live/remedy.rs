//! What to do: the remedy of the rule, and its part for the server that answered.

use crate::check::rule::Rule;
use crate::check::rule::live::LiveRule;
use crate::model::web::web_answer::WebAnswer;

/// Servers that each remedy speaks of, by the names that begin their part.
const SERVERS: [&str; 4] = ["nginx", "Apache", "S3", "Cloudflare"];

/// What to do on the server that answered; for everybody, where it is not known which that is.
pub(in crate::check::live) fn remedy(rule: LiveRule, answer: Option<&WebAnswer>) -> String {
    let text = Rule::from(rule).section("Remedy");
    let everybody = part(&text, "");
    match answer.and_then(server) {
        Some(server) => format!("{everybody}; on {server}: {}", part(&text, server)),
        None => everybody,
    }
}

/// A part of a remedy, without its full stop: that of a server, or what stands before all servers.
pub(in crate::check::live) fn part(text: &str, server: &str) -> String {
    let start = if server.is_empty() { Some(0) } else { text.find(&format!(" {server}: ")).map(|at| at + server.len() + 3) };
    let rest = start.map_or("", |start| &text[start..]);
    let end = SERVERS.iter().filter_map(|other| rest.find(&format!(" {other}: "))).min().unwrap_or(rest.len());
    rest[..end].trim().trim_end_matches('.').to_owned()
}

/// The server that an answer comes from, as its header fields name it. What stands in front counts, since that is what answers.
fn server(answer: &WebAnswer) -> Option<&'static str> {
    let name = answer.header("server").unwrap_or_default().to_ascii_lowercase();
    let of = |word: &str| name.contains(word);
    if of("cloudflare") {
        Some("Cloudflare")
    } else if of("amazons3") || of("cloudfront") || answer.header("x-amz-request-id").is_some() {
        Some("S3")
    } else if of("nginx") || of("openresty") {
        Some("nginx")
    } else if of("apache") || of("litespeed") {
        Some("Apache")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_remedy_for_everybody_and_for_each_server() {
        for rule in LiveRule::ALL {
            let text = Rule::from(*rule).section("Remedy");
            for server in ["", "nginx", "Apache", "S3", "Cloudflare"] {
                let part = part(&text, server);
                assert!(part.len() > 5 && !part.ends_with('.'), "{}: {server}: {part}", rule.id());
                // each part is printed alone, so there is nothing that it could mean
                for meaningless in ["the same", "likewise", "as there", " there."] {
                    assert!(
                        !format!("{part}.").replace("the same time", "").replace("the same build", "").contains(meaningless),
                        "{}: {server}: {part}",
                        rule.id()
                    );
                }
            }
        }
    }

    #[test]
    fn the_server_that_answers_gets_its_own_remedy() {
        let answer = |server: &str| WebAnswer { headers: vec![("Server".to_owned(), server.to_owned())], ..WebAnswer::default() };
        let help = |server| remedy(LiveRule::LiveCompressedMedia, Some(&answer(server)));
        assert_eq!(help("nginx/1.22.1"), "compress no media; on nginx: `gzip off;` in the location of the recordings");
        assert_eq!(help("Apache/2.4 (Debian)"), "compress no media; on Apache: `SetEnv no-gzip 1` for the recordings");
        assert_eq!(help("thttpd"), "compress no media");
    }
}
