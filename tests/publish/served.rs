//! nginx, set up as docs/serving.md says, over a folder that is published to.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;

use crate::support::TestShow;
use crate::support::in_process::run_in;
use crate::support::rewired::Rewired;
use crate::support::show::REPOSITORY;
use crate::support::wait::until;

/// A server, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// nginx over a folder at one port; at the other, what leads from http to https.
fn nginx(folder: &Path, at: &Path, ports: [u16; 2]) -> Running {
    let text = std::fs::read_to_string(Path::new(REPOSITORY).join("docs/serving.md")).unwrap();
    let example = text.split("```nginx\n").nth(1).unwrap().split("```").next().unwrap();
    let (folder, [port, plain]) = (folder.display(), ports);
    let state = at.display();
    let config = format!(
        "daemon off; master_process off; pid {state}/pid; error_log {state}/error;\nevents {{}}\nhttp {{ access_log {state}/asked; include /etc/nginx/mime.types; \
         charset utf-8; client_body_temp_path {state}/b; proxy_temp_path {state}/p; fastcgi_temp_path {state}/f; uwsgi_temp_path {state}/u; \
         scgi_temp_path {state}/s;\nserver {{ listen 127.0.0.1:{port}; root {folder};\n{example}}}\n\
         server {{ listen 127.0.0.1:{plain}; return 301 https://tales.fm$request_uri; }} }}\n"
    );
    std::fs::write(at.join("nginx.conf"), config).unwrap();
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-c").arg(at.join("nginx.conf")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let running = Running(command.spawn().unwrap_or_else(|error| panic!("nginx: {error}: see tests/run")));
    until("nginx answers", || std::net::TcpStream::connect(("127.0.0.1", port)).ok().map(drop));
    running
}

#[test]
#[ignore = "needs nginx; run by tests/run"]
fn what_nginx_serves_of_a_published_folder_has_no_finding() {
    let show = TestShow::series();
    let url = show.yaml("podcast.yaml")["url"].as_str().unwrap().to_owned();
    show.edit("podcast.yaml", &format!("url: {url}"), "url: https://tales.fm/");
    // one short recording, which is measured anew
    for path in ["podcast.lock", "impact.yaml", "feed"] {
        show.remove(path);
    }
    for name in std::fs::read_dir(show.path("episodes")).unwrap().map(|entry| entry.unwrap().file_name()) {
        if name != "coming-soon" && name != "cover.jpg" {
            std::fs::remove_dir_all(show.path("episodes").join(name)).unwrap();
        }
    }
    let at = tempfile::tempdir().unwrap();
    let served = at.path().join("www/show");
    std::fs::create_dir_all(&served).unwrap();
    let ports = [free_port(), free_port()];
    let _server = nginx(&served, at.path(), ports);
    let routes = [
        ("https://tales.fm/", format!("http://127.0.0.1:{}/", ports[0])),
        ("http://tales.fm/", format!("http://127.0.0.1:{}/", ports[1])),
    ];
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let run = |words: &[&str]| run_in(&root, words, |world| World { network: Arc::new(Rewired::new(&routes)), ..world });
    let (exit, said) = run(&["build", "--quiet"]);
    assert_eq!(exit, Exit::Fine, "{said}");
    let to = format!("dir:{}", served.display());
    let (exit, said) = run(&["publish", "--to", &to, "--no-notify", "--no-record"]);
    assert_eq!(exit, Exit::Fine, "{said}");
    assert!(said.contains("the feed is new") && !said.contains("live-"), "{said}");
    // files of each kind were asked for, of episodes that a sample of one leaves out
    let asked = std::fs::read_to_string(at.path().join("asked")).unwrap();
    let heads = asked.lines().filter(|line| line.contains("\"HEAD /")).count();
    assert!(heads >= 20, "{asked}");
    for part in ["/media/", "/transcripts/", "/chapters/", "/artwork/", "/episodes/"] {
        assert!(asked.lines().any(|line| line.contains(&format!("\"HEAD {part}"))), "{part}: {asked}");
    }
    let (exit, said) = run(&["verify", "--all", "--no-record"]);
    assert_eq!(exit, Exit::Fine, "{said}");
    assert!(!said.contains("live-"), "{said}");
}
