//! Paths to files of the show.

use crate::model::fault::FaultKind;
use crate::model::files::show_path::{ShowPath, ShowPathError};
use crate::source::reading::leaf;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::{Shape, TextShape};
use crate::source::yaml::node::Node;

impl FromYaml for ShowPath {
    fn shape() -> Shape {
        let patterns = [
            // no way up, and no backslash or control character
            r"^(?!(.*/)?\.\.(/|$))[^\\\u0000-\u001F\u007F-\u009F]+$",
            // neither from the root nor with a drive
            r"^(?!/|[A-Za-z]:)",
            // at least one part with a name
            r"(^|/)(?!\.?(/|$))[^/]",
        ];
        Shape::Text(TextShape { words: Vec::new(), patterns: patterns.map(str::to_owned).to_vec() })
    }

    /// Relative to the show, whatever the file's own folder.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = leaf::text(node, "the name of a file", reader)?;
        let folder = reader.folder().cloned();
        match (text.parse::<Self>(), &folder) {
            (Ok(path), Some(folder)) => Some(path.within(folder)),
            (Ok(path), None) => Some(path),
            (Err(error), _) => {
                let place = folder.map_or("the show's folder".to_owned(), |folder| format!("`{folder}`"));
                let (kind, help) = match error {
                    ShowPathError::Absolute | ShowPathError::Parent => {
                        (FaultKind::PathOutside, format!("put the file into {place}, and write its name"))
                    }
                    ShowPathError::Backslash => (FaultKind::BadValue, format!("write `{}`", text.replace('\\', "/"))),
                    ShowPathError::Empty | ShowPathError::Control => {
                        (FaultKind::BadValue, format!("write the name of a file in {place}"))
                    }
                };
                let message = format!("{}: {error}", reader.name());
                reader.fault(kind, node, message, help);
                None
            }
        }
    }
}
