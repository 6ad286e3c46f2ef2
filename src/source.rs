//! YAML text to the model, every fault with file, line and column. The only room that knows `serde_yaml`.
