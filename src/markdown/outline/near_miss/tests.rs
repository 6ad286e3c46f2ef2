//! What is nearly Markdown is found, and prose is not.

use super::NearMissKind::{
    BlankInLink, BoldNotShown, BracketsSwapped, DoubleScheme, HeadingWithoutBlank, HostWithoutDot, SignInHost, UnclosedBold,
    UnclosedBracket, UndefinedReference,
};
use super::*;

#[track_caller]
fn case(markdown: &str, expected: &[(usize, NearMissKind)]) {
    let found: Vec<_> = near_misses(markdown).iter().map(|miss| (miss.at, miss.kind)).collect();
    assert_eq!(found, expected, "{markdown:?}");
}

#[test]
fn links_with_a_slip() {
    case("See [the law] (https://example.org).", &[(4, BlankInLink)]);
    case("Siehe [das Gesetz]  (www.example.org/a).", &[(6, BlankInLink)]);
    case("[y gyfraith]\n(https://example.org)", &[(0, BlankInLink)]);
    case("See (the law)[https://example.org].", &[(4, BracketsSwapped)]);
    case("Lies (das Gesetz)[www.example.org].", &[(5, BracketsSwapped)]);
    case("See [the law](https://example.org", &[(4, UnclosedBracket)]);
    case("See [the law](https://example.org/a b) and", &[(4, UnclosedBracket)]);
    case("Siehe [das Gesetz(https://example.org).\n\nUnd weiter.", &[(6, UnclosedBracket)]);
    case("- [the law\n- [the act](https://example.org)", &[(2, UnclosedBracket)]);
}

#[test]
fn names_that_nothing_has() {
    case("See [the law][act] and [gwefan][].", &[(4, UndefinedReference), (23, UndefinedReference)]);
    case("See [the law][act].\n\n[act]: https://example.org", &[]);
    case("As Ada says[^1].", &[(11, UndefinedReference)]);
    case("As Ada says[^1].\n\n[^1]: In 1843.", &[]);
    case("As shown [1][2], and [sic]. [EN][FR] [^_^] [Deutsch][English] [^-^]", &[]);
    case("See [Gesetz][gesetz] and [website][1].", &[(4, UndefinedReference), (25, UndefinedReference)]);
}

#[test]
fn headings_and_bold_text() {
    case("##Guests\n\ntext", &[(0, HeadingWithoutBlank)]);
    case("One.\n\n  ###Gäste", &[(8, HeadingWithoutBlank)]);
    case("#podcast #wales\n\n## Guests\n\n`##x`\n\n#######", &[]);
    case("A **bold word.", &[(2, UnclosedBold)]);
    case("Gair __trwm iawn.\n\nMwy", &[(5, UnclosedBold)]);
    case("__fett__ und ____ und snake__case und __ a", &[]);
    case("Siehe <https://example.org/a und mehr", &[(6, UnclosedBracket)]);
    case("Voir [la page](<https://example.org/a)", &[(5, UnclosedBracket)]);
    case("Siehe <https://example.org/a> und [b](<https://example.org/b>)", &[]);
    case("Ein **fettes Wort ** hier", &[(4, UnclosedBold)]);
    case("**Ü und**", &[]);
    case("What an ***hole, he said. A**hole, f**k.", &[]);
    case("これは**重要なこと です。", &[(9, UnclosedBold)]);
    case("これは**重要**です。**Bold。** でした", &[]);
    case("これは**「重要」**です。", &[(9, BoldNotShown)]);
    case("**重要。**そして", &[(0, BoldNotShown)]);
    case("Say **\"yes\"**now and **no**.", &[(4, BoldNotShown)]);
    case("**bold** 2 ** 3, 5 €** and `**x` \\*\\*y", &[]);
    case("***\n\n* one\n* **two**\n\n**[three](https://example.org)**", &[]);
}

#[test]
fn addresses_with_a_slip() {
    case("See https://https://example.org/a.", &[(4, DoubleScheme)]);
    case("Siehe http://HTTPS://example.org", &[(6, DoubleScheme)]);
    case("At https://intranet/page and http://localhost:8080.", &[(3, HostWithoutDot), (29, HostWithoutDot)]);
    case("At https://example,org and http://.beispiel.de", &[(3, SignInHost), (27, SignInHost)]);
    case("https://intranet, and", &[(0, HostWithoutDot)]);
    case("https://example.org, <https://example.org> `https://x`", &[]);
}

#[test]
fn what_is_markdown_or_prose_is_none() {
    for good in [
        "[a](https://example.org) (b) [c] (d) :-) 1) x",
        "He said [laughs] (quietly) that it [the law] works.",
        "```\n[a] (https://example.org)\n**x\n```\n\n    ##code",
        "<a href=\"https://example.org\" title=\"[b\">a</a>",
        "![a [b] c](d.png) <https://example.org/[x>",
        "| a | b |\n|---|---|\n| [x](https://example.org) | **y** |",
        "- [ ] task\n- [x] done",
        "numbers in [0, 1), in [a; b) and in (0, 1]\n\n:-[ and :[ and [-:",
        "",
    ] {
        case(good, &[]);
    }
}

/// Each piece five thousand times: a search that went back to the start for each would take minutes.
#[test]
#[expect(clippy::disallowed_methods, reason = "the test measures time")]
fn thousands_of_brackets_take_time_in_proportion() {
    for piece in
        ["[", "](", "**a ", "(a)[www.", "##a\n", "https://", "[a](b ", "![", "](a)", "[a][", "。**「a", "[0,", "**a。**b"]
    {
        let text = piece.repeat(5_000);
        let begun = std::time::Instant::now();
        let found = near_misses(&text);
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{piece}");
        assert!(found.len() <= text.len() && found.iter().all(|miss| text.is_char_boundary(miss.at)), "{piece}");
    }
}
