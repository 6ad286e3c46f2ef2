fn main() -> std::process::ExitCode {
    podwright::run()
}
