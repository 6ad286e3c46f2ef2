//! README.md and docs/ say what is so: their commands parse, their YAML is read without a fault, their tables are complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use podwright::check::rule::Rule;
use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::show::read_show;
use podwright::source::table::{episode_table, show_table};

use crate::support::TestShow;
use crate::support::golden::golden;
use crate::support::show::REPOSITORY;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(REPOSITORY).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn readme() -> String {
    document("README.md")
}

/// The pages of a folder and of those below it.
fn pages_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(REPOSITORY).join(folder)).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            names.extend(pages_in(&name));
        } else if Path::new(&name).extension().is_some_and(|ending| ending == "md") {
            names.push(name);
        }
    }
    names
}

/// README.md and every page of docs/.
fn manual() -> Vec<String> {
    let mut names = pages_in("docs");
    names.sort();
    names.insert(0, "README.md".to_owned());
    names
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The rows of the table below a heading, without its head: the cells of each.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, section) = text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading}"));
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2).map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between the first pair of backticks.
fn code(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap_or_else(|| panic!("{cell}"))
}

/// The words of a command line, with quotes as a shell has them.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in line.chars().chain([' ']) {
        match c {
            '"' | '\'' if quote.is_none() => quote = Some(c),
            _ if quote == Some(c) => quote = None,
            ' ' if quote.is_none() => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            _ => word.push(c),
        }
    }
    words
}

/// Every command line of the README and of docs/ that calls podwright, without `podwright`.
fn command_lines() -> Vec<Vec<String>> {
    let in_blocks = manual().iter().flat_map(|name| blocks(&document(name), "sh")).collect::<Vec<_>>().join("\n");
    let of_blocks = in_blocks.lines().map(|line| line.split('#').next().unwrap().trim().to_owned());
    let of_table =
        table(&format!("\n{}", document("docs/commands.md")), "# Commands").into_iter().map(|row| code(&row[0]).to_owned());
    of_blocks.chain(of_table).filter_map(|line| line.strip_prefix("podwright ").map(words)).collect()
}

#[test]
fn each_command_line_is_understood() {
    let lines = command_lines();
    assert!(lines.len() > 10, "{lines:?}");
    let show = TestShow::empty();
    for line in lines {
        // A word in capitals stands for what the reader puts there; an episode, a rule and a shell must be ones that there can be.
        let put = |word| match word {
            "EPISODE" => "what-is-co-production",
            "RULE" => "missing-transcript",
            "SHELL" => "bash",
            other => other,
        };
        let mut arguments: Vec<&str> = line.iter().map(|word| put(word.as_str())).collect();
        arguments.push("--help");
        show.podwright(&arguments).stdout_contains(&["Usage: podwright"]).done();
    }
}

/// What `podwright --help` lists: the name of each command, and what it does.
fn commands() -> Vec<(String, String)> {
    let help = TestShow::empty().podwright(&["--help"]).any_stdout().done().stdout;
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in list.lines().take_while(|line| !line.is_empty()) {
        // The rest of a long sentence stands under its beginning.
        if let (Some(rest), Some((_, sentence))) = (line.strip_prefix("   "), commands.last_mut()) {
            *sentence = [sentence, rest.trim()].join(" ");
        } else {
            let (name, sentence) = line.trim().split_once(' ').unwrap();
            commands.push((name.to_owned(), sentence.trim().to_owned()));
        }
    }
    commands
}

/// The table of commands as `podwright --help` has it.
fn table_of_commands() -> String {
    let mut table = "| command | what it does |\n|---|---|\n".to_owned();
    for (name, sentence) in commands().into_iter().filter(|(name, _)| name != "help") {
        writeln!(table, "| `podwright {name}` | {sentence} |").unwrap();
    }
    table
}

#[test]
fn each_command_is_in_the_table() {
    let listed = commands();
    let of_help: BTreeSet<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
    let rows = table(&format!("\n{}", document("docs/commands.md")), "# Commands");
    let mut of_table: BTreeSet<&str> = rows.iter().map(|row| code(&row[0]).split(' ').nth(1).unwrap()).collect();
    of_table.insert("help");
    assert_eq!(of_table, of_help);
}

