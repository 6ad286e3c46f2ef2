//! Redirect rules for an address that a show has left, in the words of four servers. Pure.
//!
//! nginx: `$request_uri` is the address as it was asked for, which `location` is not
//! (<https://nginx.org/en/docs/http/ngx_http_core_module.html#var_request_uri>). Apache: `Redirect` takes what follows the prefix along
//! (<https://httpd.apache.org/docs/2.4/mod/mod_alias.html#redirect>). Netlify: a rule with `!` comes before files that are there
//! (<https://docs.netlify.com/manage/routing/redirects/overview/>). Cloudflare Pages: the same form without `!`
//! (<https://developers.cloudflare.com/pages/configuration/redirects/>).

use std::fmt::Write as _;

use chrono::Days;

use crate::layout::MEDIA_FOLDER;
use crate::lock::Move;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::BaseUrl;

/// The first line of each file: it says whose the file is.
pub const MARK: &str = "# Written by `podwright move`";

/// Apple asks for four weeks at least (<https://podcasters.apple.com/support/837-change-the-rss-feed-url>).
const NEW_FEED_URL_DAYS: u64 = 28;
/// An app that is opened once a year has then seen the new feed, and with it the new addresses of the recordings.
const MEDIA_DAYS: u64 = 366;
/// Some listeners come back after a long time, and the old address is all that their app has.
const FEED_DAYS: u64 = 2 * 366;

/// Why no rule can be written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{to}` lies below `{from}`: a redirect from one to the other would never end")]
pub struct Endless {
    /// The old address.
    pub from: BaseUrl,
    /// The new one.
    pub to: BaseUrl,
}

/// A folder name for the rules of an address.
pub fn folder(from: &BaseUrl) -> String {
    let words = from.as_url().as_str().split_once("://").map_or("", |(_, rest)| rest);
    words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}

