//! `spend_recovery_code`.

use wire::people::{Done, SpendRecoveryCode};

use super::own::change_own;
use crate::context::{Context, Outcome};

/// Crosses a code of whoever asks off the paper. One that is crossed off already stays so.
pub async fn spend_recovery_code(
    context: &mut Context<'_>,
    request: SpendRecoveryCode,
) -> Outcome<Done> {
    change_own(context, |person| {
        if let Some(factor) = &mut person.second_factor {
            factor.recovery.retain(|kept| *kept != request.digest);
        }
    })
    .await?;
    Ok(Done {})
}
