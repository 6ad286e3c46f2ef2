//! The templates that a show has of its own.

use camino::{Utf8Path, Utf8PathBuf};

use crate::display::list::List;
use crate::engine::load::inside::{names_not_utf8, refusal, refused_fault, why};
use crate::engine::load::pointer_fault;
use crate::error::Error;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::TEMPLATES_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::place::{FilePosition, Place};
use crate::site::templates::Templates;
use crate::site::templates::template_error::TemplateError;
use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest template that is read. The longest of ours has less than 20,000.
const TEMPLATE_MAX: ByteCount = ByteCount::kibibytes(256);

/// Reads every template of the show. What cannot be used is a fault; hidden files and editors' copies are passed over.
pub(in crate::engine) fn read_templates(disk: &dyn Disk, root: &Utf8Path, faults: &mut Vec<Fault>) -> Result<Templates, Error> {
    let mut templates = Templates::default();
    let folder = root.join(TEMPLATES_FOLDER);
    let failed = |source| Error::Disk { step: "read", path: folder.clone(), source };
    if disk.status(&folder).map_err(failed)?.is_none_or(|status| status.kind != FileKind::Folder) {
        return Ok(templates);
    }
    let mut names = disk.list(&folder).map_err(failed)?;
    names.retain(|name| !name.starts_with('.') && !name.ends_with('~'));
    names.sort();
    let folder_path: ShowPath = TEMPLATES_FOLDER.parse().expect("a plain name is a path inside the show");
    faults.extend(names_not_utf8(disk, root, &folder_path, &names));
    let real_root = disk.canonical(root).map_err(failed)?;
    for name in names {
        let file = Utf8PathBuf::from(format!("{TEMPLATES_FOLDER}/{name}"));
        // A link could show any file of the machine to the world.
        if let Some(refusal) = refusal(disk, root, &real_root, &file) {
            let place = Place { file: file.clone(), position: FilePosition::File };
            faults.push(refused_fault(&file, &refusal, place));
        } else if Templates::original(&name).is_none() {
            faults.push(fault(file, &templates.add(&name, String::new()).expect_err("no template has this name")));
        } else {
            match text(disk, &root.join(&file)) {
                Ok(text) if begins_as_pointer(text.as_bytes()) => faults.push(pointer_fault(file)),
                Ok(text) => faults.extend(templates.add(&name, text).err().map(|error| fault(file, &error))),
                Err(message) => faults.push(Fault {
                    kind: FaultKind::UnreadableFile,
                    message: format!("`{file}` cannot be read: {message}"),
                    help: "save it as UTF-8 text".to_owned(),
                    place: Place { file, position: FilePosition::File },
                }),
            }
        }
    }
    Ok(templates)
}

fn text(disk: &dyn Disk, path: &Utf8Path) -> Result<String, String> {
    let bytes = read_whole(disk, path, TEMPLATE_MAX).map_err(|error| why(&error))?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// What is wrong with a template, as a fault of its file.
pub(in crate::engine) fn fault(file: Utf8PathBuf, error: &TemplateError) -> Fault {
    let message = error.to_string();
    match error {
        TemplateError::Unknown { nearest: Some(nearest), .. } => Fault {
            kind: FaultKind::UnknownTemplate,
            place: Place { file, position: FilePosition::File },
            message,
            help: format!("did you mean `{nearest}`?"),
        },
        TemplateError::Unknown { nearest: None, .. } => Fault {
            kind: FaultKind::UnknownTemplate,
            place: Place { file, position: FilePosition::File },
            message,
            help: format!("there are {}", List::and(&Templates::names().collect::<Vec<_>>())),
        },
        TemplateError::Fault { line, .. } => Fault {
            kind: FaultKind::BrokenTemplate,
            place: Place { file, position: FilePosition::LineColumn { line: *line, column: 1 } },
            message,
            help: "mend the line, or remove the file: then the pages are made by podwright's own template".to_owned(),
        },
    }
}
