//! A sample from a bedside monitor to the event that a screen gets, through the embedded broker and
//! through Mosquitto where it is installed.

mod device;
mod load;
mod mosquitto;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use clinic::records::Role;
use demo::dice::Dice;
use serde_json::json;
use tokio::time::{sleep, timeout};
use wire::{
    local::HostEvent,
    vitals::{AlarmCondition, Vital},
};

use self::{device::Device, load::Load, mosquitto::Mosquitto};
use crate::{
    Broken,
    desk::Desk,
    figure::{Figure, number, say},
    place::Place,
    samples::{Beside, Samples, show},
};

const WARM_UP: usize = 50;
const NUMBERS: usize = 500;
const ALARMS: usize = 100;
const ALARMS_WARM_UP: usize = 5;
/// A ward of four waves a bed, and wards of twice and four times as many beds.
const WARD: usize = 16;
const LARGER: [usize; 2] = [32, 64];
const WARD_SECONDS: usize = 20;
const LARGER_SECONDS: usize = 10;
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) async fn measure() -> Result<(), Broken> {
    let place = Place::open().await?;
    let embedded = Ward::open(&place, "embedded", place.broker()?).await?;
    let first = embedded.readings().await?;
    let mosquitto = Mosquitto::start(place.folder())?;
    let second = if let Some(broker) = &mosquitto {
        let ward = Ward::open(&place, "mosquitto", broker.address).await?;
        let readings = ward.readings().await?;
        ward.desk.stop().await;
        Some(readings)
    } else {
        say("Mosquitto is not installed: the embedded broker stands alone");
        None
    };
    first.show(second.as_ref())?;
    let mut most = first.load;
    for monitors in LARGER {
        if most.missing() > 0 {
            break;
        }
        let load = embedded.load(monitors, LARGER_SECONDS).await?;
        say(&load.told());
        if load.missing() == 0 {
            most = load;
        }
    }
    let largest = if most.missing() == 0 {
        most.rate()
    } else {
        0.0
    };
    Figure::new(
        "waves, largest load tried without a missing sample",
        largest,
        "samples/s",
    )
    .show();
    embedded.desk.stop().await;
    place.close().await;
    Ok(())
}

/// What was read through one broker.
struct Readings {
    numbers: Samples,
    alarms: Samples,
    load: Load,
}

impl Readings {
    fn show(&self, mosquitto: Option<&Self>) -> Result<(), Broken> {
        let beside = |of: fn(&Self) -> &Samples| {
            mosquitto.map(|readings| Beside {
                samples: of(readings),
                name: "through Mosquitto",
            })
        };
        show(
            "numbers, device to screen event",
            &self.numbers,
            beside(|readings| &readings.numbers).as_ref(),
            &[(50, None), (99, None)],
        )?;
        show(
            "alarm, device to screen event",
            &self.alarms,
            beside(|readings| &readings.alarms).as_ref(),
            &[(50, None), (99, Some("<= 1000"))],
        )?;
        show(
            "waves, device to screen event",
            self.load.latency(),
            beside(|readings| readings.load.latency()).as_ref(),
            &[(50, None), (99, None)],
        )?;
        say(&self.load.told());
        let mut rate = Figure::new("waves of 16 monitors", self.load.rate(), "samples/s");
        let mut missing = Figure::new(
            "waves of 16 monitors, missing",
            number(self.load.missing()),
            "samples",
        )
        .aim("<= 0");
        if let Some(other) = mosquitto {
            rate = rate.beside(other.load.rate(), "through Mosquitto");
            missing = missing.beside(number(other.load.missing()), "through Mosquitto");
        }
        rate.show();
        missing.show();
        Ok(())
    }
}

/// A workstation that listens to one broker.
struct Ward {
    desk: Desk,
    broker: SocketAddr,
}

impl Ward {
    async fn open(place: &Place, name: &str, broker: SocketAddr) -> Result<Self, Broken> {
        let desk = place.desk(name, Role::Nurse, Some(broker)).await?;
        desk.until("ward_board", json!({}), |board| {
            board
                .pointer("/link/state")
                .is_some_and(|state| state == "connected")
        })
        .await?;
        Ok(Self { desk, broker })
    }

    async fn readings(&self) -> Result<Readings, Broken> {
        Ok(Readings {
            numbers: self.numbers().await?,
            alarms: self.alarms().await?,
            load: self.load(WARD, WARD_SECONDS).await?,
        })
    }

    async fn load(&self, monitors: usize, seconds: usize) -> Result<Load, Broken> {
        load::play(&self.desk, self.broker, monitors, seconds).await
    }

    /// One message after another, unevenly, each with another heart rate.
    async fn numbers(&self) -> Result<Samples, Broken> {
        const MONITOR: &str = "numbers";
        let device = Device::connect(self.broker, MONITOR).await?;
        let mut dice = Dice::new(MONITOR);
        let mut samples = Samples::after(WARM_UP);
        for (seq, rate) in (1..).zip((60..110_u8).cycle()).take(WARM_UP + NUMBERS) {
            sleep(Duration::from_millis(10 + dice.below(50))).await;
            let mut events = self.desk.events();
            let sent = Instant::now();
            device.heart_rate(MONITOR, seq, rate).await?;
            self.until(&mut events, |event| match event {
                HostEvent::Monitor { monitor } => {
                    monitor.monitor.as_str() == MONITOR
                        && monitor.numerics.iter().any(|numeric| {
                            numeric.vital == Vital::HeartRate
                                && numeric.value.is_some_and(|value| is(value, rate))
                        })
                }
                _ => false,
            })
            .await?;
            samples.add(sent.elapsed());
        }
        Ok(samples)
    }

    /// A heart that goes from 80 to 130, at one monitor after another.
    async fn alarms(&self) -> Result<Samples, Broken> {
        let device = Device::connect(self.broker, "alarms").await?;
        let mut dice = Dice::new("alarms");
        let mut samples = Samples::after(ALARMS_WARM_UP);
        for number in 0..ALARMS_WARM_UP + ALARMS {
            let monitor = format!("alarm-{number}");
            let mut events = self.desk.events();
            device.heart_rate(&monitor, 1, 80).await?;
            self.until(&mut events, |event| match event {
                HostEvent::Monitor { monitor: view } => view.monitor.as_str() == monitor,
                _ => false,
            })
            .await?;
            sleep(Duration::from_millis(10 + dice.below(50))).await;
            let sent = Instant::now();
            device.heart_rate(&monitor, 2, 130).await?;
            self.until(&mut events, |event| match event {
                HostEvent::Alarms { alarms } => alarms.alarms.iter().any(|on| {
                    on.alarm.key.monitor.as_str() == monitor
                        && on.alarm.key.condition == AlarmCondition::HeartRateHigh
                }),
                _ => false,
            })
            .await?;
            samples.add(sent.elapsed());
            // Over again, so that alarms that are on do not pile up.
            device.heart_rate(&monitor, 3, 80).await?;
        }
        Ok(samples)
    }

    async fn until(
        &self,
        events: &mut tokio::sync::broadcast::Receiver<HostEvent>,
        wanted: impl Fn(&HostEvent) -> bool,
    ) -> Result<(), Broken> {
        let waiting = async {
            loop {
                if wanted(&events.recv().await?) {
                    return Ok(());
                }
            }
        };
        timeout(PATIENCE, waiting)
            .await
            .map_err(|_| "the message never reached the screen")?
    }
}

/// Whether a value that travelled as a fraction is that whole number.
fn is(value: f64, whole: u8) -> bool {
    (value - f64::from(whole)).abs() < 0.01
}
