//! What stands in the root of the repository: nothing by chance.

/// Where a name comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// Git knows it, so that every clone has it.
    Committed,
    /// A program makes it beside what git knows, and git ignores it.
    Made,
}

/// Every name that may stand there, sorted, each with its reason.
pub(crate) const NAMES: &[(&str, Origin, &str)] = &[
    (".ci", Origin::Committed, "what the workflows of CI run"),
    (".git", Origin::Made, "the repository itself; in a worktree it is a file"),
    (".gitattributes", Origin::Committed, "line ends, and how podcast.lock is merged"),
    (".github", Origin::Committed, "workflows; GitHub looks for them here"),
    (".gitignore", Origin::Committed, "what git leaves alone"),
    (".podwright", Origin::Made, "what podwright remembers of the series"),
    (".pre-commit-hooks.yaml", Origin::Committed, "hooks of podwright; pre-commit looks for them here"),
    ("ARCHITECTURE.md", Origin::Committed, "how the program is built"),
    ("CHANGELOG.md", Origin::Committed, "what users notice"),
    ("CONTRIBUTING.md", Origin::Committed, "how to work on the program; GitHub links to it"),
    ("Cargo.lock", Origin::Committed, "versions of the crates"),
    ("Cargo.toml", Origin::Committed, "the package"),
    ("LICENSE-APACHE", Origin::Committed, "one licence of the program"),
    ("LICENSE-MIT", Origin::Committed, "the other"),
    ("README.md", Origin::Committed, "where everybody begins"),
    ("SECURITY.md", Origin::Committed, "what is promised against whom, and how to report a fault; GitHub links to it"),
    ("action.yml", Origin::Committed, "the action; GitHub looks for it here"),
    ("benches", Origin::Committed, "what is measured"),
    ("changes", Origin::Committed, "what users notice of changes that no release has yet"),
    ("clippy.toml", Origin::Committed, "settings of Clippy, which looks for them here"),
    ("deny.toml", Origin::Committed, "licences that are allowed; cargo-deny looks for them here"),
    ("docs", Origin::Committed, "reference for users"),
    ("episodes", Origin::Committed, "the series"),
    ("feed", Origin::Committed, "the series as it is published"),
    ("fuzz", Origin::Committed, "the fuzzer's own workspace"),
    ("impact.yaml", Origin::Committed, "what came of the series"),
    ("podcast.lock", Origin::Committed, "what was published of the series"),
    ("podcast.yaml", Origin::Committed, "the series"),
    ("rustfmt.toml", Origin::Committed, "settings of rustfmt, which looks for them here"),
    ("src", Origin::Committed, "the program"),
    ("target", Origin::Made, "what cargo builds"),
    ("tests", Origin::Committed, "the tests"),
];

/// What is wrong with these names of the root: one sentence for each that nobody knows, and for each that is missing.
pub(crate) fn faults(found: &[String]) -> Vec<String> {
    let is_known = |name: &String| NAMES.iter().any(|(known, ..)| known == name);
    let unknown = found.iter().filter(|name| !is_known(name)).map(|name| {
        format!("{name}: nobody knows why it stands in the root of the repository; remove it, or give its reason in tests/architecture/root.rs")
    });
    let is_missing = |name: &str, origin: Origin| origin == Origin::Committed && !found.iter().any(|there| there == name);
    let missing = NAMES
        .iter()
        .filter(|(name, origin, _)| is_missing(name, *origin))
        .map(|(name, ..)| format!("{name}: it is gone; take it off the list in tests/architecture/root.rs"));
    unknown.chain(missing).collect()
}
