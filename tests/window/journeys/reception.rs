//! The receptionist's day.

use super::{RECEPTION, look, sign_in};
use crate::sought::{named, text};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn reception_signs_in_and_sees_the_schedule() -> Result<(), Trouble> {
    let stage = Stage::set("reception_signs_in_and_sees_the_schedule")?;
    let window = stage.open(1)?;
    window.see(&text("Harbour Street Clinic"))?;
    look(&window, "signin")?;

    sign_in(&window, RECEPTION)?;
    window.press("Ctrl+2")?;
    window.see(&named("heading", "Schedule"))?;
    look(&window, "schedule")
}
