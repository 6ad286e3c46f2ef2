//! The names of an episode's other forms.

use std::collections::BTreeSet;

use crate::layout::file_stem::FileStem;
use crate::layout::output::Output;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::media_form::MediaForm;

/// A name for each other form of an episode, in their order. The second of two files with the same name gets a number.
pub fn alternates<'a>(episode: &Slug, files: impl IntoIterator<Item = (&'a ShowPath, MediaForm)>) -> Vec<Output> {
    let mut taken = BTreeSet::new();
    let name = |(file, form): (&ShowPath, MediaForm)| {
        let slug = file.as_path().file_stem().and_then(Slug::of_name);
        let stem = slug.map_or_else(|| "audio".parse().expect("a plain word"), |slug| FileStem::from(&slug));
        let mut numbered = std::iter::once(stem.clone()).chain((2..).map(|number| stem.numbered(number)));
        let free = |stem: FileStem| {
            let output = Output::Alternate(episode.clone(), stem, form);
            taken.insert(output.clone()).then_some(output)
        };
        numbered.find_map(free).expect("one of endless numbers is free")
    };
    files.into_iter().map(name).collect()
}
