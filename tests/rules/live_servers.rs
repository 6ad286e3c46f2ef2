//! Real servers, set up as docs/serving.md says, and the series of this repository.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::live::{findings, site};
use crate::support::TestShow;
use crate::support::fault_server::{FaultServer, Served, well};
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

fn verified(address: &str) -> Value {
    let printed = TestShow::empty().podwright(&["verify", address, "--format", "json"]).whatever_both();
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// A port that is free now.
fn free_port() -> u16 {
    FaultServer::listen().local_addr().unwrap().port()
}

/// The good site as a folder `feed/` that a server at this port serves.
fn folder(port: u16) -> TestShow {
    let show = TestShow::empty();
    for (path, file) in site(&format!("127.0.0.1:{port}")) {
        let path = if path.ends_with('/') { format!("{path}index.html") } else { path };
        show.write(&format!("feed{path}"), file.bytes);
    }
    show
}

/// The example for a server in docs/serving.md.
fn example(language: &str) -> String {
    let text = std::fs::read_to_string(Path::new(REPOSITORY).join("docs/serving.md")).unwrap();
    text.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// What is found as soon as the server answers.
fn found(port: u16) -> Vec<String> {
    let report = until("the server answers", || {
        std::net::TcpStream::connect(("127.0.0.1", port)).ok().map(|_| verified(&format!("http://127.0.0.1:{port}/feed.xml")))
    });
    findings(&report)
}

fn start(program: &str, arguments: &[&str], folder: &Path) -> Running {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Running(command.spawn().unwrap_or_else(|error| panic!("{program}: {error}: see tests/run")))
}

#[test]
#[ignore = "needs nginx; run by tests/run"]
fn nginx_as_the_documents_set_it_up_has_no_finding() {
    let port = free_port();
    let show = folder(port);
    let at = show.path("").canonicalize().unwrap();
    let (at, example) = (at.display(), example("nginx"));
    show.write(
        "nginx.conf",
        format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/error;\nevents {{}}\nhttp {{ access_log off; include /etc/nginx/mime.types; \
             charset utf-8; client_body_temp_path {at}/b; proxy_temp_path {at}/p; fastcgi_temp_path {at}/f; uwsgi_temp_path {at}/u; \
             scgi_temp_path {at}/s;\nserver {{ listen 127.0.0.1:{port}; root {at}/feed;\n{example}}} }}\n"
        ),
    );
    let _server = start("/usr/sbin/nginx", &["-c", show.path("nginx.conf").to_str().unwrap()], &show.path(""));
    assert_eq!(found(port), Vec::<String>::new());
}

#[test]
#[ignore = "needs Apache; run by tests/run"]
fn apache_as_the_documents_set_it_up_has_no_finding() {
    let port = free_port();
    let show = folder(port);
    let at = show.path("").canonicalize().unwrap();
    let at = at.display();
    show.write("feed/.htaccess", example("apache"));
    let modules = ["mpm_event", "authz_core", "mime", "headers", "dir", "env", "setenvif"]
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .concat();
    show.write(
        "apache.conf",
        format!(
            "ServerRoot {at}\nServerName localhost\nPidFile {at}/pid\nErrorLog {at}/error\nListen 127.0.0.1:{port}\n{modules}\
             User nobody\nGroup nogroup\nTypesConfig /etc/mime.types\nDocumentRoot {at}/feed\n\
             <Directory {at}/feed>\nAllowOverride All\nRequire all granted\n</Directory>\n"
        ),
    );
    // Apache gives up root, and has to get at the folder then
    for folder in [show.path(".."), show.path("")] {
        std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let _server = start("/usr/sbin/apache2", &["-X", "-f", show.path("apache.conf").to_str().unwrap()], &show.path(""));
    assert_eq!(found(port), Vec::<String>::new());
}

#[test]
#[ignore = "needs Python; run by tests/run"]
fn a_server_without_ranges_and_conditions_is_told_so() {
    let port = free_port();
    let show = folder(port);
    let arguments = ["-m", "http.server", "--bind", "127.0.0.1", "--protocol", "HTTP/1.1", &port.to_string()].map(str::to_owned);
    let arguments = arguments.each_ref().map(String::as_str);
    let _server = start("/usr/bin/python3", &arguments, &show.path("feed"));
    let found = found(port);
    let of = |rule: &str| found.iter().filter(|line| line.contains(rule)).count();
    // no cache rule; a date and no ETag; the whole for each part; nothing for players on other sites
    assert_eq!((of("live-range"), of("live-cors"), of("note live-not-modified"), of("live-cache")), (3, 6, 1, 1), "{found:#?}");
}

/// What `feed/` of this repository has, with the address of the server in the place of its own, and recordings of the right length.
fn series(host: &str) -> BTreeMap<String, Served> {
    let folder = Path::new(REPOSITORY).join("feed");
    let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let mut site = BTreeMap::new();
    for file in manifest["files"].as_array().unwrap() {
        let word = |key: &str| file[key].as_str().unwrap().to_owned();
        let path = word("path");
        let bytes = if path.starts_with("media/") {
            let length = usize::try_from(file["bytes"].as_u64().unwrap()).unwrap();
            [b"\xFF\xFB\x90\x64".as_slice(), &vec![0x55; length - 4]].concat()
        } else {
            let bytes = std::fs::read(folder.join(&path)).unwrap();
            match path.as_str() {
                "feed.xml" => {
                    String::from_utf8(bytes).unwrap().replace("https://example.org/", &format!("http://{host}/")).into_bytes()
                }
                _ => bytes,
            }
        };
        let served = Served { media_type: word("media_type").leak(), cache: word("cache_control").leak(), bytes };
        site.insert(format!("/co-production-for-beginners/{}", path.trim_end_matches("index.html")), served);
    }
    site
}

#[test]
fn the_series_of_this_repository_takes_less_than_sixty_requests() {
    let listener = FaultServer::listen();
    let site = series(&listener.local_addr().unwrap().to_string());
    let server = FaultServer::start(listener, move |asked| well(asked, site.get(&asked.path)));
    let report = verified(&format!("http://{}/co-production-for-beginners/feed.xml", server.host));
    assert_eq!(findings(&report), Vec::<String>::new());
    assert_eq!(report["sampled"], 5);
    let asked = server.asked();
    assert!(asked.len() < 60, "{}: {asked:#?}", asked.len());
}
