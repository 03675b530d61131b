//! The desktop's core, free of Tauri: unlock, session, sync loop, vitals hub, local queries
