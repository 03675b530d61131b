//! Two people at two windows while the network is gone, and what becomes of it when it is back.

use super::{BILLING, RECEPTION, banner_of, look, open_patient, sign_in};
use crate::sought::{css, field, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

/// What the two record; the demo clinic knows another date.
const DATES: [&str; 2] = ["4 Mar 1951", "5 Mar 1951"];
const PHONES: [&str; 2] = ["+353 1 555 0101", "+353 1 555 0102"];

#[test]
fn two_people_without_a_network_lose_nothing_and_settle_what_they_differ_in() -> Result<(), Trouble>
{
    let mut stage = Stage::set("two_people_without_a_network")?;
    let (one, two) = (stage.open(1)?, stage.open(2)?);
    sign_in(&one, RECEPTION)?;
    sign_in(&two, BILLING)?;
    for window in [&one, &two] {
        window.see(&text_with("All shared"))?;
    }

    stage.stop_clinic();
    for (window, at) in [(&one, 0), (&two, 1)] {
        window.see(&text_with("Offline"))?;
        edit(window, DATES[at], PHONES[at])?;
        window.see(&text_with("Offline: 1 change waiting"))?;
    }
    look(&one, "offline-edited")?;
    two.picture("offline-edited")?;

    stage.start_clinic()?;
    for window in [&one, &two] {
        window.see(&text_with("All shared"))?;
    }
    see_both_in_search(&one)?;
    one.press("Ctrl+6")?;
    one.see(&text_with("two people gave different values"))?;
    for date in ["04-Mar-1951", "05-Mar-1951"] {
        one.see(&text(date).within(css("[role=row] dl")))?;
    }
    look(&one, "attention-two-dates")?;
    look(&two, "patient-two-dates")?;
    settle(&one)?;
    two.press("Ctrl+6")?;
    two.see(&text("Nothing needs attention"))?;
    Ok(())
}

/// Whoever only searches sees both dates too, and that nobody has chosen one.
fn see_both_in_search(window: &Window) -> Result<(), Trouble> {
    let found = || css("[role=dialog] [role=option][aria-selected=true]");
    window.press("Ctrl+K")?;
    window.see(&css("[role=dialog] input").focused())?;
    window.write("feat")?;
    for date in ["04-Mar-1951", "05-Mar-1951"] {
        window.see(&text_with(date).within(found()))?;
    }
    window.see(&text("Two values").within(found()))?;
    look(window, "search-two-dates")?;
    window.press("Escape")?;
    window.gone(&css("[role=dialog]"))
}

/// Changes the birth date, which is safety's, and the telephone, which is the latest's.
fn edit(window: &Window, date: &str, phone: &str) -> Result<(), Trouble> {
    open_patient(window, "feat", "Featherstonehaugh")?;
    window.press("E")?;
    window.see(&css("[data-scope=\"patients.form\"]"))?;
    window.fill(&field("Birth date"), date)?;
    window.fill(&field("Telephone"), phone)?;
    window.press("Ctrl+Enter")?;
    window.gone(&css("[data-scope=\"patients.form\"]"))?;
    window.see(&banner_of("Featherstonehaugh"))
}

/// Keeps the second value, with a reason.
fn settle(window: &Window) -> Result<(), Trouble> {
    window.press("M")?;
    window.see(&css("[role=alertdialog] input").focused())?;
    window.write("Passport shown")?;
    window.picture("attention-settling")?;
    window.press("Enter")?;
    window.see(&text("Nothing needs attention"))?;
    look(window, "attention-settled")
}
