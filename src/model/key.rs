//! Keys of the YAML files. [`keys!`] declares a group of keys once. It makes the struct that holds their values, and shows each key to
//! whoever reads or writes the group, so reader, schema, documentation and new files cannot differ.

/// A key, as people see it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it means, in plain words.
    pub(crate) doc: &'static str,
    /// A value for it, in YAML on one line.
    pub(crate) example: &'static str,
}

/// What a key counts as where it is left out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Absent<T> {
    /// It must be there.
    Fault,
    /// As this value.
    Value(T),
    /// As this value, which the documents show as text.
    Documented(T, String),
}

/// Reads keys whose values are of one type.
pub(crate) trait KeyReader<T> {
    /// The value of a key; `None` where it must be there, and is missing or wrong.
    fn read_key(&mut self, key: Key, absent: Absent<T>) -> Option<T>;
}

/// Knows a value that belongs to a group and comes from outside the file.
pub(crate) trait Given<T> {
    /// The value; `None` where there is none that can be used.
    fn given(&self) -> Option<T>;
}

/// Writes keys whose values are of one type.
pub(crate) trait KeyWriter<T> {
    /// Takes the value of a key. `default` is what the key counts as where it is left out.
    fn write_key(&mut self, name: &'static str, value: &T, default: Option<&T>);
}

/// A group of keys that `R` can read.
pub(crate) trait ReadKeys<R>: Sized {
    /// Reads every key, even after one that is missing.
    fn read_keys(reader: &mut R) -> Option<Self>;
}

/// A group of keys that `W` can write.
pub(crate) trait WriteKeys<W> {
    /// Writes every key.
    fn write_keys(&self, writer: &mut W);
}

/// Declares a group of keys:
///
/// ```text
/// keys! {
///     /// A group.
///     #[derive(Clone, Debug, PartialEq)]
///     pub struct Group from RequiredGroup given {
///         /// Comes from outside the file.
///         folder: ShowPath;
///     } {
///         required { name: Text, "what it is called", "Example"; }
///         optional { kind as "type": Option<Text>, "the description", "an example"; }
///         defaulted { block: bool, "a default that the documents show", "true"; }
///     }
/// }
/// ```
///
/// A key is a field, its name where that is not the field's, a type, a description and an example. The key of an `optional` or
/// `defaulted` field counts as the type's default where it is left out. `from` makes a struct of what a value cannot do without.
macro_rules! keys {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };

    (@absent required $type:ty) => { $crate::model::key::Absent::Fault };
    (@absent optional $type:ty) => { $crate::model::key::Absent::Value(<$type>::default()) };
    (@absent defaulted $type:ty) => {
        $crate::model::key::Absent::Documented(<$type>::default(), <$type>::default().to_string())
    };

    (@default required $type:ty) => { None };
    (@default optional $type:ty) => { Some(&<$type>::default()) };
    (@default defaulted $type:ty) => { Some(&<$type>::default()) };

    (@struct [$($meta:tt)*] $name:ident { $($(#[$given_meta:meta])* $given:ident: $given_type:ty;)* }
        $($need:ident { $($field:ident $(as $key:literal)?: $type:ty, $doc:literal, $example:literal;)* })*
    ) => {
        $($meta)*
        #[allow(clippy::doc_markdown, reason = "descriptions are for producers")]
        pub struct $name {
            $($(#[$given_meta])* pub $given: $given_type,)*
            $($(#[doc = $doc] pub $field: $type,)*)*
        }

        impl<R> $crate::model::key::ReadKeys<R> for $name
        where
            $(R: $crate::model::key::Given<$given_type>,)*
            $($(R: $crate::model::key::KeyReader<$type>,)*)*
        {
            fn read_keys(reader: &mut R) -> Option<Self> {
                $(let $given = $crate::model::key::Given::<$given_type>::given(reader);)*
                $($(let $field = $crate::model::key::KeyReader::<$type>::read_key(
                    reader,
                    $crate::model::key::Key {
                        name: $crate::model::key::keys!(@name $field $($key)?),
                        doc: $doc,
                        example: $example,
                    },
                    $crate::model::key::keys!(@absent $need $type),
                );)*)*
                Some(Self { $($given: $given?,)* $($($field: $field?,)*)* })
            }
        }

        impl<W> $crate::model::key::WriteKeys<W> for $name
        where
            $($(W: $crate::model::key::KeyWriter<$type>,)*)*
        {
            fn write_keys(&self, writer: &mut W) {
                let Self { $($given: _,)* $($($field,)*)* } = self;
                $($($crate::model::key::KeyWriter::<$type>::write_key(
                    writer,
                    $crate::model::key::keys!(@name $field $($key)?),
                    $field,
                    $crate::model::key::keys!(@default $need $type),
                );)*)*
            }
        }
    };

    // what a value cannot do without: goes through the sections, and takes the fields of those that are required apart
    (@required $name:ident $required:ident { $($(#[$given_meta:meta])* $given:ident: $given_type:ty;)* }
        [$($field:ident: $type:ty, $doc:literal,)*] [$($rest:ident: $rest_type:ty,)*]
    ) => {
        #[doc = concat!("What a [`", stringify!($name), "`] cannot do without.")]
        #[allow(clippy::doc_markdown, reason = "descriptions are for producers")]
        #[derive(Clone, Debug)]
        pub struct $required {
            $($(#[$given_meta])* pub $given: $given_type,)*
            $(#[doc = $doc] pub $field: $type,)*
        }

        impl From<$required> for $name {
            fn from($required { $($given,)* $($field,)* }: $required) -> Self {
                Self { $($given,)* $($field,)* $($rest: <$rest_type>::default(),)* }
            }
        }
    };
    (@required $name:ident $required:ident $given:tt [$($known:tt)*] $rest:tt
        required { $($field:ident $(as $key:literal)?: $type:ty, $doc:literal, $example:literal;)* } $($more:tt)*
    ) => {
        $crate::model::key::keys! { @required $name $required $given [$($known)* $($field: $type, $doc,)*] $rest $($more)* }
    };
    (@required $name:ident $required:ident $given:tt $known:tt [$($rest:tt)*]
        $need:ident { $($field:ident $(as $key:literal)?: $type:ty, $doc:literal, $example:literal;)* } $($more:tt)*
    ) => {
        $crate::model::key::keys! { @required $name $required $given $known [$($rest)* $($field: $type,)*] $($more)* }
    };

    ($(#[$meta:meta])* pub struct $name:ident from $required:ident given $given:tt { $($sections:tt)* }) => {
        $crate::model::key::keys! { @struct [$(#[$meta])*] $name $given $($sections)* }
        $crate::model::key::keys! { @required $name $required $given [] [] $($sections)* }
    };
    ($(#[$meta:meta])* pub struct $name:ident from $required:ident { $($sections:tt)* }) => {
        $crate::model::key::keys! { $(#[$meta])* pub struct $name from $required given {} { $($sections)* } }
    };
    ($(#[$meta:meta])* pub struct $name:ident { $($sections:tt)* }) => {
        $crate::model::key::keys! { @struct [$(#[$meta])*] $name {} $($sections)* }
    };
}

pub(crate) use keys;
