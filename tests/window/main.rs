//! Journeys through the real window: the built workstation, its web engine and a demo clinic of
//! its own, driven as a person would, under a virtual display.
//!
//! `cargo xtask test window` builds the programs and runs them; `-- <name>` after it chooses one.
//! Each journey has its own home folder, message bus, keyring, display and server, so that nothing
//! of the person who runs it is touched. What a failed journey saw lies in target/window/<name>/.

mod accessibility;
mod bus;
mod driver;
mod journeys;
mod printer;
mod sought;
mod stage;
mod trouble;
mod window;
