//! Another recording in the place of a published one, and a show at another address.

use std::process::{Child, Command, Stdio};

use crate::sound::frames;
use crate::support::TestShow;
use crate::support::show::assert_same_files;
use crate::support::wait::until;

const NEW: &str = "https://podcasts.example.com/cpb/";

#[test]
fn another_recording_keeps_guid_and_address_and_the_reason_is_kept() {
    let show = TestShow::series();
    let of = |show: &TestShow| {
        let lock = show.yaml("podcast.lock");
        let found = lock["episodes"].as_object().unwrap().iter().find(|(_, entry)| entry["slug"] == "words-we-use").unwrap();
        (found.0.clone(), found.1.clone())
    };
    let (guid, before) = of(&show);
    show.write("../second-take.mp3", frames(&show, "what-is-co-production", 100, 4000));
    let words = ["replace-audio", "words-we-use", "../second-take.mp3", "--reason", "A name was said wrong"];
    let untouched = show.files();
    let told = show
        .podwright(&[&words[..], &["--dry-run"]].concat())
        .any_stdout()
        .stderr_contains(&["nothing was changed"])
        .done()
        .stdout;
    assert_same_files(&untouched, &show.files());
    for expected in [
        &format!("guid stays: {guid}"),
        &format!("address stays: {}", before["enclosure"]["url"].as_str().unwrap()),
        "length: 1:35",
        "apps that may keep the old recording:",
        "Spotify, YouTube and Amazon Music",
    ] {
        assert!(told.contains(expected), "`{expected}` in {told}");
    }
    show.podwright(&words).any_stdout().stderr_contains(&["now run `podwright build`"]).done();
    assert_eq!(show.read("episodes/words-we-use/audio.mp3"), show.read("../second-take.mp3"));
    let built =
        show.podwright(&["build", "--warn", "chapter-past-end", "--warn", "cue-past-end"]).any_stdout().any_stderr().done();
    assert!(!built.stdout.contains("audio-replaced"), "it was said that it is meant: {}", built.stdout);
    let (kept, after) = of(&show);
    assert_eq!((kept, &after["enclosure"]["url"]), (guid, &before["enclosure"]["url"]));
    let replaced = &after["replaced"][0];
    assert_eq!((replaced["date"].as_str(), replaced["reason"].as_str()), (Some("2023-01-01"), Some("A name was said wrong")));
    assert_eq!((&replaced["before_sha256"], &replaced["after_sha256"]), (&before["audio"]["sha256"], &after["audio"]["sha256"]));
    assert!(show.text("feed/feed.xml").contains(&format!("length=\"{}\"", after["enclosure"]["bytes"])));
}

#[test]
fn what_is_no_replacement_is_refused() {
    let show = TestShow::series();
    let before = show.files();
    let refused = |episode: &str, file: &str, told: &str| {
        show.podwright(&["replace-audio", episode, file, "--reason", "x"]).code(2).stderr_contains(&[told]).done();
    };
    refused(
        "how-to-start-well",
        "episodes/words-we-use/audio.mp3",
        "is mp3, and the published recording mp4: it would need another address",
    );
    refused("words-we-use", "episodes/words-we-use/audio.mp3", "has the very sound that is published");
    refused("words-we-us", "episodes/words-we-use/audio.mp3", "did you mean `words-we-use`?");
    refused("words-we-use", "podcast.yaml", "cannot be published");
    show.podwright(&["replace-audio", "words-we-use", "none.mp3", "--reason", "x"]).code(3).any_stderr().done();
    assert_same_files(&before, &show.files());
}

#[test]
fn a_show_that_moves_keeps_every_guid_and_sends_the_old_address_on() {
    let show = TestShow::series();
    show.edit("podcast.yaml", "for-beginners/\nguid:", "for-beginners/ # where we are\nguid:");
    let guids = |show: &TestShow| {
        let feed = show.text("feed/feed.xml");
        let of =
            |open: &str| feed.split(open).skip(1).map(|rest| rest.split("</").next().unwrap().to_owned()).collect::<Vec<_>>();
        [of("<guid isPermaLink=\"false\">"), of("<podcast:guid>")].concat()
    };
    let (before, untouched) = (guids(&show), show.files());
    assert_eq!(before.len(), 7);
    let told = show.podwright(&["move", NEW, "--dry-run"]).any_stdout().stderr_contains(&["nothing was changed"]).done().stdout;
    assert_same_files(&untouched, &show.files());
    for expected in [
        "to   https://podcasts.example.com/cpb/",
        "the guids of 6 episodes stay",
        "new_feed_url: https://podcasts.example.com/cpb/feed.xml",
        "`new_feed_url` in podcast.yaml: may go not before 2023-01-29",
        "nginx.conf",
        ".htaccess",
        "netlify/_redirects",
        "cloudflare/_redirects",
    ] {
        assert!(told.contains(expected), "`{expected}` in {told}");
    }
    show.podwright(&["move", NEW]).any_stdout().stderr_contains(&["now run `podwright build`"]).done();
    let yaml = show.text("podcast.yaml");
    assert!(
        yaml.contains(
            "url: https://podcasts.example.com/cpb/ # where we are\nnew_feed_url: https://podcasts.example.com/cpb/feed.xml\n"
        ),
        "{yaml}"
    );
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(guids(&show), before);
    let feed = show.text("feed/feed.xml");
    assert!(feed.contains("<itunes:new-feed-url>https://podcasts.example.com/cpb/feed.xml</itunes:new-feed-url>"));
    assert!(!feed.contains("https://example.org/co-production-for-beginners/"), "{feed}");
    let lock = show.yaml("podcast.lock");
    assert_eq!(
        (lock["moves"][0]["date"].as_str(), lock["accepted"][0]["rule"].as_str()),
        (Some("2023-01-01"), Some("feed-url-changed"))
    );
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    // Whoever still has the first address is sent to the last one, not to the one between.
    show.podwright(&["move", "https://third.example.net/"]).any_stdout().any_stderr().done();
    for folder in ["example-org-co-production-for-beginners", "podcasts-example-com-cpb"] {
        assert!(show.text(&format!("moved/{folder}/.htaccess")).contains("\"https://third.example.net/\""), "{folder}");
    }
}

