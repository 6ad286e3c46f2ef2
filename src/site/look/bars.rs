//! A chart of bars as SVG. The page has the same numbers in a table, so a screen reader passes the chart over.

use std::fmt::Write as _;

use crate::markdown::escape::escaped;
use crate::site::html::Html;

/// Height of a bar with the space to the next.
const STEP: usize = 30;
/// Height of a bar.
const BAR: usize = 20;
/// Width of the whole, and where bars begin.
const WIDTH: u64 = 300;
const LEFT: u64 = 130;

/// A bar for each number, with its name before it.
pub(in crate::site) fn bars(numbers: &[(String, u64)]) -> Html {
    let most = numbers.iter().map(|(_, number)| *number).max().unwrap_or(0).max(1);
    let height = numbers.len() * STEP;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" aria-hidden=\"true\" focusable=\"false\" fill=\"currentColor\">"
    );
    for (index, (name, number)) in numbers.iter().enumerate() {
        let y = index * STEP;
        let width = u128::from(*number) * u128::from(WIDTH - LEFT) / u128::from(most);
        let _never_fails = write!(
            svg,
            "<text x=\"0\" y=\"{}\" font-size=\"14\">{}</text><rect x=\"{LEFT}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\"/>",
            y + 15,
            escaped(name),
        );
    }
    svg.push_str("</svg>");
    Html::trusted(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_chart_and_names_are_escaped() {
        let chart = bars(&[("<May>".to_owned(), 5), ("June".to_owned(), 10), ("July".to_owned(), 0)]);
        let widths: Vec<&str> = chart
            .as_str()
            .split("<rect")
            .skip(1)
            .map(|rect| rect.split("width=\"").nth(1).unwrap().split('"').next().unwrap())
            .collect();
        assert_eq!(widths, ["85", "170", "0"]);
        assert!(chart.as_str().contains("&lt;May&gt;"));
        assert!(bars(&[("May".to_owned(), u64::MAX)]).as_str().contains("width=\"170\""));
    }
}
