//! What everybody sees when the server goes away and comes back.

use super::sign_in;
use crate::sought::{named, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn work_goes_on_while_the_server_is_away() -> Result<(), Trouble> {
    let mut stage = Stage::set("work_goes_on_while_the_server_is_away")?;
    let window = stage.open(1)?;
    sign_in(&window, "Reception")?;
    window.see(&text_with("All shared"))?;

    stage.stop_clinic();
    window.see(&text_with("Offline"))?;
    window.press("Ctrl+2")?;
    window.see(&named("heading", "Schedule"))?;

    stage.start_clinic()?;
    window.see(&text_with("All shared"))
}
