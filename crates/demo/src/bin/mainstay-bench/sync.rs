//! A change from one workstation to another, and 5,000 that waited.

use std::time::{Duration, Instant};

use clinic::records::Role;
use serde_json::json;
use tokio::{sync::broadcast::error::RecvError, time::timeout};
use values::ids::PatientId;
use wire::{local::HostEvent, tags::Tag};

use crate::{
    Broken,
    clinic_day::{Agenda, booking, registration},
    desk::{Desk, visits},
    disk::Disk,
    figure::{Figure, number, say},
    health::Health,
    place::{Place, clock},
    samples::{Beside, Samples, show},
};

const WARM_UP: usize = 20;
const SAMPLES: usize = 300;
const QUEUED: usize = 5_000;
const VISIT: usize = 10;
/// Given up when nothing comes for so long.
const PATIENCE: Duration = Duration::from_mins(2);

pub(crate) async fn measure() -> Result<(), Broken> {
    let mut place = Place::open().await?;
    let one = place.desk("one", Role::Reception, None).await?;
    let other = place.desk("other", Role::Reception, None).await?;
    let agenda = Agenda::of(&one).await?;
    let plain = propagation(&place, &agenda, &one, &other).await?;
    other.stop().await;
    push(&mut place, &agenda, &one).await?;
    one.stop().await;
    place.encrypt().await?;
    over_tls(&place, &agenda, &plain).await?;
    place.close().await;
    Ok(())
}

/// From the answer at one workstation until a read at the other shows the change.
async fn propagation(
    place: &Place,
    agenda: &Agenda,
    one: &Desk,
    other: &Desk,
) -> Result<Samples, Broken> {
    let mut health = Health::of(place.server()?).await?;
    let patients = register(one, 0..60).await?;
    one.until_idle(values::Instant::from_millis(0)).await?;
    let mut samples = Samples::after(WARM_UP);
    let mut whole = Samples::after(WARM_UP);
    let mut bare = Samples::after(WARM_UP);
    for (count, patient) in patients.iter().cycle().take(WARM_UP + SAMPLES).enumerate() {
        bare.add(health.ask().await?);
        let took = arrival(agenda, (one, other), (*patient, count)).await?;
        samples.add(took.from_answer);
        whole.add(took.from_request);
    }
    let beside = Beside {
        samples: &bare,
        name: "GET /health",
    };
    show(
        "propagation",
        &samples,
        Some(&beside),
        &[(50, None), (95, Some("<= 250")), (99, None)],
    )?;
    show(
        "propagation from the request",
        &whole,
        Some(&beside),
        &[(95, None)],
    )?;
    Ok(samples)
}

/// The same between two workstations that joined over TLS.
async fn over_tls(place: &Place, agenda: &Agenda, plain: &Samples) -> Result<(), Broken> {
    let one = place.desk("one over TLS", Role::Reception, None).await?;
    let other = place.desk("other over TLS", Role::Reception, None).await?;
    let patients = register(&one, 10_000..10_060).await?;
    one.until_idle(values::Instant::from_millis(0)).await?;
    let mut samples = Samples::after(WARM_UP);
    // Behind every visit that was booked before.
    let first = WARM_UP + SAMPLES + QUEUED;
    for (count, patient) in patients.iter().cycle().take(WARM_UP + SAMPLES).enumerate() {
        let took = arrival(agenda, (&one, &other), (*patient, first + count)).await?;
        samples.add(took.from_answer);
    }
    let beside = Beside {
        samples: plain,
        name: "without TLS",
    };
    show(
        "propagation over TLS",
        &samples,
        Some(&beside),
        &[(50, None), (95, Some("<= 250")), (99, None)],
    )?;
    other.stop().await;
    one.stop().await;
    Ok(())
}

/// How long a visit took to the other workstation.
struct Arrival {
    from_answer: Duration,
    from_request: Duration,
}

