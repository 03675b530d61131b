//! The same ports at every start, so that workstations find the clinic where it was.

use std::{
    fs,
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::Path,
};

use serde::{Deserialize, Serialize};

const FILE: &str = "ports.json";

/// Where a demo clinic listens; 0 takes a free port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ports {
    pub(crate) server: u16,
    pub(crate) mqtt: u16,
}

/// Why there is no port.
#[derive(Debug, thiserror::Error)]
pub enum PortsError {
    /// One that was asked for is taken or not allowed.
    #[error("port {port} cannot be used")]
    Taken {
        /// The port.
        port: u16,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// They could not be written down.
    #[error("the ports cannot be remembered")]
    NotRemembered(#[source] std::io::Error),
}

impl Ports {
    /// Those asked for, else those of the last start as far as they are still free, else free ones.
    pub(crate) fn choose(
        data: &Path,
        server: Option<u16>,
        mqtt: Option<u16>,
    ) -> Result<Self, PortsError> {
        let before = Self::remembered(data);
        let choose = |asked: Option<u16>, before: Option<u16>| match asked {
            Some(port) => free(port)
                .map(|()| port)
                .map_err(|source| PortsError::Taken { port, source }),
            None => Ok(before.filter(|port| free(*port).is_ok()).unwrap_or(0)),
        };
        Ok(Self {
            server: choose(server, before.map(|ports| ports.server))?,
            mqtt: choose(mqtt, before.map(|ports| ports.mqtt))?,
        })
    }

    /// Writes them down for the next start.
    pub(crate) fn remember(self, data: &Path) -> Result<(), PortsError> {
        let text = serde_json::to_vec(&self)
            .map_err(|error| std::io::Error::new(ErrorKind::InvalidData, error))
            .map_err(PortsError::NotRemembered)?;
        fs::write(data.join(FILE), text).map_err(PortsError::NotRemembered)
    }

    /// What stands there; a file that cannot be read counts as none.
    fn remembered(data: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(data.join(FILE)).ok()?).ok()
    }
}

fn free(port: u16) -> std::io::Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_somebody_took_meanwhile_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let before = Ports {
            server: port,
            mqtt: port,
        };
        before.remember(folder.path()).unwrap();
        let chosen = Ports::choose(folder.path(), None, None).unwrap();
        assert_eq!(chosen, Ports { server: 0, mqtt: 0 });

        let asked = Ports::choose(folder.path(), Some(port), None);
        assert!(matches!(asked, Err(PortsError::Taken { .. })));

        drop(taken);
        assert_eq!(Ports::choose(folder.path(), None, None).unwrap(), before);
    }

    #[test]
    fn a_damaged_memory_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{").unwrap();
        let chosen = Ports::choose(folder.path(), None, None).unwrap();
        assert_eq!(chosen, Ports { server: 0, mqtt: 0 });
    }
}
