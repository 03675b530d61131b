//! Writes the generated TypeScript to standard output; `cargo xtask codegen` puts it in its place.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(wire::typescript::typescript().as_bytes())
}
