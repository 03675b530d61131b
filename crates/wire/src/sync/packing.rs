//! Bodies under `Content-Encoding: zstd` (RFC 8878), which may come from anybody.

use std::io::{self, Read};

/// The name of the encoding, in `Content-Encoding` and `Accept-Encoding`.
pub const ENCODING: &str = "zstd";

/// Fast, and already a fifth of the JSON.
const LEVEL: i32 = 3;

/// What a window may take of memory: 8 MiB, which RFC 8878 recommends that every decoder supports.
const WINDOW_LOG_MAX: u32 = 23;

/// Why a body could not be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum Unpackable {
    /// It holds more than was to be expected; it may be a bomb.
    #[error("holds more than {0} bytes")]
    TooLarge(usize),
    /// It is no zstd frame.
    #[error("is not a zstd frame")]
    NotZstd(#[source] io::Error),
}

/// Compresses a body.
pub fn pack(body: &[u8]) -> io::Result<Vec<u8>> {
    zstd::encode_all(body, LEVEL)
}

/// Decompresses a body, and stops as soon as it holds more than `limit` bytes.
pub fn unpack(body: &[u8], limit: usize) -> Result<Vec<u8>, Unpackable> {
    let mut decoder = zstd::Decoder::with_buffer(body).map_err(Unpackable::NotZstd)?;
    decoder
        .window_log_max(WINDOW_LOG_MAX)
        .map_err(Unpackable::NotZstd)?;
    let more_than_limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut unpacked = Vec::new();
    decoder
        .take(more_than_limit)
        .read_to_end(&mut unpacked)
        .map_err(Unpackable::NotZstd)?;
    if unpacked.len() > limit {
        return Err(Unpackable::TooLarge(limit));
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let bomb = pack(&vec![b'a'; 64 * 1024 * 1024]).unwrap();
        assert!(bomb.len() < 64 * 1024, "{} bytes", bomb.len());
        assert!(matches!(
            unpack(&bomb, 1024 * 1024),
            Err(Unpackable::TooLarge(_))
        ));
    }

    #[test]
    fn a_body_cut_short_is_refused() {
        let packed = pack(b"{\"changes\":[]}").unwrap();
        assert!(unpack(&packed[..packed.len() - 3], 1024).is_err());
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(body in prop::collection::vec(any::<u8>(), 0..4096)) {
            prop_assert_eq!(unpack(&pack(&body).unwrap(), body.len()).unwrap(), body);
        }

        #[test]
        fn any_bytes_are_taken_or_refused_within_the_limit(
            bytes in prop::collection::vec(any::<u8>(), 0..512), limit in 0_usize..2048,
        ) {
            if let Ok(unpacked) = unpack(&bytes, limit) {
                prop_assert!(unpacked.len() <= limit);
            }
        }

        #[test]
        fn a_frame_with_one_wrong_byte_stays_within_the_limit(
            body in prop::collection::vec(0_u8..4, 1..4096), at in any::<prop::sample::Index>(), wrong in any::<u8>(),
        ) {
            let mut packed = pack(&body).unwrap();
            let at = at.index(packed.len());
            packed[at] = wrong;
            if let Ok(unpacked) = unpack(&packed, 8192) {
                prop_assert!(unpacked.len() <= 8192);
            }
        }
    }
}
