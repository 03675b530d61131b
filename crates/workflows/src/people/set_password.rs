//! `set_password`.

use wire::people::{Done, SetPassword};

use super::{own::change_own, refused::is_verifier};
use crate::context::{Context, Outcome};

/// Sets the password of whoever asks. A code that admitted until now admits no more.
pub async fn set_password(context: &mut Context<'_>, request: SetPassword) -> Outcome<Done> {
    is_verifier(&request.verifier)?;
    change_own(context, |person| {
        person.verifier = request.verifier;
        person.activation_until = None;
    })
    .await?;
    Ok(Done {})
}
