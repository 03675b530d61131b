//! What people do in the window: one file a role, and one for what concerns them all.

mod offline;
mod reception;

use crate::sought::{button, css, field, named, text};
use crate::trouble::Trouble;
use crate::window::Window;

/// The demo clinic's password for everybody.
const PASSWORD: &str = "demo";

/// Signs in the demo clinic's one person of this role, named as the sign-in screen names it.
fn sign_in(window: &Window, role: &str) -> Result<(), Trouble> {
    window.click(&text(role).within(css("[role=listbox]")))?;
    window.fill(&field("Password"), PASSWORD)?;
    window.press("Enter")?;
    window.gone(&button("Sign in"))?;
    window.see(&named("navigation", "Places"))
}
