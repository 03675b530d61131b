//! A document number that the server refused: two clerks take the same money offline.

use super::{BILLING, choose_arabic, look, sign_in};
use crate::sought::{button, css, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::window::Window;

#[test]
fn a_receipt_that_was_refused_stays_in_the_list_of_numbers() -> Result<(), Trouble> {
    let mut stage = Stage::set("a_receipt_that_was_refused")?;
    let (one, two) = (stage.open(1)?, stage.open(2)?);
    for window in [&one, &two] {
        sign_in(window, BILLING)?;
        window.see(&text_with("All shared"))?;
        open_first(window)?;
    }
    stage.stop_clinic();
    for window in [&one, &two] {
        window.see(&text_with("Offline"))?;
        pay(window)?;
    }
    stage.start_clinic()?;
    for window in [&one, &two] {
        window.see(&text_with("All shared"))?;
    }
    one.press("Ctrl+Shift+N")?;
    one.see(&named("heading", "Number series"))?;
    one.see(&css("[aria-labelledby=voided] [role=rowheader]"))?;
    look(&one, "numbers")?;
    one.press("Ctrl+P")?;
    one.see(&named("img", "Page 1 of 1"))?;
    one.see(&text_with("R000001").within(css("figcaption")))?;
    look(&one, "numbers-paper")?;
    one.press("Escape")?;
    one.gone(&css("[role=dialog]"))?;

    choose_arabic(&one)?;
    one.press("Ctrl+Shift+N")?;
    one.see(&css("[aria-labelledby=voided] [role=rowheader]"))?;
    look(&one, "numbers-ar")
}

/// Opens the invoice that is first among those on which something is owed.
fn open_first(window: &Window) -> Result<(), Trouble> {
    window.press("Ctrl+5")?;
    window.see(&named("heading", "Billing"))?;
    window.click(&text("Open").within(css("[role=radiogroup]")))?;
    window.tab_to(&css("[role=row]"))?;
    window.press("Enter")?;
    window.see(&button("Take payment"))
}

/// Takes all that is owed.
fn pay(window: &Window) -> Result<(), Trouble> {
    window.press("P")?;
    window.see(&css("[data-scope=payment] input:focus"))?;
    window.press("D")?;
    window.press("Ctrl+Enter")?;
    window.see(&text_with("Receipt ").within(css("aside")))
}
