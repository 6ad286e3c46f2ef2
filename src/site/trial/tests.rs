//! Pages of a show's own templates, each with one fault, and pages that are fine.

use crate::model::place::FilePosition;
use crate::site::templates::Templates;
use crate::site::trial::trace::traced;
use crate::site::trial::{Faults, of_page, of_style, written};

/// How a page of ours begins and ends.
const PAGE: [&str; 2] = [
    "<!DOCTYPE html><html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; img-src &#39;self&#39;\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\"></head><body><main><p>Ours</p></main>",
    "</body></html>",
];

/// What is found in a template that stands in a page of ours, or, with a name, is the whole page.
fn faults(name: &str, text: &str) -> Vec<String> {
    let mut templates = Templates::default();
    templates.add(name, text.to_owned()).unwrap();
    let mut faults = Faults::new(&templates);
    let index = Templates::names().position(|known| known == name).unwrap();
    match name {
        "style.css" => of_style(&templates, &mut faults),
        "base.html" => of_page(&traced(text, index), "example.org", &written(&templates), &mut faults),
        _ => of_page(&format!("{}{}{}", PAGE[0], traced(text, index), PAGE[1]), "example.org", &written(&templates), &mut faults),
    }
    let told = |fault: crate::model::fault::Fault| {
        let FilePosition::LineColumn { line, column } = fault.place.position else { panic!("{fault:?}") };
        assert_eq!(fault.place.file, format!("templates/{name}"));
        format!("{line}:{column} {:?} {}", fault.kind, fault.message)
    };
    faults.into_faults().into_iter().map(told).collect()
}

#[track_caller]
fn case(text: &str, expected: &[&str]) {
    let found = faults("foot.html", text);
    assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{text}: {found}");
    }
}

#[test]
fn what_loads_from_elsewhere() {
    let loads = "1:1 TemplateLoads the page would load from `";
    case("<img src=\"https://cdn.example.net/a.png\" alt=\"Drws\">", &[loads]);
    case("<link rel=\"stylesheet\" href=\"//fonts.example.com/css?family=A\">", &[loads]);
    case("<LINK REL='preconnect' HREF='https://fonts.example.com'>", &[loads]);
    case("<video poster=https://bilder.example.net/tor.jpg></video>", &[loads]);
    case("<img srcset=\"a.png 1x, https://cdn.example.net/b.png 2x\" alt=\"\">", &[loads]);
    case("<audio src=\"https://ton.example.net/a.mp3\"></audio>", &[loads]);
    case("<svg><image href=\"https://cdn.example.net/a.png\"/></svg>", &["1:6 TemplateLoads"]);
    case(
        "<a href=\"https://example.net\">x</a><img src=\"https://example.org/a.png\" alt=\"\"><img src=\"a.png\" alt=\"\">",
        &[],
    );
    case("<link rel=\"me\" href=\"https://social.example.net/@a\"><link rel=\"license\" href=\"https://example.net\">", &[]);
    let style = faults(
        "style.css",
        "a { color: red }\n@font-face { src: url(//fonts.example.net/a.woff2) }\n@import 'https://example.com/b.css';",
    );
    assert_eq!(style.len(), 2, "{style:?}");
    assert!(style[0].starts_with("2:19 TemplateLoads") && style[1].starts_with("3:1 TemplateLoads"), "{style:?}");
    // without a policy it is loaded indeed
    let base = "<html lang=\"cy\"><head><link rel=alternate type=application/rss+xml href=f><script src=\"https://example.net/count.js\"></script></head></html>";
    assert_eq!(faults("base.html", base), ["1:75 TemplateLoads the page loads from `example.net`, which learns of each visit"]);
}

#[test]
fn a_host_that_a_value_names_is_the_shows_own_wish() {
    let mut templates = Templates::default();
    templates.add("parts.html", "<audio src=\"{{ player.src }}\"></audio>".to_owned()).unwrap();
    let index = Templates::names().position(|known| known == "parts.html").unwrap();
    let page = traced("<audio src=\"https://media.example.net/a.mp3\"></audio>", index);
    let mut faults = Faults::new(&templates);
    of_page(&format!("{}{page}{}", PAGE[0], PAGE[1]), "example.org", &written(&templates), &mut faults);
    assert_eq!(faults.into_faults(), []);
}

#[test]
fn what_the_policy_forbids() {
    let blocked = "1:1 TemplateBlocked";
    for text in [
        "<script>alert(1)</script>",
        "<script type=\"module\">import '/a.js'</script>",
        "<script src=\"zaehler.js\" async></script>",
        "<p onmouseover=\"go()\">x</p>",
        "<a href=\" JavaScript:history.back()\">Zurück</a>",
        "<style>p { color: red }</style>",
        "<p style=\"color: red\">coch</p>",
        "<iframe src=\"karte.html\"></iframe>",
        "<form action=\"/suche\"><input name=\"q\"></form>",
        "<img src=\"data:image/png;base64,AAAA\" alt=\"\">",
    ] {
        case(text, &[blocked]);
    }
    case(
        "<script type=\"application/ld+json\">{\"a\": \"<b>\"}</script><p class=\"on\" data-onx=\"1\">x</p><script> </script>",
        &[],
    );
    assert_eq!(faults("style.css", "@font-face { src: url(fonts/a.woff2) }").len(), 1);
    assert_eq!(faults("style.css", "p { background: url(images/a.png) }").len(), 0);
}

