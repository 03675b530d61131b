//! Documents as files: what a reader, a printer and an archive find in them.

#[path = "../../examples/paper/samples.rs"]
mod samples;

mod design;
mod files;
mod pages;
mod printed;
mod scripts;
