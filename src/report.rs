//! Findings, plans and facts to text and JSON.
