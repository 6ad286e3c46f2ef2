use super::*;
use crate::feed::published::address::comparable;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom10="http://www.w3.org/2005/Atom"
  xmlns:apple="http://www.itunes.com/DTDs/Podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/">
"#;

fn feed(channel: &str) -> String {
    format!("{HEAD}<channel>{channel}</channel></rss>")
}

#[test]
fn reads_what_subscribers_have() {
    let published = read(
        feed(
            r#"<title>A &amp; B</title><link>https://example.org/</link><description>About</description><language>en-GB</language>
<atom10:link href=" https://example.org/feed.xml " rel="self" type="application/rss+xml"/>
<atom10:link href="https://example.org/feed.xml?page=2" rel="next"/>
<podcast:guid>917393E3-1B1E-5CEF-ACE4-EDAA54E1F810</podcast:guid><image><url>https://example.org/small.jpg</url><title>no</title></image>
<apple:Image HREF="https://example.org/cover.jpg"/><apple:category text="Society &amp; Culture"><apple:category text="Documentary"/></apple:category>
<apple:category text="Arts"/>
<item><title><![CDATA[One <b>]]></title><guid isPermaLink="false"> the guid </guid><pubDate>Mon, 04 Jul 2022 07:00:00 +0100</pubDate>
<enclosure url="https://example.org/cover.jpg" length="9" type="image/jpeg"/>
<enclosure url="
https://example.org/media/one two.mp3" length="9" type="audio/mpeg"/><content:encoded><![CDATA[<p>W&amp;]]>&#233;&nbsp;</content:encoded>
<apple:Duration>1:02</apple:Duration><apple:season>2</apple:season><podcast:season name="x">3</podcast:season></item>
<item><title>Without a guid</title></item>"#,
        )
        .as_bytes(),
    )
    .unwrap();
    assert_eq!(published.title.as_deref(), Some("A & B"));
    assert_eq!(published.guid.as_deref(), Some("917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"));
    assert_eq!(published.feed_url.as_deref(), Some("https://example.org/feed.xml"));
    assert_eq!(published.next_page.as_deref(), Some("https://example.org/feed.xml?page=2"));
    assert_eq!(published.picture.as_deref(), Some("https://example.org/cover.jpg"));
    assert_eq!(published.categories, [vec!["Society & Culture", "Documentary"], vec!["Arts"]]);
    let [first, second] = published.items.as_slice() else { panic!("{:?}", published.items) };
    assert_eq!((first.title.as_deref(), first.guid.as_deref(), first.line), (Some("One <b>"), Some("the guid"), 10));
    assert_eq!(first.date.as_ref().unwrap().moment, Some("2022-07-04T07:00:00+01:00".parse().unwrap()));
    assert_eq!(first.enclosure.as_ref().unwrap().url, "https://example.org/media/one two.mp3");
    assert_eq!(comparable(&first.enclosure.as_ref().unwrap().url), "https://example.org/media/one%20two.mp3");
    assert_eq!(first.content.as_deref(), Some("<p>W&amp;é&nbsp;"));
    assert_eq!((first.duration.as_deref(), first.season.as_deref()), (Some("1:02"), Some("2")));
    assert_eq!((second.guid.as_deref(), second.title.as_deref()), (None, Some("Without a guid")));
}

#[test]
fn names_what_a_prefix_means_and_takes_known_ones_that_are_not_declared() {
    let xml = "<rss><channel><itunes:author>Ada</itunes:author><atom:link rel='self' href='https://a.example/f'/>\
               <item><itunes:duration>9</itunes:duration></item></channel></rss>";
    let published = read(xml.as_bytes()).unwrap();
    assert_eq!((published.author.as_deref(), published.feed_url.as_deref()), (Some("Ada"), Some("https://a.example/f")));
    assert_eq!(published.items[0].duration.as_deref(), Some("9"));
    let first_name = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md";
    let xml = format!("<rss xmlns:p='{first_name}'><channel><p:guid>g</p:guid></channel></rss>");
    assert_eq!(read(xml.as_bytes()).unwrap().guid.as_deref(), Some("g"));
}

#[test]
fn what_is_no_feed_is_named() {
    let error = |xml: &str| read(xml.as_bytes()).unwrap_err().to_string();
    assert!(
        error("<!doctype html><p>Not found").starts_with("it is not an RSS feed"),
        "{}",
        error("<!doctype html><p>Not found")
    );
    assert_eq!(error("<html></html>"), "it is not an RSS feed: it begins with `<html>`");
    assert_eq!(error("title: A show\n"), "it is not an RSS feed: it has no XML element");
    assert_eq!(
        error("<feed xmlns='http://www.w3.org/2005/Atom'></feed>"),
        "it is an Atom feed, and podcast apps subscribe to RSS"
    );
    assert!(error("<rss>\n<channel>\n\n</item></rss>").starts_with("it is not an RSS feed: line 4 is not well-formed XML: "));
    assert_eq!(
        error("<rss>\n<channel>\n<item>\n"),
        "it is not an RSS feed: line 4 is not well-formed XML: it ends before `</item>`"
    );
    assert!(error("<rss>\n<channel>\n<title>A & B</title></channel></rss>").contains("line 3"));
}

#[test]
fn a_page_adds_what_is_new() {
    let page = |items: &str| read(feed(items).as_bytes()).unwrap();
    let item = |guid: &str| format!("<item><guid>{guid}</guid></item>");
    let mut whole = page(&[item("a"), item("b")].concat());
    whole.add_page(page(&[item("b"), item("c")].concat()));
    let guids: Vec<_> = whole.items.iter().filter_map(|item| item.guid.as_deref()).collect();
    assert_eq!(guids, ["a", "b", "c"]);
}

#[test]
fn a_feed_that_is_nested_without_end_is_read_in_a_bounded_stack() {
    let deep =
        |count: usize| format!("<rss><channel>{}<title>x</title>{}</channel></rss>", "<a>".repeat(count), "</a>".repeat(count));
    assert_eq!(read(deep(50_000).as_bytes()).unwrap().title, None);
    assert!(matches!(read(deep(100_000).as_bytes()), Err(PublishedError::NotWellFormed { line: 1, .. })));
    let many = feed(&"<item><guid>a</guid></item>".repeat(10_000));
    assert_eq!(read(many.as_bytes()).unwrap().items.len(), 10_000);
}
