//! An entry of the lock with the short sum that closes it: an entry that was changed by hand no longer agrees with its sum.
//!
//! It is no protection against ill will. It stands in each entry and not once in the file, so that git can merge two entries of two branches.

use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::lock::lock_error::LockError;
use crate::model::identity::digest::Sha256;

/// Digits of the sum: enough for a slip of the hand.
const DIGITS: usize = 16;
/// The key of the sum.
const SUM: &str = "sum";

/// An entry and its sum.
#[derive(Debug, Serialize)]
pub(super) struct Summed<T> {
    #[serde(flatten)]
    value: T,
    sum: String,
}

impl<T: Serialize> Summed<T> {
    /// The entry of a key.
    pub(super) fn of(key: &str, value: T) -> Self {
        Self { sum: sum(key, &value), value }
    }

    /// The entry, which may be looked at before its sum.
    pub(super) fn unchecked(&self) -> &T {
        &self.value
    }

    /// The entry, if it is what podwright wrote.
    ///
    /// # Errors
    /// If it does not agree with its sum.
    pub(super) fn checked(self, key: &str) -> Result<T, LockError> {
        if sum(key, &self.value) == self.sum { Ok(self.value) } else { Err(LockError::Edited { entry: key.to_owned() }) }
    }
}

fn sum(key: &str, value: &impl Serialize) -> String {
    let json = serde_json::to_string(&(key, value)).expect("an entry of text and numbers is JSON");
    Sha256::of(json.as_bytes()).short(DIGITS)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Summed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entry(PhantomData))
    }
}

struct Entry<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entry<T> {
    type Value = Summed<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        let mut sum = None;
        let value = T::deserialize(MapAccessDeserializer::new(WithoutSum { map, sum: &mut sum }))?;
        Ok(Summed { value, sum: sum.ok_or_else(|| M::Error::missing_field(SUM))? })
    }
}

/// The keys of an entry but for the sum, which is put aside. (`flatten` would let unknown keys through.)
struct WithoutSum<'a, M> {
    map: M,
    sum: &'a mut Option<String>,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for WithoutSum<'_, M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, M::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            if key != SUM {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
            if self.sum.replace(self.map.next_value()?).is_some() {
                return Err(M::Error::duplicate_field(SUM));
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        self.map.next_value_seed(seed)
    }
}
