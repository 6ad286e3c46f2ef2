//! Faults found while reading: values, collected, never the end of a run.

use crate::model::place::Place;

/// Something that could not be read as what it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// What kind of fault it is; each kind is a rule of the same name.
    pub kind: FaultKind,
    /// Where; always with a line and a column, except for a fault of the whole file.
    pub place: Place,
    /// What was found and what is wrong with it: "unknown key `titel`".
    pub message: String,
    /// What is allowed, or how to mend it: "did you mean `title`?".
    pub help: String,
}

impl FaultKind {
    /// Whether all of the file was understood in spite of it.
    pub fn is_understood(self) -> bool {
        matches!(
            self,
            Self::MisspeltPath
                | Self::Misread
                | Self::BidiOverride
                | Self::LeftOver
                | Self::BrokenLetters
                | Self::Conflict
                | Self::FileName
        )
    }
}

/// The kinds of fault that reading finds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum FaultKind {
    /// The file is missing or cannot be read as text.
    UnreadableFile,
    /// The file is not YAML.
    InvalidYaml,
    /// A key that nobody knows.
    UnknownKey,
    /// A key or a value that looks like a secret, in a file that everybody can read.
    Secret,
    /// A key that must be there.
    MissingKey,
    /// A key twice.
    DuplicateKey,
    /// A list where text is needed, a number where a yes or no is, and the like.
    WrongType,
    /// The right type, but not a value that is allowed.
    BadValue,
    /// A date and time that does not exist, or exists twice, in the show's time zone.
    ImpossibleTime,
    /// A path that is a file's name only where the disk takes several ways of writing it for one.
    MisspeltPath,
    /// A value that YAML reads as something else than was written.
    Misread,
    /// A character that turns text round, or sets it apart and never ends.
    BidiOverride,
    /// Words that stand where the real ones should.
    LeftOver,
    /// Letters that a wrong encoding broke, or that nobody can see.
    BrokenLetters,
    /// The marks of a merge that was never finished.
    Conflict,
    /// The name of a file in place of a title.
    FileName,
    /// A path that leads out of the show, or through a link that does.
    PathOutside,
    /// A folder whose name cannot be part of an address.
    BadSlug,
    /// A file among the templates whose name no template has.
    UnknownTemplate,
    /// A template that no page can be made of.
    BrokenTemplate,
    /// A template whose pages load something from another host.
    TemplateLoads,
    /// A template with something that the policy of its pages forbids.
    TemplateBlocked,
    /// A template with a picture that has no alternative text.
    TemplateAlt,
    /// A template whose pages do not say in which language they are.
    TemplateLanguage,
    /// A template with an element that is not closed.
    TemplateUnclosed,
    /// A template whose pages do not say where the feed is.
    TemplateFeedLink,
}
