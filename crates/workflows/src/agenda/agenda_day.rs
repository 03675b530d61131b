//! `agenda_day`: every practitioner's day side by side.

use clinic::{
    agenda::clock_change_minutes,
    records::{Kind, Practitioner},
};
use wire::agenda::{AgendaDayRequest, AgendaDayView};

use super::{
    column::column,
    leases::{lease_view, leases_on},
    occupied::shown,
    offers::kept_on,
    view::views,
};
use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// One column for everybody who takes appointments or still has some on that day.
pub async fn agenda_day(
    context: &mut Context<'_>,
    request: AgendaDayRequest,
) -> Outcome<AgendaDayView> {
    let date = request.date;
    let facility = context.facility().await?;
    let zone = facility.zone;
    let practitioners = context
        .find::<Practitioner>(Query::All(Kind::Practitioner))
        .await?;
    let visits = kept_on(context, &zone, date).await?;
    let (visits, mut occupied) = shown(context, &zone, visits).await?;
    let mut visits = views(context, visits).await?;
    let mut leases = leases_on(context, &zone, date)
        .await?
        .into_iter()
        .map(|kept| (date, lease_view(context, &zone, kept)))
        .collect();
    let columns = practitioners
        .iter()
        .map(|practitioner| {
            let takes = practitioner.active && practitioner.works_at(facility.id);
            let column = column(
                practitioner,
                date,
                &mut visits,
                (&mut leases, &mut occupied),
            );
            (takes, column)
        })
        .filter(|(takes, column)| {
            *takes || !(column.appointments.is_empty() && column.occupied.is_empty())
        })
        .map(|(_, column)| column)
        .collect();
    Ok(AgendaDayView {
        date,
        columns,
        clock_change_minutes: clock_change_minutes(&zone, date),
    })
}
