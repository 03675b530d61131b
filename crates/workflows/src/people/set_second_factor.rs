//! `set_second_factor`.

use wire::people::{Done, SetSecondFactor};

use super::own::change_own;
use crate::context::{Context, Outcome};

/// Sets the second factor of whoever asks, or takes it away.
pub async fn set_second_factor(
    context: &mut Context<'_>,
    request: SetSecondFactor,
) -> Outcome<Done> {
    change_own(context, |person| person.second_factor = request.factor).await?;
    Ok(Done {})
}
