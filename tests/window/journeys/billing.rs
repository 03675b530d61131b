//! The billing clerk's day.

use super::{BILLING, look, sign_in};
use crate::sought::{css, field, named, text, text_with};
use crate::stage::Stage;
use crate::trouble::Trouble;

#[test]
fn billing_reads_an_invoice_as_it_is_printed_and_takes_it_back() -> Result<(), Trouble> {
    let stage = Stage::set("billing_takes_an_invoice_back")?;
    let window = stage.open(1)?;
    sign_in(&window, BILLING)?;
    window.see(&named("heading", "Today"))?;
    look(&window, "today-billing")?;
    window.press("Ctrl+5")?;
    window.see(&named("heading", "Billing"))?;
    look(&window, "billing")?;

    window.click(&text("Open").within(css("[role=radiogroup]")))?;
    window.tab_to(&css("[role=row]"))?;
    window.press("Enter")?;
    window.see(&named("button", "Take payment"))?;
    let number = window.read(&css("h1 bdi"))?;
    look(&window, "invoice-open")?;

    window.press("Ctrl+P")?;
    window.see(&named("img", "Page 1 of 1"))?;
    window.see(&text_with(&number).within(css("figcaption")))?;
    look(&window, "paper")?;
    window.press("Escape")?;
    window.gone(&css("[role=dialog]"))?;

    window.press("R")?;
    window.see(&field("Reason").focused())?;
    window.write("Billed twice")?;
    look(&window, "credit-note")?;
    window.press("Ctrl+Enter")?;
    window.see(&text_with("Takes back").within(css("aside")))?;
    window.see(&text_with(&number).within(css("aside")))?;
    look(&window, "credit-note-issued")
}
