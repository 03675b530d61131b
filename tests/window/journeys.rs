//! One file a role: what that person does in the window.

mod reception;
