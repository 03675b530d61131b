//! The computer goes to sleep.

use zbus::blocking::connection;

use super::{RECEPTION, look, sign_in};
use crate::sought::{field, named, text};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

const LOGIND: &str = "org.freedesktop.login1";

#[test]
fn the_window_is_locked_before_the_computer_sleeps_and_what_was_typed_is_kept()
-> Result<(), Trouble> {
    let stage = Stage::set("before_the_computer_sleeps")?;
    let window = stage.open(1)?;
    sign_in(&window, RECEPTION)?;
    open_registration(&window)?;
    window.fill(&field("Family name"), "Halfway")?;

    let logind = connection::Builder::address(stage.bus_address().as_str())
        .and_then(|bus| bus.name(LOGIND))
        .and_then(connection::Builder::build)
        .map_err(|error| Trouble::bus(&error))?;
    let path = "/org/freedesktop/login1";
    logind
        .emit_signal(
            None::<&str>,
            path,
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            &(true,),
        )
        .map_err(|error| Trouble::bus(&error))?;
    window.see(&named("heading", "Who is working here?"))?;
    look(&window, "asleep")?;
    sign_in(&window, RECEPTION)?;
    open_registration(&window)?;
    window.see(&text("HALFWAY"))
}

fn open_registration(window: &Window) -> Result<(), Trouble> {
    window.press("Alt+R")?;
    window.see(&named("heading", "Register a patient"))
}
