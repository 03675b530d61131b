//! `agenda_week`: one practitioner's week.

use clinic::{agenda::day_bounds, records::Practitioner, records::SlotLease};
use values::LocalDate;
use wire::agenda::{AgendaWeekRequest, AgendaWeekView};

use super::{column::column, leases::lease_view, occupied::shown, view::views};
use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Seven columns, Monday to Sunday, of the week that holds the day asked for.
pub async fn agenda_week(
    context: &mut Context<'_>,
    request: AgendaWeekRequest,
) -> Outcome<AgendaWeekView> {
    let practitioner = context
        .load::<Practitioner>(request.practitioner.uuid())
        .await?;
    let zone = context.facility().await?.zone;
    let week = week_of(request.date);
    let (from, to) = (day_bounds(&zone, week[0]).0, day_bounds(&zone, week[6]).1);
    let of = Some(request.practitioner);
    let query = Query::SlotLeases {
        from,
        to,
        practitioner: of,
    };
    let mut leases = context
        .find(query)
        .await?
        .into_iter()
        .map(|kept: Kept<SlotLease>| {
            let date = zone.date(kept.starts_at);
            (date, lease_view(context, &zone, kept))
        })
        .collect();
    let query = Query::AppointmentsBetween {
        from,
        to,
        practitioner: of,
    };
    let visits = context.find_behind(query).await?;
    let (visits, mut occupied) = shown(context, &zone, visits).await?;
    let mut visits = views(context, visits).await?;
    let columns = week
        .into_iter()
        .map(|date| {
            column(
                &practitioner,
                date,
                &mut visits,
                (&mut leases, &mut occupied),
            )
        })
        .collect();
    Ok(AgendaWeekView {
        practitioner: request.practitioner,
        columns,
    })
}

fn week_of(date: LocalDate) -> [LocalDate; 7] {
    let since_monday = date.weekday() as i32;
    [0, 1, 2, 3, 4, 5, 6].map(|day| date.plus_days(day - since_monday))
}
