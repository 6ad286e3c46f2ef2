//! Real servers: moto and `SeaweedFS` speak S3, sshd speaks SFTP, rclone reaches what it is set up for. Each starts on a free port of the loopback, with its data in
//! a folder of the test, and is ended with it.

use std::fmt::Write as _;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::support::TestShow;
use crate::support::run::Run;
use crate::support::tools::of_environment;
use crate::support::wait::until;

const KEY_ID: &str = "AKIAPODWRIGHTTEST";
const KEY: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYTESTKEY";

/// A server, ended with the test.
struct Running {
    child: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// The folder around the show.
fn around(show: &TestShow) -> PathBuf {
    show.home().parent().unwrap().to_path_buf()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start(port: u16, command: &mut Command) -> Running {
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let running = Running { child: child.unwrap_or_else(|error| panic!("{command:?}: {error}: see tests/run")), port };
    until("the server answers", || TcpStream::connect(("127.0.0.1", port)).ok().map(drop));
    running
}

/// A program of the environment that tests/run has made for stores.
fn of_stores(name: &str) -> PathBuf {
    of_environment("PODWRIGHT_TEST_STORES").with_file_name(name)
}

fn moto() -> Running {
    let port = free_port();
    start(port, Command::new(of_stores("moto_server")).args(["-H", "127.0.0.1", "-p", &port.to_string()]))
}

/// A built show that publishes to a bucket of a server.
fn show_for(port: u16, bucket: &str) -> TestShow {
    let show = TestShow::series();
    let yaml = show.text("podcast.yaml");
    let settings = format!("publish: {{to: \"s3://{bucket}/show\", endpoint: \"http://127.0.0.1:{port}\"}}\n");
    show.write("podcast.yaml", format!("{yaml}{settings}"));
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    show
}

fn with_keys(run: Run) -> Run {
    run.env("AWS_ACCESS_KEY_ID", KEY_ID).env("AWS_SECRET_ACCESS_KEY", KEY)
}

/// Publishes twice: everything, and then nothing. What is said holds no key.
fn published(show: &TestShow, arguments: &[&str], run: &dyn Fn(Run) -> Run) {
    let words = [&["publish", "--no-verify", "--verbose"], arguments].concat();
    let first = run(show.podwright(&words)).whatever_both();
    assert!(first.contains("the feed is new"), "{first}");
    let second = run(show.podwright(&words)).whatever_both();
    assert!(second.contains("nothing to do"), "{second}");
    for said in [&first, &second] {
        assert!(!said.contains(KEY) && !said.contains(KEY_ID) && !said.contains("X-Amz-Signature"), "{said}");
    }
    for (path, bytes) in show.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(KEY) && !text.contains(KEY_ID), "{path} holds a key");
    }
}

/// Gets objects with rclone, a client that is not ours.
fn fetched(port: u16, bucket: &str, to: &Path) {
    let remote = format!(
        ":s3,provider=Other,access_key_id={KEY_ID},secret_access_key={KEY},endpoint='http://127.0.0.1:{port}':{bucket}/show"
    );
    let copied = Command::new(of_stores("rclone")).args(["copy", &remote]).arg(to).output().unwrap();
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
}

fn assert_published(show: &TestShow, folder: &Path) {
    let there = crate::support::show::files_in(folder);
    let here = show.files_below("feed");
    assert!(here.len() > 20);
    for (path, bytes) in &here {
        let path = path.trim_start_matches("feed/");
        assert!(there.get(path) == Some(bytes), "{path} is not as it is here");
    }
}