/// Books a patient's visit of that number at one workstation, and reads at the other until it is there.
async fn arrival(
    agenda: &Agenda,
    (one, other): (&Desk, &Desk),
    (patient, number): (PatientId, usize),
) -> Result<Arrival, Broken> {
    let visit = agenda.visit(number, VISIT)?;
    let (id, request) = booking(patient, &visit);
    let mut news = other.events();
    let before = clock().now();
    let asked = Instant::now();
    one.call("book_appointment", request).await?;
    let answered = Instant::now();
    let id = id.to_string();
    loop {
        let event = timeout(PATIENCE, news.recv())
            .await
            .map_err(|_| "the change never arrived")?;
        let concerns = match event {
            Ok(HostEvent::Changed { tags }) => tags.contains(&Tag::Agenda),
            Ok(_) => false,
            Err(_) => true,
        };
        if concerns {
            let day = other
                .call("agenda_day", json!({ "date": visit.date }))
                .await?;
            let arrived = visits(&day).any(|known| known == id);
            if arrived {
                break;
            }
        }
    }
    let took = Arrival {
        from_answer: answered.elapsed(),
        from_request: asked.elapsed(),
    };
    one.until_idle(before).await?;
    Ok(took)
}

/// Registrations, one after another.
async fn register(desk: &Desk, numbers: std::ops::Range<usize>) -> Result<Vec<PatientId>, Broken> {
    let mut patients = Vec::new();
    for number in numbers {
        let (patient, request) = registration(number);
        desk.call("register_patient", request).await?;
        patients.push(patient);
    }
    Ok(patients)
}

/// A server that was away comes back to 5,000 changes.
async fn push(place: &mut Place, agenda: &Agenda, desk: &Desk) -> Result<(), Broken> {
    place.stop_server().await;
    let began = Instant::now();
    queue(place, agenda, desk).await?;
    let queued_a_second = number(QUEUED) / began.elapsed().as_secs_f64();
    let all = u32::try_from(QUEUED)?;
    let mut news = desk.events();
    let before = clock().now();
    place.start_server().await?;
    // The first answer starts the watch: when the workstation tries again is not what is measured.
    let mut first: Option<(Instant, u32)> = None;
    let (pushed, took) = loop {
        let event = timeout(PATIENCE, news.recv())
            .await
            .map_err(|_| "the queue is not shared")?;
        let waiting = match event {
            Ok(HostEvent::Sync { status }) => status.waiting,
            Ok(_) | Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return Err("the workstation is gone".into()),
        };
        match first {
            None if waiting < all => first = Some((Instant::now(), waiting)),
            Some((since, then)) if waiting == 0 => break (then, since.elapsed()),
            _ => {}
        }
    };
    desk.until_idle(before).await?;
    let back = first.map_or(Duration::ZERO, |(since, _)| since.elapsed());
    say(&format!(
        "{pushed} of {QUEUED} changes pushed in {:.2} s after the first answer; their rows were back {:.2} s after it",
        took.as_secs_f64(),
        back.as_secs_f64()
    ));
    Figure::new("push", f64::from(pushed) / took.as_secs_f64(), "changes/s")
        .beside(queued_a_second, "made at the workstation")
        .show();
    Figure::new(
        "5,000 changes pushed, their rows back",
        back.as_secs_f64(),
        "s",
    )
    .show();
    Ok(())
}

/// Registers and books in turns while the server is away: what a day without it does, only faster.
async fn queue(place: &Place, agenda: &Agenda, desk: &Desk) -> Result<(), Broken> {
    let mut probe = Disk::at(place.folder())?;
    let mut samples = Samples::after(WARM_UP);
    let mut bare = Samples::after(WARM_UP);
    for count in 0..QUEUED / 2 {
        let (patient, request) = registration(1_000 + count);
        samples.add(desk.timed("register_patient", request).await?.1);
        let visit = agenda.visit(WARM_UP + SAMPLES + count, VISIT)?;
        let (_, request) = booking(patient, &visit);
        samples.add(desk.timed("book_appointment", request).await?.1);
        if count % 8 == 0 {
            bare.add(probe.write()?);
        }
    }
    let beside = Beside {
        samples: &bare,
        name: "4 KiB appended and synced",
    };
    show(
        "commit without the server, one after another",
        &samples,
        Some(&beside),
        &[(50, None), (99, Some("<= 10"))],
    )
}