/// The files that send whoever asks for `from` to `to`, by their path below the folder of the move. `feed` is the name of the feed at both.
///
/// # Errors
/// Where the new address lies below the old one.
pub fn files(step: &Move, feed: &FeedFile) -> Result<Vec<(&'static str, String)>, Endless> {
    let Move { date, from, to } = step;
    let same_server = from.scheme_and_host() == to.scheme_and_host();
    if same_server && to.path().starts_with(from.path()) {
        return Err(Endless { from: from.clone(), to: to.clone() });
    }
    let head = format!("{MARK} on {date}: from {from} to {to}\n");
    let only_scheme = from.path() == to.path() && from.host() == to.host();
    let rules = if only_scheme { of_scheme(from, to) } else { of_path(from, to) };
    let mut files: Vec<(&'static str, String)> = rules.into_iter().map(|(path, text)| (path, format!("{head}{text}"))).collect();
    files.push(("README.md", format!("{MARK}\n\n{}", advice(step, feed))));
    Ok(files)
}

const NGINX: &str = "nginx.conf";
const APACHE: &str = ".htaccess";
const NETLIFY: &str = "netlify/_redirects";
const CLOUDFLARE: &str = "cloudflare/_redirects";

fn of_path(from: &BaseUrl, to: &BaseUrl) -> [(&'static str, String); 4] {
    let (path, pattern, target) = (from.path(), escaped(from.path()), to.to_string().replace('$', "%24"));
    let host = from.host();
    [
        (
            NGINX,
            format!(
                "# Put it into the `server` block of {host}.\n\
                 if ($request_uri ~ \"^{pattern}(.*)$\") {{\n    return 301 \"{target}$1\";\n}}\n"
            ),
        ),
        (
            APACHE,
            format!(
                "# Put it into the document root of {host}, or into its <VirtualHost>.\nRedirect permanent \"{path}\" \"{to}\"\n"
            ),
        ),
        (NETLIFY, format!("# Put it into the folder that Netlify serves at {host}.\n{path}* {to}:splat 301!\n")),
        (CLOUDFLARE, format!("# Put it into the folder that Cloudflare Pages serves at {host}.\n{path}* {to}:splat 301\n")),
    ]
}

/// From http to https of the same address: a rule on the path alone would never end.
fn of_scheme(from: &BaseUrl, to: &BaseUrl) -> [(&'static str, String); 4] {
    let (path, scheme, host) = (from.path(), from.scheme(), from.host());
    let target = to.scheme_and_host();
    let off = if scheme == "http" { "off" } else { "on" };
    [
        (
            NGINX,
            format!(
                "# Put it into the `server` block of {host} that answers on {scheme}.\n\
                 if ($scheme = {scheme}) {{\n    return 301 \"{target}$request_uri\";\n}}\n"
            ),
        ),
        (
            APACHE,
            format!(
                "# Put it into the document root of {host}.\nRewriteEngine On\nRewriteCond %{{HTTPS}} {off}\n\
                 RewriteRule ^ {target}%{{REQUEST_URI}} [R=301,L,NE]\n"
            ),
        ),
        (NETLIFY, format!("# Put it into the folder that Netlify serves at {host}.\n{from}* {to}:splat 301!\n")),
        (CLOUDFLARE, format!("# Cloudflare has a switch for {path}: \"Always Use HTTPS\", under SSL/TLS, Edge Certificates.\n")),
    ]
}

/// A text as a pattern that fits nothing else.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if !c.is_ascii_alphanumeric() && !"/-_~%".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// When a part of a move may go.
pub struct Deadline {
    /// The part.
    pub what: String,
    /// When.
    pub may_go: String,
    because: &'static str,
}

/// When each part of a move may go.
pub fn deadlines(Move { date, from, .. }: &Move, feed: &FeedFile) -> [Deadline; 4] {
    let after = |days| date.checked_add_days(Days::new(days)).unwrap_or(*date);
    [
        Deadline {
            what: format!("the redirect of `{from}{feed}`"),
            may_go: format!("not before {}; better never", after(FEED_DAYS)),
            because: "an app that was not opened since knows the old address alone",
        },
        Deadline {
            what: format!("the redirect of `{from}{MEDIA_FOLDER}/`"),
            may_go: format!("not before {}", after(MEDIA_DAYS)),
            because: "apps that have not fetched the new feed play the old addresses",
        },
        Deadline {
            what: format!("the redirects of the pages below `{from}`"),
            may_go: format!("not before {}; better never", after(FEED_DAYS)),
            because: "links in other people's pages stay as they are",
        },
        Deadline {
            what: "`new_feed_url` in podcast.yaml".to_owned(),
            may_go: format!("not before {}", after(NEW_FEED_URL_DAYS)),
            because: "Apple asks for four weeks at least; it does no harm later",
        },
    ]
}

/// What is to do on the old server, and when it may be undone.
fn advice(step: &Move, feed: &FeedFile) -> String {
    let Move { date, from, to } = step;
    let mut text = format!(
        "# From {from} to {to}\n\nThe show moved on {date}. Put the rules of one of these files onto the old server, then see that\n\
         `curl -I {from}{feed}` answers with 301 and the new address.\n\n| what | may go | because |\n|---|---|---|\n"
    );
    for Deadline { what, may_go, because } in deadlines(step, feed) {
        let _infallible = writeln!(text, "| {what} | {may_go} | {because} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn moved(from: &str, to: &str) -> Result<Vec<(&'static str, String)>, Endless> {
        let date = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        files(&Move { date, from: from.parse().unwrap(), to: to.parse().unwrap() }, &"podcast.rss".parse().unwrap())
    }

    #[track_caller]
    fn rule(from: &str, to: &str, file: &str) -> String {
        let files = moved(from, to).unwrap();
        let (_, text) = files.iter().find(|(name, _)| *name == file).unwrap();
        text.lines().skip(2).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_server_has_its_rule() {
        let (from, to) = ("https://old.example.org/a.b/", "https://new.example.org/show/");
        let nginx = "if ($request_uri ~ \"^/a\\.b/(.*)$\") {\n    return 301 \"https://new.example.org/show/$1\";\n}";
        assert_eq!(rule(from, to, NGINX), nginx);
        assert_eq!(rule(from, to, APACHE), "Redirect permanent \"/a.b/\" \"https://new.example.org/show/\"");
        assert_eq!(rule(from, to, NETLIFY), "/a.b/* https://new.example.org/show/:splat 301!");
        assert_eq!(rule(from, to, CLOUDFLARE), "/a.b/* https://new.example.org/show/:splat 301");
    }

    #[test]
    fn another_scheme_alone_never_ends_in_a_ring() {
        let (from, to) = ("http://example.org/a/", "https://example.org/a/");
        assert!(rule(from, to, NGINX).starts_with("if ($scheme = http) {\n    return 301 \"https://example.org$request_uri\";"));
        assert!(rule(from, to, APACHE).contains("RewriteCond %{HTTPS} off"));
        assert_eq!(rule(from, to, NETLIFY), "http://example.org/a/* https://example.org/a/:splat 301!");
        assert_eq!(rule(from, to, CLOUDFLARE), "");
    }

    #[test]
    fn no_rule_leads_into_itself() {
        for (from, to) in
            [("https://example.org/", "https://example.org/show/"), ("https://example.org/a/", "https://example.org/a/b/")]
        {
            assert!(moved(from, to).is_err(), "{from} {to}");
        }
        assert!(moved("https://example.org/a/b/", "https://example.org/a/").is_ok());
        assert!(moved("https://example.org/a/", "https://example.com/a/b/").is_ok());
    }

    #[test]
    fn says_when_it_may_go() {
        let files = moved("https://old.example.org/", "https://new.example.org/").unwrap();
        let (_, readme) = files.last().unwrap();
        for date in ["2026-02-28", "2027-02-01", "2028-02-02"] {
            assert!(readme.contains(date), "{date} in {readme}");
        }
        assert!(readme.contains("`curl -I https://old.example.org/podcast.rss`"), "{readme}");
        assert_eq!(folder(&"https://Old.example.org/a.b/".parse().unwrap()), "old-example-org-a-b");
    }
}