#[test]
fn the_pages_own_script_runs() {
    let script = "play(1 < 2)";
    let policy = format!("default-src &#39;none&#39;; script-src &#39;{}&#39;", crate::site::policy::hash(script));
    let base = format!(
        "<html lang=de><head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><link rel=alternate type=application/rss+xml href=f><script>{script}</script></head></html>"
    );
    assert_eq!(faults("base.html", &base), Vec::<String>::new());
    assert_eq!(faults("base.html", &base.replace("<script>", "<script>\n")).len(), 1);
}

#[test]
fn pictures_and_pages_without_words() {
    case("<img src=a.png>", &["1:1 TemplateAlt"]);
    case("<p>\n<img src=\"tor.png\" title=\"Das Tor\"></p>", &["2:1 TemplateAlt"]);
    case("<input type=\"image\" src=\"a.png\">", &["1:1 TemplateAlt"]);
    case("<img src=a.png alt><img src=b.png alt=\"\"><img src=c.png alt='Drws'>", &[]);
    for (html, expected) in [
        ("<html>", "1:1 TemplateLanguage `<html>` does not name"),
        ("<html lang=\" \">", "1:1 TemplateLanguage `<html>` does not name"),
        ("<html xml:lang=\"de\">", "1:1 TemplateLanguage `<html>` does not name"),
        ("<html lang=\"deutsch\">", "1:1 TemplateLanguage `deutsch` is not the code of a language"),
        ("<p>", "1:1 TemplateLanguage the page has no `<html>`"),
    ] {
        let page = format!(
            "{html}<head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\"></head>{}",
            if html == "<p>" { "</p>" } else { "</html>" }
        );
        let found = faults("base.html", &page);
        assert!(found[0].starts_with(expected), "{html}: {found:?}");
    }
}

#[test]
fn elements_without_an_end() {
    let unclosed = "1:1 TemplateUnclosed";
    case("<footer><p>x</p>", &[unclosed]);
    case("<div class=\"a\">\n<b>fett</div>", &["2:1 TemplateUnclosed `<b>` is never closed"]);
    case("<p>Croeso", &[unclosed]);
    case("<div/>", &[unclosed]);
    case("<p>x</p></div>", &["1:9 TemplateUnclosed `</div>` closes an element that is not open there"]);
    case("<a href=\"x>Tor</a>", &["1:1 TemplateUnclosed a tag never ends"]);
    case("<a href=\"x>Tor</a>\n  <img alt=\"a > b\">", &["1:1 TemplateUnclosed a tag never ends"]);
    case("<svg role=\"img\" aria-label=\"a <b> c\"></svg><p title='<i>x</i>, or <br>'>y</p>", &[]);
    case("<!-- x", &["1:1 TemplateUnclosed the comment"]);
    case("<script type=\"application/json\">{}", &[unclosed]);
    case("<ul><li>One<li>Dau</ul><table><tr><td>x<td>y</table><br><hr/><svg><path/></svg><p>a<br/>b</p><!-- <div> -->", &[]);
}

#[test]
fn an_end_too_many_is_told_where_it_is_written_though_it_closes_an_element_of_ours() {
    let mut templates = Templates::default();
    templates.add("top.html", "x".to_owned()).unwrap();
    let index = Templates::names().position(|known| known == "top.html").unwrap();
    for own in ["</div>", "<div>"] {
        let page = format!("{}<div><p>a</p>{}<p>b</p></div>{}", PAGE[0], traced(own, index), PAGE[1]);
        let mut faults = Faults::new(&templates);
        of_page(&page, "example.org", &written(&templates), &mut faults);
        let found = faults.into_faults();
        assert_eq!(found.len(), 1, "{own}: {found:?}");
    }
}

#[test]
fn pages_say_where_the_feed_is() {
    let feed = |head: &str| faults("base.html", &format!("<html lang=\"en\">\n<head>{head}</head></html>")).len();
    assert_eq!(feed("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\">"), 0);
    for head in [
        "",
        "<link rel=\"alternate\" type=\"application/json\" href=\"feed.json\">",
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"\">",
        "<link rel=\"stylesheet\" type=\"application/rss+xml\" href=\"feed.xml\">",
        "<!-- <link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\"> -->",
    ] {
        assert_eq!(feed(head), 1, "{head}");
    }
}
