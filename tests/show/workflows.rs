//! The workflows of CI: what they run works in a clean clone.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

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

#[test]
fn the_feed_is_checked_and_built_in_a_clean_clone() {
    let show = TestShow::series();
    show.commit();
    show.write(".git/info/exclude", "/target\n");
    fs::create_dir_all(show.path("target/installed/bin")).unwrap();
    symlink(env!("CARGO_BIN_EXE_podwright"), show.path("target/installed/bin/podwright")).unwrap();
    let runs = runs(&workflow("feed.yml"), "publish");
    let [install, own @ .., keep_alive] = runs.as_slice() else { panic!("{runs:?}") };
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(install.starts_with("cargo install --locked --path . "), "{install}");
    assert!(keep_alive.starts_with("gh api "), "{keep_alive}");
    for line in own {
        let output = Command::new("bash").args(["-e", "-c", line]).current_dir(show.path("")).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(show.git(&["status", "--porcelain"]), "");
    assert!(show.exists("feed/feed.xml") && show.exists("feed/media/words-we-use.mp3"));
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
