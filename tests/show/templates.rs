//! A show's own templates: each takes the place of one of ours, and what is wrong with one is told with its line.

use crate::support::TestShow;
use crate::support::show::assert_same_files;

fn show() -> TestShow {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stderr().any_stdout().done();
    show
}

#[test]
fn each_template_takes_the_place_of_one_of_ours() {
    let show = show();
    let before = show.files_below("feed");
    let ours = show.podwright(&["templates", "foot.html"]).any_stdout().done().stdout;
    show.write(
        "templates/foot.html",
        ours.replace("<footer class=\"foot\">", "<footer class=\"foot\"><p>Made in {{ show.title }}</p>"),
    );
    show.podwright(&["build"]).any_stderr().any_stdout().done();
    let page = "feed/episodes/driving-the-train/index.html";
    assert!(show.text(page).contains("<footer class=\"foot\"><p>Made in Co-production for beginners</p>"));
    assert!(show.text(page).contains("<header class=\"top\">"), "all others stay ours");
    let changed: Vec<_> = show
        .files_below("feed")
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(changed.iter().all(|path| path.contains(".html") || path == "feed/manifest.json"), "{changed:?}");
    assert!(
        !changed.iter().any(|path| path.contains("embed/") || path.ends_with("404.html")),
        "pages without a foot do not change: {changed:?}"
    );

    show.write("templates/style.css", "body { color: #000; }\n");
    show.podwright(&["build"]).any_stderr().any_stdout().done();
    assert_eq!(show.text("feed/style.css"), "body { color: #000; }\n");

    show.remove("templates/foot.html").remove("templates/style.css");
    show.podwright(&["build"]).any_stderr().any_stdout().done();
    assert_same_files(&before, &show.files_below("feed"));
}

#[test]
fn values_are_escaped_in_a_shows_own_templates_too() {
    let show = show();
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: A & B <script>alert(1)</script>");
    show.write(
        "templates/top.html",
        "<header><p title='{{ show.title }}'>{{ show.title }}</p></header>\n<script>alert(2)</script>\n",
    );
    show.podwright(&["build"]).any_stderr().any_stdout().done();
    let page = show.text("feed/episodes/driving-the-train/easy-read/index.html");
    assert!(page.contains("<p title='A &amp; B &lt;script&gt;alert(1)&lt;/script&gt;'>A &amp; B &lt;"));
    // The script of a template stands in the page, but the policy names the sum of none but ours.
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.contains("default-src &#39;none&#39;") && !policy.contains("script-src"), "{policy}");
}

#[test]
fn a_value_that_does_not_exist_is_told_with_its_line_and_nothing_is_written() {
    let show = show();
    let before = show.files_below("feed");
    show.write("templates/foot.html", "<footer>\n<p>{{ show.titel }}</p>\n</footer>\n");
    for command in ["check", "build"] {
        show.podwright(&[command])
            .code(1)
            .stdout_contains(&["templates/foot.html:2", "broken-template", "there is no value `show.titel`"])
            .any_stderr()
            .done();
    }
    assert_same_files(&before, &show.files_below("feed"));
}

#[test]
fn a_template_that_never_ends_is_told() {
    let show = show();
    show.write("templates/top.html", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}");
    show.podwright(&["check"])
        .code(1)
        .stdout_contains(&["templates/top.html:1", "broken-template", "too long"])
        .any_stderr()
        .done();
}

#[cfg(unix)]
#[test]
fn no_template_is_read_from_outside_the_show() {
    let show = show();
    show.write("templates/.keep", "");
    std::os::unix::fs::symlink("/etc/hostname", show.path("templates/foot.html")).unwrap();
    show.podwright(&["check"]).code(1).stdout_contains(&["templates/foot.html", "path-outside"]).any_stderr().done();
}

#[test]
fn a_template_that_nobody_knows_has_a_near_name() {
    let show = TestShow::empty();
    show.podwright(&["templates", "epsiode.html"])
        .code(2)
        .stderr_contains(&["there is no template `epsiode.html`", "did you mean `episode.html`?"])
        .done();
    show.podwright(&["templates"]).stdout_contains(&["404.html\nbase.html\n", "transcript.html"]).done();
}
