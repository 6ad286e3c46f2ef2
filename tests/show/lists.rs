//! Names of folders made of titles, and the lists that one chooses from.

use serde_json::json;

use crate::support::TestShow;

/// The folder that `new` makes of a title in a show of this language.
fn folder(language: &str, title: &str, more: &[&str]) -> String {
    let show = TestShow::empty();
    let words = ["init", "--title", "A", "--url", "https://example.org/a/", "--language", language, "--category", "History"];
    show.podwright(&words).any_stdout().any_stderr().done();
    let words = ["new", title, "--summary", "x", "--format", "json"];
    let told = show.podwright(&[&words, more].concat()).any_stderr().json();
    told["episode"].as_str().unwrap().to_owned()
}

#[test]
fn folders_are_spelt_as_the_language_of_the_show_spells_titles() {
    for (language, title, expected) in [
        ("de-DE", "Gespräch über Tee – Größe", "gespraech-ueber-tee-groesse"),
        ("cy", "Dŵr a thŷ", "dwr-a-thy"),
        ("en-GB", "Über Öl & Straße", "uber-ol-strasse"),
        ("nb", "Ærlig på øya", "aerlig-paa-oeya"),
        ("zh", "北京", "bei-jing"),
    ] {
        assert_eq!(folder(language, title, &[]), expected, "{language}: {title}");
    }
}

#[test]
fn a_title_without_letters_gives_the_number_or_the_date() {
    assert_eq!(folder("ja", "日本の話", &["--number", "7"]), "episode-7");
    // a first full episode has the number 1, and a trailer none
    assert_eq!(folder("en", "…?!", &[]), "episode-1");
    assert_eq!(folder("en", "🦄", &["--kind", "trailer", "--date", "2026-03-02 07:00"]), "2026-03-02");
}

#[test]
fn categories_and_languages_are_listed_and_found_by_a_part() {
    let show = TestShow::empty();
    let all = show.podwright(&["categories"]).any_stdout().done().stdout;
    assert_eq!(all.lines().count(), 110);
    show.podwright(&["categories", "non-profit"]).stdout("Business > Non-Profit\n").done();
    assert_eq!(show.podwright(&["categories", "how", "to", "--format", "json"]).json(), json!(["Education > How To"]));
    show.podwright(&["categories", "cooking"]).code(2).stderr_contains(&["no category has the words `cooking`"]).done();
    let found = show.podwright(&["languages", "welsh"]).any_stdout().done().stdout;
    assert!(found.starts_with("cy  Welsh\n") && found.contains("Middle Welsh"), "{found}");
    let told = show.podwright(&["languages", "cy", "--format", "json"]).json();
    assert_eq!(told[0], json!({"code": "cy", "name": "Welsh"}));
    show.podwright(&["languages", "qqq"]).code(2).stderr_contains(&["no language has the code or the name `qqq`"]).done();
}

#[test]
fn flags_take_a_part_of_a_category_and_the_name_of_a_language() {
    let show = TestShow::empty();
    let words =
        |category| ["init", "--title", "A", "--url", "https://example.org/a/", "--language", "Welsh", "--category", category];
    let several = "`--category` cannot be used: `interviews` may be `Comedy > Comedy Interviews`, `Music > Music Interviews`";
    show.podwright(&words("interviews")).code(2).stderr_contains(&[several]).done();
    assert!(show.files().is_empty());
    show.podwright(&words("non-profit")).any_stdout().any_stderr().done();
    let written = show.yaml("podcast.yaml");
    assert_eq!((&written["language"], &written["categories"][0]), (&"cy".into(), &"Business > Non-Profit".into()));
}
