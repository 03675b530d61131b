//! Writing a visit, and answering when the rules or the database do not take it.

use clinic::{agenda::BookingRefused, agenda::Leg, records::Appointment};
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
            Err(taken(context, Code::SlotTaken, (what, None), wanted).await?)
        }
        written => written,
    }
}

async fn refusal(
    context: &mut Context<'_>,
    refused: BookingRefused,
    wanted: &Wanted<'_>,
) -> Outcome<Stop> {
    let (code, what, by) = match refused {
        BookingRefused::OutsideHours => (Code::OutsideHours, TakenBy::Hours, None),
        BookingRefused::Taken { what, by } => (Code::SlotTaken, leg(what), Some(by)),
        other => return Ok(plain(other).into()),
    };
    taken(context, code, (what, by), wanted).await
}

async fn taken(
    context: &mut Context<'_>,
    code: Code,
    (what, by): (TakenBy, Option<AppointmentId>),
    wanted: &Wanted<'_>,
) -> Outcome<Stop> {
    let offers = Days::default().offers(context, wanted).await?;
    Ok(Failure::with(code, SlotTaken { what, by, offers }).into())
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
        BookingRefused::OutsideHours => bare(Code::OutsideHours, TakenBy::Hours, None),
        BookingRefused::Taken { what, by } => bare(Code::SlotTaken, leg(what), Some(by)),
    }
}

fn bare(code: Code, what: TakenBy, by: Option<AppointmentId>) -> Failure {
    let offers = Vec::new();
    Failure::with(code, SlotTaken { what, by, offers })
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
        Clash::NumberGivenTwice | Clash::MonitorInUse | Clash::DanglingReference => None,
    }
}
