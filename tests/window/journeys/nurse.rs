//! The nurse's watch.

use super::{NURSE, RECEPTION, look, sign_in};
use crate::sought::{Sought, css, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

/// The tile of a bed on the board.
fn bed(number: usize) -> Sought {
    css(&format!("article[aria-label=\"Bed {number}\"]"))
}

#[test]
fn the_nurse_sees_an_alarm_everywhere_and_everybody_sees_who_acknowledged_it() -> Result<(), Trouble>
{
    let mut stage = Stage::set("the_nurse_sees_an_alarm")?;
    let window = stage.open(1)?;
    sign_in(&window, NURSE)?;
    look(&window, "today-nurse")?;
    window.press("Ctrl+4")?;
    window.see(&named("heading", "Ward"))?;
    window.see(&text("6 monitors"))?;
    for number in 1..=6 {
        window.see(&bed(number))?;
    }
    window.see(&text("Heart rate high").within(bed(2)))?;
    look(&window, "ward")?;

    let banner = || css("section[aria-label=Alarms]");
    let other = stage.open(2)?;
    sign_in(&other, RECEPTION)?;
    other.see(&text("Heart rate high").within(banner()))?;

    window.press("Ctrl+3")?;
    window.see(&named("heading", "Patients"))?;
    window.see(&text("Heart rate high").within(banner()))?;
    window.press("Alt+A")?;
    // The banner and the bed name whoever acknowledged, and nobody before.
    let seen = text_with(NURSE);
    window.press("Ctrl+4")?;
    window.see(&seen.clone().within(bed(2)))?;
    other.see(&seen.within(banner()))?;
    look(&other, "alarm-acknowledged")?;

    stage.stop_clinic();
    for number in 1..=6 {
        window.see(&text_with("Silent since").within(bed(number)))?;
    }
    window.see(&text_with("Central broker unreachable").within(banner()))?;
    look(&window, "ward-silent")
}
