//! Times that one workstation keeps for itself.

use super::{RECEPTION, choose_arabic, look, sign_in};
use crate::sought::{css, field, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

#[test]
fn reception_reserves_times_and_gives_them_back() -> Result<(), Trouble> {
    let stage = Stage::set("reception_reserves_times")?;
    let window = stage.open(1)?;
    sign_in(&window, RECEPTION)?;
    open_sheet(&window)?;
    look(&window, "reserve-empty")?;
    window.fill(&field("From"), "0900")?;
    window.fill(&field("To"), "1030")?;
    window.press("Ctrl+Enter")?;
    window.see(&text_with("Reserved here").within(css("[role=dialog]")))?;
    look(&window, "reserved")?;
    window.press("Escape")?;
    window.gone(&css("[role=dialog]"))?;
    look(&window, "schedule-reserved")?;

    choose_arabic(&window)?;
    open_sheet(&window)?;
    look(&window, "reserved-ar")?;
    window.press("Escape")?;
    window.gone(&css("[role=dialog]"))?;
    look(&window, "schedule-reserved-ar")?;

    open_sheet(&window)?;
    window.click(&css("[aria-labelledby=leases] li button"))?;
    window.gone(&css("[aria-labelledby=leases] li"))
}

/// Opens the sheet for the day after today, on which 09:00 has not passed.
fn open_sheet(window: &Window) -> Result<(), Trouble> {
    window.press("Ctrl+1")?;
    window.press("Ctrl+2")?;
    window.see(&css("[role=gridcell]:focus"))?;
    window.press("PageDown")?;
    window.gone(&css("[role=columnheader][data-today]"))?;
    window.gone(&css("[aria-busy=true] [role=grid]"))?;
    window.see(&css("[role=gridcell]:focus"))?;
    window.press("L")?;
    window.see(&css("[role=dialog] [data-scope=booking]"))
}
