//! Every command, one function a file, written once against the Records port
