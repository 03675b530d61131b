//! What everybody sees when the server goes away and comes back.

use super::{RECEPTION, look, sign_in};
use crate::sought::{named, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn a_new_workstation_waits_for_its_server_and_goes_on_by_itself() -> Result<(), Trouble> {
    let mut stage = Stage::set("a_new_workstation_waits_for_its_server")?;
    stage.stop_clinic();
    let window = stage.open(1)?;
    window.see(&text_with("The server does not answer"))?;
    look(&window, "waiting-for-the-server")?;

    stage.start_clinic()?;
    window.see_at_last(&named("heading", "Who is working here?"))
}

#[test]
fn work_goes_on_while_the_server_is_away() -> Result<(), Trouble> {
    let mut stage = Stage::set("work_goes_on_while_the_server_is_away")?;
    let window = stage.open(1)?;
    sign_in(&window, RECEPTION)?;
    window.see(&text_with("All shared"))?;

    stage.stop_clinic();
    window.see(&text_with("Offline"))?;
    window.press("Ctrl+2")?;
    window.see(&named("heading", "Schedule"))?;

    stage.start_clinic()?;
    window.see(&text_with("All shared"))
}
