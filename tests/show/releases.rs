//! What a release is made of, and how it comes onto a machine: the release workflow, and the action that fetches from it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::TestShow;
use crate::support::show::REPOSITORY;
use crate::workflows::{clone, program, runs, step, workflow};

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
    assert!(asked.starts_with(&format!("cargo install --locked --profile dist --path {REPOSITORY} --root ")), "{asked}");
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
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "src/report/lettering/LICENSE-DejaVu.txt", "podwright.cdx.json"] {
        show.write(file, file);
    }
    for (target, system, _) in SYSTEMS {
        let built = format!("target/{target}/dist/podwright");
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
    program(&show, "gh", "echo \"gh $*\" >>\"$HOME/../asked\"; [ ! -e \"$HOME/../forged\" ]");
    let variables =
        [("VERSION", "1.0.0"), ("RELEASES", releases.as_str()), ("ATTESTATION", "true"), ("REPOSITORY", "owner/podwright")];
    // without `releases`, those of the repository whose workflow the attestation names
    let repository = show.path("../site/owner/podwright/releases");
    fs::create_dir_all(&repository).unwrap();
    std::os::unix::fs::symlink(show.path("../releases"), repository.join("download")).unwrap();
    let server = format!("file://{}", show.path("../site").display());
    let (target, system, machine) = SYSTEMS[0];
    program(&show, "uname", &format!("[ \"$1\" = -s ] && echo {system} || echo {machine}"));
    let by_default = [variables[0], ("RELEASES", ""), ("ATTESTATION", "false"), variables[3], ("GITHUB_SERVER_URL", &server)];
    let output = step(&show, &fetch, &by_default);
    assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
    fs::remove_file(show.home().join(".podwright/bin/podwright")).unwrap();
    for (target, system, machine) in SYSTEMS {
        program(&show, "uname", &format!("[ \"$1\" = -s ] && echo {system} || echo {machine}"));
        let output = step(&show, &fetch, &variables);
        assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
        let name = if system.starts_with("MINGW") { "podwright.exe" } else { "podwright" };
        let program = show.home().join(".podwright/bin").join(name);
        assert_eq!(fs::read_to_string(&program).unwrap(), format!("#!/bin/sh\necho for {target}\n"));
        fs::remove_file(&program).unwrap();
        // A release that agrees with its checksum, and that the release workflow did not build.
        show.write("../forged", "");
        let output = step(&show, &fetch, &variables);
        assert_eq!(output.status.code(), Some(1), "{target}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("has no attestation of the release workflow") && !program.exists()
        );
        let trusted = variables.map(|(name, value)| (name, if name == "ATTESTATION" { "false" } else { value }));
        assert!(step(&show, &fetch, &trusted).status.success() && program.exists(), "{target}");
        fs::remove_file(&program).unwrap();
        show.remove("../forged");
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
    let asked = show.text("../asked");
    assert_eq!(asked.lines().count(), 2 * SYSTEMS.len(), "a file that differs from its checksum is shown to nobody: {asked}");
    let options =
        "--repo owner/podwright --signer-workflow owner/podwright/.github/workflows/release.yml --source-ref refs/tags/v1.0.0";
    for (line, (target, system, _)) in asked.lines().step_by(2).zip(SYSTEMS) {
        let ending = if system.starts_with("MINGW") { "zip" } else { "tar.gz" };
        assert_eq!(line, format!("gh attestation verify podwright-{target}.{ending} {options} --deny-self-hosted-runners"));
    }
    program(&show, "uname", "echo Plan9");
    let output = step(&show, &fetch, &variables);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error::there is no released podwright for Plan9"));
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
    for part in [
        "cargo build --locked --profile dist --target",
        "cargo cyclonedx --format json",
        ".components += $native[0]",
        "readelf --dynamic",
        "man --all",
    ] {
        assert!(build.contains(part), "{part}");
    }
    let publish = runs(&release, "publish").join("\n");
    assert!(publish.contains("sha256sum -- * > SHA256SUMS") && publish.contains("gh release create"), "{publish}");
    assert_eq!(release["jobs"]["publish"]["needs"], "build");
}

/// Both static programs have C in them, and Ubuntu calls its compiler for it alike on both machines.
#[test]
fn the_static_programs_are_compiled_by_what_is_installed_for_them() {
    let show = clone();
    program(&show, "sudo", "echo \"$*\" >>../asked");
    let runs = runs(&workflow("release.yml"), "build");
    let install = runs.iter().find(|line| line.contains("musl-tools")).unwrap();
    let variables = show.path("../variables").display().to_string();
    for target in ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"] {
        let output = step(&show, &install.replace("${{ matrix.target }}", target), &[("GITHUB_ENV", &variables)]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let variable = format!("CC_{}=musl-gcc", target.replace('-', "_"));
        assert!(show.text("../variables").lines().any(|line| line == variable), "{variable}");
    }
    assert!(show.text("../asked").contains("apt-get install --quiet=2 --yes musl-tools\n"));
}

#[test]
fn what_a_release_packs_is_there() {
    let show = TestShow::series();
    let runs = runs(&workflow("release.yml"), "build");
    let pack = runs.iter().find(|line| line.contains("target/packed")).unwrap();
    let bin = show.path("target/here/dist");
    fs::create_dir_all(&bin).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_podwright"), bin.join("podwright")).unwrap();
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "src/report/lettering/LICENSE-DejaVu.txt"] {
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

/// `cargo install` of the README, with the names of Debian's own folders and Rust's: nothing else is found. Unoptimised and offline, because
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