#[test]
fn a_move_that_cannot_be_is_refused() {
    let show = TestShow::series();
    let before = show.files();
    let refused = |url: &str, told: &str| show.podwright(&["move", url]).code(2).stderr_contains(&[told]).done();
    refused(
        "https://example.org/co-production-for-beginners/",
        "the show is at `https://example.org/co-production-for-beginners/` already",
    );
    refused("https://example.org/co-production-for-beginners/new/", "a redirect from one to the other would never end");
    refused("https://example.org/show", "the address does not end in a slash");
    assert_same_files(&before, &show.files());
    show.write("moved/example-org-co-production-for-beginners/nginx.conf", "mine");
    refused(NEW, "was not written by podwright, and is not overwritten");
    show.remove("moved").remove("podcast.lock");
    refused(NEW, "the show was not built yet");
}

/// A server that is stopped with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a server answers to a request for a path: the status and the place.
fn asked(port: u16, path: &str) -> (String, String) {
    until(&format!("a server on port {port}"), || {
        let curl = Command::new("curl")
            .args(["--silent", "--output", "/dev/null", "--write-out", "%{http_code} %{redirect_url}"])
            .arg(format!("http://127.0.0.1:{port}{path}"))
            .output()
            .unwrap();
        let text = curl.status.success().then(|| String::from_utf8(curl.stdout).unwrap())?;
        let (code, place) = text.split_once(' ').unwrap();
        Some((code.to_owned(), place.to_owned()))
    })
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[track_caller]
fn sends_on(port: u16) {
    for (asked_for, expected) in [
        ("/co-production-for-beginners/feed.xml", "https://podcasts.example.com/cpb/feed.xml"),
        ("/co-production-for-beginners/media/words-we-use.mp3", "https://podcasts.example.com/cpb/media/words-we-use.mp3"),
        ("/co-production-for-beginners/", "https://podcasts.example.com/cpb/"),
    ] {
        assert_eq!(asked(port, asked_for), ("301".to_owned(), expected.to_owned()), "{asked_for}");
    }
    assert_eq!(asked(port, "/another-show/feed.xml").0, "404");
}

fn moved() -> TestShow {
    let show = TestShow::series();
    show.podwright(&["move", NEW]).any_stdout().any_stderr().done();
    show
}

#[test]
#[ignore = "needs nginx"]
fn nginx_sends_the_old_address_on() {
    let (show, port) = (moved(), free_port());
    let folder = show.path("..").canonicalize().unwrap();
    let at = folder.display();
    let rules = show.path("moved/example-org-co-production-for-beginners/nginx.conf");
    let config = format!(
        "daemon off; master_process off; pid {at}/pid; error_log {at}/error;\nevents {{}}\nhttp {{ access_log off; client_body_temp_path {at}/b; proxy_temp_path {at}/p; \
         fastcgi_temp_path {at}/f; uwsgi_temp_path {at}/u; scgi_temp_path {at}/s;\n\
         server {{ listen 127.0.0.1:{port}; root {at}/home; include \"{}\"; }} }}\n",
        rules.display()
    );
    show.write("../nginx.conf", config);
    let server = Command::new("/usr/sbin/nginx")
        .arg("-c")
        .arg(folder.join("nginx.conf"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _server = Server(server.expect("nginx is installed: see tests/run"));
    sends_on(port);
}

#[test]
#[ignore = "needs Apache"]
fn apache_sends_the_old_address_on() {
    let (show, port) = (moved(), free_port());
    let folder = show.path("..").canonicalize().unwrap();
    let at = folder.display();
    let modules = ["mpm_event", "authz_core", "alias"]
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .concat();
    let config = format!(
        "ServerRoot {at}\nServerName localhost\nPidFile {at}/pid\nErrorLog {at}/error\nListen 127.0.0.1:{port}\n{modules}\
         User nobody\nGroup nogroup\nDocumentRoot {at}/home\nInclude {}\n",
        show.path("moved/example-org-co-production-for-beginners/.htaccess").display()
    );
    show.write("../apache.conf", config);
    let server = Command::new("/usr/sbin/apache2")
        .args(["-X", "-f"])
        .arg(folder.join("apache.conf"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _server = Server(server.expect("Apache is installed: see tests/run"));
    sends_on(port);
}
