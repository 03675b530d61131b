//! Writing a visit, and answering when the rules or the database do not take it.

use clinic::{agenda::BookingRefused, agenda::Leg, records::Appointment, records::SlotLease};
use serde_json::json;
use values::ids::AppointmentId;
use wire::{
    Code, Failure,
    agenda::{SlotTaken, TakenBy},
};

use super::offers::{Days, Wanted};
use crate::{
    context::{Context, Outcome, Stop},
    records::{Clash, RecordsError},
};

/// Writes the visit that the rules gave its place, or says why there is none, with offers. The database
/// judges overlap once more, and its refusal is the same answer.
pub(super) async fn keep(
    context: &mut Context<'_>,
    judged: Result<Appointment, BookingRefused>,
    wanted: &Wanted<'_>,
) -> Outcome<()> {
    let appointment = match judged {
        Ok(appointment) => appointment,
        Err(refused) => return Err(refusal(context, refused, wanted).await?),
    };
    match context.save(&appointment).await {
        Err(Stop::Records(RecordsError::Clash(clash))) => {
            let Some(what) = held(clash) else {
                return Err(RecordsError::Clash(clash).into());
            };
            let code = match what {
                TakenBy::Lease => Code::SlotLeased,
                _ => Code::SlotTaken,
            };
            Err(taken(context, code, by(what, None), wanted).await?)
        }
        written => written,
    }
}

async fn refusal(
    context: &mut Context<'_>,
    refused: BookingRefused,
    wanted: &Wanted<'_>,
) -> Outcome<Stop> {
    let (code, taken_by) = match refused {
        BookingRefused::OutsideHours => (Code::OutsideHours, by(TakenBy::Hours, None)),
        BookingRefused::Taken { what, by: visit } => {
            let visit = nameable(context, visit).await?;
            (Code::SlotTaken, by(leg(what), visit))
        }
        BookingRefused::Leased { by: lease } => {
            let lease = context.look_up::<SlotLease>(lease.uuid()).await?;
            let leased = SlotTaken {
                workstation: lease.map(|lease| lease.record.workstation),
                ..by(TakenBy::Lease, None)
            };
            (Code::SlotLeased, leased)
        }
        other => return Ok(plain(other).into()),
    };
    taken(context, code, taken_by, wanted).await
}

/// The visit in the way, unless it is of a closed record.
async fn nameable(
    context: &mut Context<'_>,
    visit: AppointmentId,
) -> Outcome<Option<AppointmentId>> {
    let kept = context.look_behind::<Appointment>(visit.uuid()).await?;
    let gate = context.gate().await?;
    Ok(kept
        .filter(|kept| !gate.closes(kept.patient))
        .map(|kept| kept.id))
}

async fn taken(
    context: &mut Context<'_>,
    code: Code,
    by: SlotTaken,
    wanted: &Wanted<'_>,
) -> Outcome<Stop> {
    let offers = Days::default().offers(context, wanted).await?;
    Ok(Failure::with(code, SlotTaken { offers, ..by }).into())
}

/// The answer to a refusal that needs no offers.
pub(super) fn plain(refused: BookingRefused) -> Failure {
    match refused {
        BookingRefused::Length => Failure::field("minutes", "invalid"),
        BookingRefused::CrossesMidnight => Failure::field("minutes", "too_long"),
        BookingRefused::TimeDoesNotExist => Failure::new(Code::TimeDoesNotExist),
        BookingRefused::InThePast => Failure::new(Code::InThePast),
        BookingRefused::StatusNotAllowed { from, to } => {
            Failure::with(Code::StatusNotAllowed, json!({ "from": from, "to": to }))
        }
        BookingRefused::ReasonMissing => Failure::field("reason", "required"),
        BookingRefused::ReasonTooLong => Failure::field("reason", "too_long"),
        BookingRefused::TooManyServices => Failure::field("services", "too_long"),
        BookingRefused::OutsideHours => Failure::with(Code::OutsideHours, by(TakenBy::Hours, None)),
        BookingRefused::Taken { what, by: visit } => {
            Failure::with(Code::SlotTaken, by(leg(what), Some(visit)))
        }
        BookingRefused::Leased { .. } => Failure::with(Code::SlotLeased, by(TakenBy::Lease, None)),
    }
}

/// What stands in the way, with nothing offered yet.
const fn by(what: TakenBy, by: Option<AppointmentId>) -> SlotTaken {
    SlotTaken {
        what,
        by,
        workstation: None,
        offers: Vec::new(),
    }
}

const fn leg(what: Leg) -> TakenBy {
    match what {
        Leg::Practitioner => TakenBy::Practitioner,
        Leg::Room => TakenBy::Room,
        Leg::Patient => TakenBy::Patient,
    }
}

const fn held(clash: Clash) -> Option<TakenBy> {
    match clash {
        Clash::PractitionerTaken => Some(TakenBy::Practitioner),
        Clash::RoomTaken => Some(TakenBy::Room),
        Clash::PatientTaken => Some(TakenBy::Patient),
        Clash::TimeLeased => Some(TakenBy::Lease),
        Clash::LeasesOverlap
        | Clash::NumberGivenTwice
        | Clash::MonitorInUse
        | Clash::DanglingReference => None,
    }
}
