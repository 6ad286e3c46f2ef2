//! What the elements that say so in their declarations have of the keys of a show.

use podwright::feed::elements::{ELEMENTS, Within};
use podwright::feed::shown::Shown;
use podwright::model::wording::text::Text;
use podwright::seal::SiteView;
use podwright::source::scaffold::{episode_yaml, show_yaml};
use podwright::source::schema::{episode_schema, show_schema};
use podwright::source::yaml::plain::from_yaml;
use serde_json::Value;

use crate::made;
use crate::meaning::Told;

/// The value of a key, such as `spotify.recent`; where it is left out, what it counts as then.
fn value<'a>(file: &'a Value, schema: &'a Value, key: &str) -> Option<&'a Value> {
    let written = key.split('.').try_fold(file, |group, key| group.get(key));
    // A flag that is not raised has no element.
    let default = || schema["properties"][key].get("default").filter(|default| default.is_string());
    written.or_else(default)
}

/// A value as an element has it: a text on one line.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.parse::<Text>().map_or_else(|_| text.clone(), |text| made::line(&text)),
        other => other.to_string(),
    }
}

/// The elements of the channel, or of an item, whose keys stand in a file.
fn elements(told: &mut Told, within: Within, file: &Value, schema: &Value) {
    for entry in ELEMENTS.iter().filter(|entry| entry.within == within) {
        let Some(value) = entry.keys.first().and_then(|key| value(file, schema, key)) else { continue };
        match entry.shown {
            Shown::Key => told.put(&format!("{}[0]", entry.name), Some(plain(value))),
            Shown::Group(attributes) => {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                told.each(entry.name, values, |told, path, value| {
                    let of = |key: &str| if key.is_empty() { Some(value) } else { value.get(key) };
                    let had = attributes.iter().map(|(attribute, key)| (*attribute, of(key).map(plain)));
                    told.element(path, &had.collect::<Vec<_>>());
                });
            }
            Shown::Made => {}
        }
    }
}

/// Everything that the declarations say of a show.
pub(crate) fn of(told: &mut Told, view: &SiteView) {
    let read = |yaml: &str| from_yaml::<Value>(yaml).unwrap();
    elements(told, Within::Channel, &read(&show_yaml(&view.show, "")), &show_schema());
    for (index, sealed) in made::in_order(view).into_iter().enumerate() {
        told.prefix = format!("items.{index}/");
        elements(told, Within::Item, &read(&episode_yaml(&sealed.episode, "")), &episode_schema());
    }
    told.prefix.clear();
}
