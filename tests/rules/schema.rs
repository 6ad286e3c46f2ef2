//! The JSON Schemas against the good and bad shows of the rules: an editor marks what the reader refuses, and nothing else. Both are asked by
//! programs of others: `serde_yaml` reads the text, `jsonschema` judges it.

use jsonschema::Validator;
use podwright::model::fault::{Fault, FaultKind};
use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::schema::{episode_schema, show_schema};
use podwright::source::show::read_show;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::fixtures::{base, folder, ids};
use crate::script::Script;

/// Faults that no schema can see: repeated keys, names of folders, days and times that no calendar or clock has, and values that are good but
/// hardly meant.
fn is_beyond_a_schema(fault: &Fault) -> bool {
    fault.kind.is_understood() || matches!(fault.kind, FaultKind::BadSlug | FaultKind::DuplicateKey | FaultKind::ImpossibleTime)
}

/// A complaint where schema and reader disagree about a file.
fn disagreement(file: &str, text: &str, faults: &[Fault], validator: &Validator) -> Option<String> {
    // What is no YAML has no values to be judged; the reader must say so.
    let Ok(value) = serde_yaml::from_str::<Value>(text) else {
        return faults.is_empty().then(|| format!("{file}: the reader takes what is no YAML"));
    };
    let refused: Vec<&str> =
        faults.iter().filter(|fault| !is_beyond_a_schema(fault)).map(|fault| fault.message.as_str()).collect();
    let marked: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    (refused.is_empty() != marked.is_empty()).then(|| format!("{file}\n  reader: {refused:?}\n  schema: {marked:?}"))
}

/// What schema and reader disagree about in one show, and how many files both refuse.
fn judged(id: &str, kind: &str, validators: &[Validator; 2]) -> (Vec<String>, usize) {
    let show = base();
    Script::read(&folder().join(id).join(format!("{kind}.txt"))).apply(&show);
    let [of_show, of_episode] = validators;
    let (mut complaints, mut refused) = (Vec::new(), 0);
    let defaults = String::from_utf8(show.files().remove("podcast.yaml").unwrap_or_default()).unwrap_or_default();
    for (path, bytes) in show.files() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let (faults, validator) = match path.rsplit_once('/') {
            None if path == "podcast.yaml" => (read_show(&text).faults, of_show),
            Some((above, "episode.yaml")) => {
                let Ok(above) = above.parse() else { continue };
                (read_episode(&text, &above, &ShowDefaults::of_show(&defaults)).faults, of_episode)
            }
            _ => continue,
        };
        refused += usize::from(!faults.iter().all(is_beyond_a_schema));
        complaints.extend(disagreement(&format!("{id}/{kind}.txt: {path}"), &text, &faults, validator));
    }
    (complaints, refused)
}

#[test]
fn the_schemas_refuse_what_the_reader_refuses_and_take_what_it_takes() {
    let validators = [show_schema(), episode_schema()].map(|schema| jsonschema::draft202012::new(&schema).unwrap());
    let ids = ids();
    let shows: Vec<(&str, &str)> = ids.iter().flat_map(|id| [(id.as_str(), "bad"), (id.as_str(), "good")]).collect();
    let judged: Vec<(Vec<String>, usize)> = shows.par_iter().map(|(id, kind)| judged(id, kind, &validators)).collect();
    let complaints: Vec<String> = judged.iter().flat_map(|(complaints, _)| complaints.clone()).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let refused: usize = judged.iter().map(|(_, refused)| refused).sum();
    assert!(refused >= 5, "the bad shows of the reading rules are among them: {refused}");
}
