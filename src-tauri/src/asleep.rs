//! Locks the window before the computer sleeps, when its lid is closed, and when the desktop is locked.

use workstation::Workstation;

/// Listens for as long as the application runs. Where nothing can be heard the window is locked by idling and by hand.
pub(crate) fn lock_with_the_computer(workstation: Workstation) {
    #[cfg(target_os = "linux")]
    {
        let runtime = tauri::async_runtime::handle();
        let started = std::thread::Builder::new()
            .name("asleep".into())
            .spawn(move || {
                let lock = || runtime.block_on(workstation.lock_with_the_computer());
                if let Err(error) = linux::listen(lock) {
                    tracing::info!(%error, "sleep and locking of the computer are not heard");
                }
            });
        if let Err(error) = started {
            tracing::warn!(%error, "sleep and locking of the computer are not heard");
        }
    }
    #[cfg(not(target_os = "linux"))]
    drop(workstation);
}

/// By systemd-logind, on the system's message bus.
#[cfg(target_os = "linux")]
mod linux {
    use zbus::{
        MatchRule, Message,
        blocking::{Connection, MessageIterator, Proxy},
        message::Type,
        zvariant::OwnedFd,
    };

    const LOGIND: &str = "org.freedesktop.login1";
    const PATH: &str = "/org/freedesktop/login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";

    /// What the computer is about to do.
    enum Heard {
        Sleeps,
        Wakes,
        Locked,
        Other,
    }

    pub(super) fn listen(lock: impl Fn()) -> zbus::Result<()> {
        let bus = Connection::system()?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(LOGIND)?
            .path_namespace(PATH)?
            .build();
        let signals = MessageIterator::for_match_rule(rule, &bus, None)?;
        // As long as it is held the computer waits some seconds before it sleeps.
        let mut held = inhibit(&bus);
        for signal in signals {
            match heard(&signal?) {
                Heard::Sleeps => {
                    lock();
                    held = None;
                }
                Heard::Wakes => held = held.or_else(|| inhibit(&bus)),
                Heard::Locked => lock(),
                Heard::Other => {}
            }
        }
        drop(held);
        Ok(())
    }

    fn heard(signal: &Message) -> Heard {
        let header = signal.header();
        match header.member().map(zbus::names::MemberName::as_str) {
            Some("PrepareForSleep") => match signal.body().deserialize() {
                Ok(true) => Heard::Sleeps,
                _ => Heard::Wakes,
            },
            Some("Lock") => Heard::Locked,
            _ => Heard::Other,
        }
    }

    fn inhibit(bus: &Connection) -> Option<OwnedFd> {
        let asked = Proxy::new(bus, LOGIND, PATH, MANAGER).and_then(|manager| {
            let why = (
                "sleep",
                "Mainstay",
                "Hides the patients on the screen",
                "delay",
            );
            manager.call("Inhibit", &why)
        });
        asked
            .inspect_err(|error| tracing::info!(%error, "the computer may sleep before the window is locked"))
            .ok()
    }
}