/// Generated parts of the documents: the document, the name between the marks, and what stands there.
fn made() -> [(&'static str, &'static str, String); 7] {
    [
        ("docs/commands.md", "commands", table_of_commands()),
        ("docs/feed.md", "elements", podwright::feed::elements::table()),
        ("docs/podcast-yaml.md", "keys of podcast.yaml", show_table()),
        ("docs/episode-yaml.md", "keys of episode.yaml", episode_table()),
        ("docs/rules.md", "rules", table_of_rules()),
        ("docs/serving.md", "remedies", table_of_remedies()),
        ("docs/templates.md", "values", podwright::site::value_tables()),
    ]
}

/// A document with a made part as it should be.
fn with_made_part(text: &str, name: &str, part: &str) -> String {
    let opening = format!("<!-- made: {name} -->\n");
    let (before, rest) = text.split_once(&opening).unwrap_or_else(|| panic!("{opening}"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    format!("{before}{opening}{part}<!-- end -->{after}")
}

#[test]
fn the_tables_in_the_documents_are_those_of_the_program() {
    let mut documents = BTreeMap::new();
    for (file, name, part) in made() {
        let text = documents.entry(file).or_insert_with(|| document(file));
        *text = with_made_part(text, name, &part);
    }
    for (file, text) in documents {
        golden(file, text);
    }
}

/// The tests that compare with a generated file, of all suites.
fn generating_tests() -> BTreeSet<String> {
    let folders = fs::read_dir(Path::new(REPOSITORY).join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.filter(|folder| folder.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let mut names = BTreeSet::new();
    for text in files.map(|path| fs::read_to_string(path).unwrap()) {
        let tests = text.split("\n#[test]\n").skip(1).filter(|test| test.contains(" golden("));
        names.extend(tests.map(|test| test.trim_start_matches("fn ").split('(').next().unwrap().to_owned()));
    }
    names
}

#[test]
fn one_command_writes_everything_that_is_generated() {
    let script = document("tests/generate");
    let (_, list) = script.split_once("readonly tests=(\n").unwrap();
    let listed: Vec<&str> =
        list.lines().take_while(|line| *line != ")").filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, generating_tests().iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_index_leads_to_every_page_of_docs_and_the_readme_is_short() {
    let index = document("docs/README.md");
    let decisions = document("docs/decisions/README.md");
    for name in manual() {
        let page = name.strip_prefix("docs/").filter(|page| *page != "README.md");
        let is_listed = |page: &str| match page.strip_prefix("decisions/").filter(|page| *page != "README.md") {
            Some(decision) => decisions.contains(&format!("]({decision})")),
            None => index.contains(&format!("]({page})")),
        };
        assert!(page.is_none_or(is_listed), "{name}");
    }
    assert!(readme().contains("](docs/README.md)"));
    assert!(readme().lines().count() <= 200, "{} lines", readme().lines().count());
}

#[test]
fn each_decision_is_short_and_says_why_what_and_what_follows() {
    let pages: Vec<String> = pages_in("docs/decisions").into_iter().filter(|name| !name.ends_with("README.md")).collect();
    assert!(pages.len() > 90, "{}", pages.len());
    for name in pages {
        let text = document(&name);
        let parts: Vec<&str> =
            text.split("\n\n").filter_map(|part| part.strip_prefix("**")?.split_once(".** ")).map(|part| part.0).collect();
        assert_eq!(parts, ["Context", "Decision", "Consequences"], "{name}");
        assert!(text.starts_with("# ") && text.lines().count() <= 40, "{name}");
    }
    assert!(document("ARCHITECTURE.md").split("\n## Lengths").next().unwrap().split_whitespace().count() < 2500, "ten minutes");
}

#[test]
fn the_examples_are_read_without_a_fault() {
    let example = |name: &str| blocks(&document(name), "yaml").into_iter().next().unwrap_or_else(|| panic!("{name}"));
    let (show, episode) = (&example("docs/podcast-yaml.md"), &example("docs/episode-yaml.md"));
    let read = read_show(show);
    assert_eq!(read.faults, []);
    let folder = "episodes/what-is-co-production".parse().unwrap();
    let read = read_episode(episode, &folder, &ShowDefaults::of_show(show));
    assert_eq!(read.faults, []);
}

#[test]
fn the_series_is_read_without_a_fault() {
    let show = TestShow::series();
    let text = show.text("podcast.yaml");
    assert_eq!(read_show(&text).faults, []);
    let defaults = ShowDefaults::of_show(&text);
    for episode in crate::support::series::episodes(&show) {
        let folder = format!("episodes/{}", episode.slug);
        let read = read_episode(&show.text(&format!("{folder}/episode.yaml")), &folder.parse().unwrap(), &defaults);
        assert_eq!(read.faults, [], "{folder}");
        assert!(read.value.is_some(), "{folder}");
    }
}

/// What to do about each rule on servers, side by side for each server.
fn table_of_remedies() -> String {
    const SERVERS: [&str; 4] = [" nginx: ", " Apache: ", " S3: ", " Cloudflare: "];
    let mut table = "| rule | everywhere | nginx | Apache | S3 | Cloudflare |\n|---|---|---|---|---|---|\n".to_owned();
    for rule in Rule::all().into_iter().filter(|rule| rule.family() == "live") {
        let mut rest = rule.section("Remedy").split_whitespace().collect::<Vec<_>>().join(" ");
        write!(table, "| `{}` ", rule.id()).unwrap();
        for server in SERVERS {
            let (before, after) = rest.split_once(server).unwrap_or_else(|| panic!("{}: {server}", rule.id()));
            write!(table, "| {} ", before.trim_end_matches('.').replace('|', "\\|")).unwrap();
            rest = after.to_owned();
        }
        writeln!(table, "| {} |", rest.trim_end_matches('.').replace('|', "\\|")).unwrap();
    }
    table
}

/// The table of rules as the registry has it: family by family, each rule with its level and what it checks, up to the first full stop.
fn table_of_rules() -> String {
    let mut families: Vec<&str> = Vec::new();
    for rule in Rule::all() {
        if !families.contains(&rule.family()) {
            families.push(rule.family());
        }
    }
    families.sort_unstable();
    let mut table = "| rule | level | what it checks |\n|---|---|---|\n".to_owned();
    for family in families {
        for rule in Rule::all().into_iter().filter(|rule| rule.family() == family) {
            let checks = rule.section("Checks").split_whitespace().collect::<Vec<_>>().join(" ");
            let sentence = checks.split_once(". ").map_or(checks.as_str(), |(first, _)| first).trim_end_matches('.');
            writeln!(table, "| `{}` | {} | {} |", rule.id(), rule.level(), sentence.replace('|', "\\|")).unwrap();
        }
    }
    table
}

#[test]
fn each_exit_code_is_listed() {
    let rows = table(&document("docs/commands.md"), "## Exit codes");
    let codes: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(codes, ["0", "1", "2", "3"]);
}

#[test]
fn each_link_to_a_file_leads_somewhere() {
    let others = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "tests/bad/README.md"].map(str::to_owned);
    for name in manual().into_iter().chain(others) {
        // what is not between backticks: an example of a link leads nowhere here
        let text: String = document(&name).split('`').step_by(2).collect();
        let around = Path::new(&name).parent().unwrap();
        for target in text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()) {
            let is_file = !target.contains("://") && !target.is_empty();
            assert!(!is_file || Path::new(REPOSITORY).join(around).join(target).exists(), "{name}: {target}");
        }
    }
}

#[test]
fn each_file_that_contributing_names_is_there() {
    let text = document("CONTRIBUTING.md");
    let spans = text.split('`').skip(1).step_by(2);
    // NAME and ID stand for what the reader puts there.
    let is_path = |span: &&str| ["src/", "tests/", "docs/", "changes/"].iter().any(|start| span.starts_with(start));
    let paths: Vec<&str> = spans.filter(is_path).map(|span| span.split(' ').next().unwrap()).collect();
    assert!(paths.len() > 30, "{paths:?}");
    for path in paths.into_iter().filter(|path| !path.contains(char::is_uppercase)) {
        assert!(Path::new(REPOSITORY).join(path).exists(), "CONTRIBUTING.md: {path}");
    }
}
