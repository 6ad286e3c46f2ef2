//! Numbers.

use std::num::NonZeroU32;

use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

impl FromYaml for NonZeroU32 {
    fn shape() -> Shape {
        Shape::Whole { least: 1, most: u32::MAX }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let help = "write a number such as `1`, without quotes";
        let whole = match &node.value {
            Value::Whole(whole) => Some(*whole),
            // `1.0` is a whole number for JSON Schema, so it is one here; past the bound it only has to be refused
            #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^53")]
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(*number as i128),
            _ => None,
        };
        match (&node.value, whole) {
            (_, Some(whole)) => {
                let number = u32::try_from(whole).ok().and_then(Self::new);
                if number.is_none() {
                    let problem = format!("`{}` is not a whole number from 1 to {}", reader.raw(node), u32::MAX);
                    reader.bad_value(node, problem, help);
                }
                number
            }
            (Value::Text(text), None) => {
                let help = match text.trim().parse::<u32>() {
                    Ok(number) => format!("write `{number}`, without quotes and without a nought before it"),
                    Err(_) => help.to_owned(),
                };
                reader.wrong_type(node, "a whole number", help);
                None
            }
            _ => {
                reader.wrong_type(node, "a whole number", help);
                None
            }
        }
    }
}

/// A number between two bounds, both included.
pub(crate) fn bounded(node: &Node, least: f64, most: f64, help: &str, reader: &mut Reader<'_>) -> Option<f64> {
    let number = match &node.value {
        Value::Number(number) => *number,
        #[expect(clippy::cast_precision_loss, reason = "exact below 2^53, and all bounds are far below")]
        Value::Whole(whole) => *whole as f64,
        _ => {
            reader.wrong_type(node, "a number", help);
            return None;
        }
    };
    // the form that also refuses what is not a number
    if !(least..=most).contains(&number) {
        let problem = format!("`{}` is not between {least} and {most}", reader.raw(node));
        reader.bad_value(node, problem, help);
        return None;
    }
    Some(number)
}