#[test]
#[ignore = "needs moto and rclone; run by tests/run"]
fn moto_has_every_file_with_its_type() {
    let server = moto();
    let made = Command::new("curl").args(["-sf", "-X", "PUT", &format!("http://127.0.0.1:{}/bucket", server.port)]).status();
    assert!(made.unwrap().success());
    let show = show_for(server.port, "bucket");
    published(&show, &[], &with_keys);
    let fetched_to = around(&show).join("fetched");
    fetched(server.port, "bucket", &fetched_to);
    assert_published(&show, &fetched_to);
    let url = format!("http://127.0.0.1:{}/bucket/show/feed.xml", server.port);
    // the bucket is not for everybody
    let signed = ["-s", "-I", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user", &format!("{KEY_ID}:{KEY}"), &url];
    let head = Command::new("curl").args(signed).output().unwrap();
    let head = String::from_utf8(head.stdout).unwrap().to_lowercase();
    assert!(head.contains("content-type: application/rss+xml; charset=utf-8"), "{head}");
    assert!(head.contains("cache-control: public, max-age=900"), "{head}");
    // a bucket that is not there
    let to = "s3://other-bucket/show";
    let said = with_keys(show.podwright(&["publish", "--no-verify", "--to", to])).whatever_both();
    assert!(said.contains("no-bucket: `other-bucket` is not there"), "{said}");
    let said = show.podwright(&["publish", "--no-verify"]).whatever_both();
    assert!(said.contains("no-credentials: "), "{said}");
}

#[test]
#[ignore = "needs moto; run by tests/run"]
fn keys_come_from_a_file_and_from_the_token_of_a_service() {
    let server = moto();
    let made = Command::new("curl").args(["-sf", "-X", "PUT", &format!("http://127.0.0.1:{}/bucket", server.port)]).status();
    assert!(made.unwrap().success());
    let show = show_for(server.port, "bucket");
    let keys = around(&show).join("keys");
    std::fs::write(&keys, format!("[show]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {KEY}\n")).unwrap();
    let keys = keys.to_str().unwrap().to_owned();
    published(&show, &[], &|run| run.env("AWS_SHARED_CREDENTIALS_FILE", &keys).env("AWS_PROFILE", "show"));
    let token = around(&show).join("token");
    std::fs::write(&token, "a.b.c\n").unwrap();
    let token = token.to_str().unwrap().to_owned();
    published(&show, &["--to", "s3://bucket/other"], &|run| {
        run.env("AWS_WEB_IDENTITY_TOKEN_FILE", &token)
            .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/show")
            .env("AWS_ENDPOINT_URL_STS", &format!("http://127.0.0.1:{}", server.port))
    });
}

#[test]
#[ignore = "needs SeaweedFS and rclone; run by tests/run"]
fn seaweedfs_has_every_file() {
    let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
    let keys = format!(
        "{{\"identities\":[{{\"name\":\"test\",\"credentials\":[{{\"accessKey\":\"{KEY_ID}\",\"secretKey\":\"{KEY}\"}}],\"actions\":[\"Admin\",\"Read\",\"Write\",\"List\"]}}]}}"
    );
    std::fs::write(folder.path().join("keys.json"), keys).unwrap();
    let mut command = Command::new(of_stores("weed"));
    command.arg("server").arg(format!("-dir={}", folder.path().display())).arg("-s3").arg(format!("-s3.port={port}"));
    command.arg(format!("-s3.config={}", folder.path().join("keys.json").display()));
    command.arg("-ip=127.0.0.1").arg("-volume.max=20").arg("-master.volumeSizeLimitMB=64");
    command.args(["master", "volume", "filer"].map(|part| format!("-{part}.port={}", free_port())));
    // else 10,000 more than the other, which can be more than there are
    command.args(["master", "volume", "filer", "s3"].map(|part| format!("-{part}.port.grpc={}", free_port())));
    // else each store of this computer has the same
    command.args(["iceberg", "lance"].map(|part| format!("-s3.port.{part}={}", free_port())));
    let server = start(port, &mut command);
    let remote =
        format!(":s3,provider=Other,access_key_id={KEY_ID},secret_access_key={KEY},endpoint='http://127.0.0.1:{port}':bucket");
    until("the bucket is made", || {
        let made = Command::new(of_stores("rclone")).args(["mkdir", &remote]).stderr(Stdio::null()).status();
        made.is_ok_and(|status| status.success()).then_some(())
    });
    let show = show_for(server.port, "bucket");
    published(&show, &[], &with_keys);
    let record = show.podwright(&["publish", "--dry-run", "--no-verify"]);
    assert!(with_keys(record).whatever_both().contains("nothing to do"));
    let fetched_to = around(&show).join("fetched");
    fetched(server.port, "bucket", &fetched_to);
    assert_published(&show, &fetched_to);
}

#[test]
#[ignore = "needs sshd; run by tests/run"]
fn a_server_gets_every_file_by_sftp_and_none_that_is_not_known() {
    let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
    let at = folder.path();
    for name in ["host", "user"] {
        let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at.join(name)).status();
        assert!(made.unwrap().success());
    }
    std::fs::copy(at.join("user.pub"), at.join("authorized")).unwrap();
    let mut config = String::new();
    let _infallible = write!(
        config,
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {0}/host\nAuthorizedKeysFile {0}/authorized\nStrictModes no\nUsePAM no\nPidFile {0}/pid\n\
         PermitRootLogin yes\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n",
        at.display()
    );
    std::fs::write(at.join("sshd_config"), config).unwrap();
    std::fs::create_dir_all("/run/sshd").unwrap();
    let _server = start(port, Command::new("/usr/sbin/sshd").arg("-D").arg("-f").arg(at.join("sshd_config")));
    // the system's own `sftp`, with keys and known servers of the test
    let wrapper = at.join("bin/sftp");
    std::fs::create_dir(at.join("bin")).unwrap();
    std::fs::write(&wrapper, format!("#!/bin/sh\nexec /usr/bin/sftp -F {}/client \"$@\"\n", at.display())).unwrap();
    std::fs::set_permissions(&wrapper, PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::write(
        at.join("client"),
        format!(
            "Host *\nIdentityFile {0}/user\nIdentitiesOnly yes\nUserKnownHostsFile {0}/known\nGlobalKnownHostsFile /dev/null\n",
            at.display()
        ),
    )
    .unwrap();
    let path = format!("{}:{}", at.join("bin").display(), std::env::var("PATH").unwrap());
    let show = TestShow::series();
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
    let served = at.join("www/my show").display().to_string().replace(' ', "-");
    let to = format!("sftp://{}@127.0.0.1:{port}{served}", user.trim());
    let run = |run: Run| run.env("PATH", &path);
    let said = run(show.podwright(&["publish", "--no-verify", "--to", &to])).whatever_both();
    assert!(said.contains("host-key: "), "{said}");
    let key = std::fs::read_to_string(at.join("host.pub")).unwrap();
    std::fs::write(at.join("known"), format!("[127.0.0.1]:{port} {key}")).unwrap();
    std::fs::create_dir(at.join("www")).unwrap();
    published(&show, &["--to", &to], &run);
    assert_published(&show, Path::new(&served));
    assert!(at.join("www/.podwright/my-show/published.json").exists(), "the record is beside what is served");
    assert!(!at.join("www/.podwright/my-show/lease.json").exists());
}

#[test]
#[ignore = "needs rclone; run by tests/run"]
fn a_remote_of_rclone_gets_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let show = TestShow::series();
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    let config = folder.path().join("rclone.conf");
    std::fs::write(&config, format!("[place]\ntype = alias\nremote = {}\n", folder.path().join("www").display())).unwrap();
    let path = format!("{}:{}", of_stores("rclone").parent().unwrap().display(), std::env::var("PATH").unwrap());
    let run = |run: Run| run.env("PATH", &path).env("RCLONE_CONFIG", config.to_str().unwrap());
    published(&show, &["--to", "rclone:place:my-show"], &run);
    assert_published(&show, &folder.path().join("www/my-show"));
}
