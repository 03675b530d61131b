//! `rebook_attention`: gives a refused visit another place and settles the item, in one step.

use clinic::records::{Attention, AttentionState, Settlement};
use values::ids::AppointmentId;
use wire::{
    Failure,
    agenda::{BookAppointment, MoveAppointment},
    attention::{Done, RebookAttention},
};

use super::{
    asked::Asked,
    open_item::{already_settled, item, settle},
};
use crate::{
    agenda::{book, reschedule},
    context::{Context, Outcome},
};

/// Books or moves as the refused change asked, but into the place chosen now, by the rules of any other
/// booking. What the change said besides (reason, services, outside hours on purpose) is kept.
pub async fn rebook_attention(
    context: &mut Context<'_>,
    request: RebookAttention,
) -> Outcome<Done> {
    let item = item(context, request.item).await?;
    let Some(asked) = Asked::of(&item) else {
        return Err(Failure::field("item", "invalid").into());
    };
    let appointment = match &asked {
        Asked::Book(_) => request.appointment,
        Asked::Move(refused) => refused.appointment,
    };
    if item.state == AttentionState::Settled {
        return answer_settled(&item, appointment);
    }
    match asked {
        Asked::Book(refused) => book(context, rebooked(refused, &request)).await?,
        Asked::Move(refused) => reschedule(context, moved(&refused, &request)).await?,
    }
    settle(context, &item, Settlement::Rebooked { appointment }).await?;
    Ok(Done {})
}

/// The same step taken twice is taken once.
fn answer_settled(item: &Attention, wanted: AppointmentId) -> Outcome<Done> {
    match &item.settlement {
        Some(Settlement::Rebooked { appointment }) if *appointment == wanted => Ok(Done {}),
        _ => Err(already_settled(item).into()),
    }
}

fn rebooked(refused: BookAppointment, chosen: &RebookAttention) -> BookAppointment {
    BookAppointment {
        id: chosen.appointment,
        practitioner: chosen.practitioner,
        room: chosen.room,
        date: chosen.date,
        start: chosen.start,
        minutes: chosen.minutes,
        ..refused
    }
}

fn moved(refused: &MoveAppointment, chosen: &RebookAttention) -> MoveAppointment {
    MoveAppointment {
        appointment: refused.appointment,
        practitioner: chosen.practitioner,
        room: chosen.room,
        date: chosen.date,
        start: chosen.start,
        minutes: chosen.minutes,
        outside_hours: refused.outside_hours,
    }
}
