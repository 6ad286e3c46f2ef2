//! The feed that a web page names, for whoever was given the page's address.

/// Where the page says that its feed is, as it is written.
pub fn feed_of_page(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let mut starts = lower.match_indices("<link").map(|(at, _)| at);
    starts.find_map(|at| {
        // A tag that is never closed ends where the next one begins.
        let end = at + 1 + lower[at + 1..].find(['<', '>'])?;
        let tag = &html[at..end];
        let is_feed = attribute(tag, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/rss+xml"));
        attribute(tag, "href").filter(|_| is_feed).map(|href| href.replace("&amp;", "&"))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).find(|(at, _)| lower[..*at].ends_with([' ', '\t', '\n', '\r', '"', '\'']))?.0;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next().map(|word| word.trim_end_matches('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_feed() {
        let page = "<html><LINK rel=stylesheet href=a.css><link rel=\"alternate\" Type='application/rss+xml' title=x href=\"/f?a=1&amp;b=2\"></html>";
        assert_eq!(feed_of_page(page).as_deref(), Some("/f?a=1&b=2"));
        assert_eq!(feed_of_page("<link type=application/rss+xml href=/f />").as_deref(), Some("/f"));
        for none in ["", "<link", "<link type=\"application/rss+xml\">", "<link type='text/html' href='/f'>", "<link type"] {
            assert_eq!(feed_of_page(none), None, "{none}");
        }
    }
}
