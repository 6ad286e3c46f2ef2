//! The rules as data.

/// A room, or a part of one, and the rooms that it may import beside itself.
pub(crate) struct Row {
    pub(crate) room: &'static str,
    pub(crate) may_import: &'static [&'static str],
}

const fn row(room: &'static str, may_import: &'static [&'static str]) -> Row {
    Row { room, may_import }
}

/// `tag::apply` and `output::apply` are the only parts beside `world`, `engine` and `cli` that touch the disk.
pub(crate) const ROOMS: &[Row] = &[
    row("display", &[]),
    row("model", &["display"]),
    row("world", &["model", "display"]),
    row("source", &["model", "display"]),
    row("media", &["model", "display"]),
    row("markdown", &["model"]),
    row("lock", &["model"]),
    row("layout", &["media", "model"]),
    row("impact", &["layout", "lock", "model"]),
    row("catalog", &["model", "media", "lock"]),
    row("check", &["catalog", "layout", "lock", "markdown", "media", "model", "display"]),
    row("tag", &["check", "layout", "media", "model"]),
    row("tag::apply", &["check", "layout", "media", "model", "world"]),
    // the catalog is what `Cleared` hands out
    row("seal", &["catalog", "check", "layout", "media", "model"]),
    row("feed", &["layout", "markdown", "seal", "model", "display"]),
    row("site", &["layout", "markdown", "seal", "model", "display"]),
    row("import", &["display", "feed", "layout", "lock", "markdown", "model"]),
    row("output", &["layout", "lock", "seal", "model"]),
    row("output::apply", &["layout", "lock", "media", "seal", "model", "world"]),
    row("publish", &["display", "layout", "model"]),
    row("publish::apply", &["display", "layout", "model", "world"]),
    row("publish::target", &["display", "layout", "model", "world"]),
    row("studio", &["display", "media", "model"]),
    row("studio::apply", &["display", "media", "model", "world"]),
    row("serve", &["feed", "layout", "model", "site", "world"]),
    row("report", &["check", "feed", "impact", "import", "tag", "output", "media", "model", "display", "publish", "studio"]),
    row(
        "engine",
        &[
            "catalog", "check", "display", "error", "feed", "impact", "import", "layout", "lock", "markdown", "media", "model",
            "output", "publish", "seal", "site", "source", "tag", "world",
        ],
    ),
    row(
        "cli",
        &[
            "catalog", "check", "display", "engine", "error", "feed", "impact", "import", "layout", "lock", "markdown", "media",
            "model", "output", "publish", "report", "seal", "serve", "site", "source", "studio", "tag", "world",
        ],
    ),
    row(
        "error",
        &[
            "catalog", "check", "display", "feed", "layout", "lock", "markdown", "media", "model", "output", "publish", "report",
            "seal", "site", "source", "tag", "world",
        ],
    ),
];

/// The row of a module: that of its part where the part has one, else that of its room.
pub(crate) fn row_of(module: &[String]) -> Option<&'static Row> {
    let named = |name: &str| ROOMS.iter().find(|row| row.room == name);
    let part = module.get(..2).and_then(|path| named(&path.join("::")));
    part.or_else(|| named(&module[0]))
}

/// Crates that are exchanged in one place, with the rooms that may name them.
pub(crate) const CRATES: &[(&str, &[&str])] = &[
    ("ammonia", &["markdown"]),
    ("axum", &["serve", "world"]),
    ("clap", &["cli"]),
    ("feed_rs", &["feed"]),
    ("hyper", &["world"]),
    ("id3", &["media", "tag"]),
    ("indicatif", &["cli", "world"]),
    ("minijinja", &["site"]),
    ("mp4ameta", &["media", "tag"]),
    ("notify", &["world"]),
    ("pulldown_cmark", &["markdown"]),
    ("rss", &["feed"]),
    ("rubato", &["studio"]),
    ("rustix", &["world"]),
    ("serde_yaml", &["source"]),
    ("std::env", &["world"]),
    ("std::fs", &["world"]),
    ("std::net::TcpListener", &["world"]),
    ("std::net::TcpStream", &["world"]),
    ("std::process::Command", &["world"]),
    ("symphonia", &["media"]),
    ("tokio", &["cli", "serve", "world"]),
    ("tower_http", &["serve"]),
    ("ureq", &["world"]),
    ("xattr", &["world"]),
];

/// How many modules may stand side by side in a folder of a room.
pub(crate) const SIDE_BY_SIDE: usize = 20;

/// The longest file that holds one idea (lines).
pub(crate) const LONGEST: usize = 400;

/// Longer files, each with its reason.
pub(crate) const LONG_FILES: &[(&str, &str)] = &[("src/site/view.rs", "one list of values, each with its sentence")];
