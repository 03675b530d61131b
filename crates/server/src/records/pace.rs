//! How often may be asked. A bucket that fills again by itself is all there is: nobody is ever locked out, and
//! nobody can use up what belongs to another.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;
use uuid::Uuid;
use values::ids::{DeviceId, PersonId};

/// So many at once, and then one each time that the interval has gone by.
#[derive(Debug, Clone, Copy)]
struct Rate {
    at_once: u32,
    every: Duration,
}

/// A workstation shares some times a second at most; one that fetches its first copy asks for a hundred chunks.
const DEVICE: Rate = Rate {
    at_once: 5_000,
    every: Duration::from_millis(5),
};
/// All workstations behind a balancer are one address.
const ADDRESS: Rate = Rate {
    at_once: 20_000,
    every: Duration::from_millis(1),
};
/// Wrong enrolment codes of one address: enough for slips, hopeless for guessing.
const WRONG_CODES: Rate = Rate {
    at_once: 5,
    every: Duration::from_secs(12),
};
/// Wrong enrolment codes of all addresses together.
const ALL_WRONG_CODES: Rate = Rate {
    at_once: 30,
    every: Duration::from_secs(1),
};
/// Wrong passwords for one person at one workstation.
const WRONG_PASSWORDS: Rate = Rate {
    at_once: 5,
    every: Duration::from_mins(1),
};
/// Wrong passwords of one workstation, whoever they were for.
const WRONG_AT_DEVICE: Rate = Rate {
    at_once: 20,
    every: Duration::from_secs(10),
};
/// Wrong passwords of one address, whichever workstations stand behind it.
const WRONG_AT_ADDRESS: Rate = Rate {
    at_once: 60,
    every: Duration::from_secs(2),
};
/// Nobody is put off for longer.
const PUT_OFF_MAX: Duration = Duration::from_mins(1);
/// Callers that are remembered; those whose bucket is full need not be.
const REMEMBERED_MAX: usize = 4_096;

/// What keeps callers to their pace.
#[derive(Default)]
pub(crate) struct Pace {
    devices: Buckets<DeviceId>,
    addresses: Buckets<Neighbourhood>,
    wrong_codes: Buckets<Neighbourhood>,
    all_wrong_codes: Buckets<()>,
    wrong_passwords: Buckets<(DeviceId, Uuid)>,
    wrong_at_device: Buckets<DeviceId>,
    wrong_at_address: Buckets<Neighbourhood>,
}

/// How long the caller has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooOften(pub(crate) Duration);

impl Pace {
    /// A workstation asks.
    pub(crate) fn device(&self, device: DeviceId, now: Instant) -> Result<(), TooOften> {
        self.devices.take(device, DEVICE, now)
    }

    /// An address asks; one that is not known is that of somebody in this process.
    pub(crate) fn address(&self, from: Option<IpAddr>, now: Instant) -> Result<(), TooOften> {
        match from {
            Some(from) => self.addresses.take(from.into(), ADDRESS, now),
            None => Ok(()),
        }
    }

    /// Somebody brings an enrolment code; `wrong` looks at it, if it may be looked at now. Whoever brings a right
    /// one is held up by nobody else's guesses: only those who were wrong themselves wait while many are wrong.
    pub(crate) fn code(
        &self,
        from: Option<IpAddr>,
        now: Instant,
        wrong: impl FnOnce() -> bool,
    ) -> Result<Looked, TooOften> {
        let from = from.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST)).into();
        self.may_bring(from, now)?;
        if !wrong() {
            return Ok(Looked::Right);
        }
        self.wrong_codes.take(from, WRONG_CODES, now).ok();
        self.all_wrong_codes.take((), ALL_WRONG_CODES, now).ok();
        Ok(Looked::Wrong)
    }

    /// Somebody gives a password. It counts as wrong until [`Pace::was_right`], so that many at once are no more
    /// than one after another. Who guesses for a colleague holds up nobody but their own workstation; those who
    /// share its address wait only if they were wrong themselves.
    pub(crate) fn sign_in(&self, attempt: Attempt, now: Instant) -> Result<(), TooOften> {
        let Attempt { device, who, from } = attempt;
        self.wrong_at_device.look(&device, WRONG_AT_DEVICE, now)?;
        if !self.wrong_at_device.is_full(&device, now) {
            self.wrong_at_address.look(&from, WRONG_AT_ADDRESS, now)?;
        }
        self.wrong_passwords
            .take((device, who), WRONG_PASSWORDS, now)?;
        self.wrong_at_device.take(device, WRONG_AT_DEVICE, now).ok();
        self.wrong_at_address.take(from, WRONG_AT_ADDRESS, now).ok();
        Ok(())
    }

    /// It was right: what it took is given back, and what was wrong before is forgotten.
    pub(crate) fn was_right(&self, attempt: Attempt, now: Instant) {
        let Attempt { device, who, from } = attempt;
        self.wrong_passwords.fill(&(device, who));
        self.wrong_at_device
            .give_back(&device, WRONG_AT_DEVICE, now);
        self.wrong_at_address
            .give_back(&from, WRONG_AT_ADDRESS, now);
    }

    fn may_bring(&self, from: Neighbourhood, now: Instant) -> Result<(), TooOften> {
        self.wrong_codes.look(&from, WRONG_CODES, now)?;
        if self.wrong_codes.is_full(&from, now) {
            return Ok(());
        }
        self.all_wrong_codes.look(&(), ALL_WRONG_CODES, now)
    }
}

