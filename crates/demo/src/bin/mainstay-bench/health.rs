//! The least that asking the server can cost: one small question on an open connection.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Broken;

const QUESTION: &[u8] = b"GET /health HTTP/1.1\r\nhost: server\r\n\r\n";
const ANSWER_END: &[u8] = b"\r\n\r\nok";
const ANSWER_BYTES_MAX: usize = 4_096;

/// An open connection to a server.
pub(crate) struct Health {
    stream: TcpStream,
}

impl Health {
    pub(crate) async fn of(server: SocketAddr) -> Result<Self, Broken> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream })
    }

    /// Asks; how long the answer took.
    pub(crate) async fn ask(&mut self) -> Result<Duration, Broken> {
        let asked = Instant::now();
        self.stream.write_all(QUESTION).await?;
        let mut answer = Vec::new();
        while !answer.ends_with(ANSWER_END) {
            let read = self.stream.read_buf(&mut answer).await?;
            if read == 0 || answer.len() > ANSWER_BYTES_MAX {
                return Err("the server does not answer /health".into());
            }
        }
        Ok(asked.elapsed())
    }
}
