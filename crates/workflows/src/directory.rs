//! Who and what there is.

mod directory;

pub use directory::directory;