/// Somebody who gives a password: at which workstation, as whom, from where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    device: DeviceId,
    who: Uuid,
    from: Neighbourhood,
}

impl Attempt {
    /// For a person, or for whoever is named so and is not known.
    pub(crate) fn of(
        device: DeviceId,
        person: Option<PersonId>,
        named: &str,
        from: Option<IpAddr>,
    ) -> Self {
        let unknown = || Uuid::new_v5(&Uuid::NAMESPACE_OID, named.as_bytes());
        Self {
            device,
            who: person.map_or_else(unknown, PersonId::uuid),
            from: from.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST)).into(),
        }
    }
}

/// What an enrolment code turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looked {
    Right,
    Wrong,
}

/// Those who share a bucket: an address, or in IPv6, where everybody has many, the network that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Neighbourhood(IpAddr);

impl From<IpAddr> for Neighbourhood {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            IpAddr::V4(address) => IpAddr::V4(address),
        })
    }
}

/// When each caller's bucket is full again; whoever is not here has a full one.
struct Buckets<K>(Mutex<HashMap<K, Instant>>);

impl<K> Default for Buckets<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash> Buckets<K> {
    /// Takes one out.
    fn take(&self, caller: K, rate: Rate, now: Instant) -> Result<(), TooOften> {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let then = full_at.get(&caller).map_or(now, |at| (*at).max(now)) + rate.every;
        let result = rate.holds(then - now);
        if result.is_ok() {
            forget(&mut full_at, now);
            full_at.insert(caller, then);
        }
        result
    }

    /// Whether one could be taken out.
    fn look(&self, caller: &K, rate: Rate, now: Instant) -> Result<(), TooOften> {
        let full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let then = full_at.get(caller).map_or(now, |at| (*at).max(now)) + rate.every;
        rate.holds(then - now)
    }

    /// Puts one back.
    fn give_back(&self, caller: &K, rate: Rate, now: Instant) {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = full_at.get_mut(caller) {
            *at = at.checked_sub(rate.every).unwrap_or(now);
        }
    }

    /// Puts all back.
    fn fill(&self, caller: &K) {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        full_at.remove(caller);
    }

    fn is_full(&self, caller: &K, now: Instant) -> bool {
        let full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        full_at.get(caller).is_none_or(|at| *at <= now)
    }
}

impl Rate {
    /// Whether a bucket from which so much is missing still held what was taken.
    fn holds(self, missing: Duration) -> Result<(), TooOften> {
        let over = missing.saturating_sub(self.every * self.at_once);
        if over.is_zero() {
            return Ok(());
        }
        Err(TooOften(over.min(PUT_OFF_MAX)))
    }
}

/// Makes room for another caller: those with full buckets go, and if there are none, whoever has the fullest.
fn forget<K: Copy + Eq + Hash>(full_at: &mut HashMap<K, Instant>, now: Instant) {
    if full_at.len() < REMEMBERED_MAX {
        return;
    }
    full_at.retain(|_, at| *at > now);
    if full_at.len() >= REMEMBERED_MAX {
        let fullest = full_at.iter().min_by_key(|(_, at)| **at);
        if let Some(caller) = fullest.map(|(caller, _)| *caller) {
            full_at.remove(&caller);
        }
    }
}

#[cfg(test)]
mod tests;
