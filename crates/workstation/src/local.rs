//! Commands that concern this workstation alone.

mod account;
mod alarms;
mod at_server;
mod audit;
mod care;
mod documents;
mod drafts;
mod elsewhere;
mod emergency;
mod joining;
mod lease;
mod opening;
mod pin;
mod preferences;
mod proof;
mod provider;
mod recent;
mod rotating;
mod session;
mod sessions;
mod sharing;
mod trend;
mod updates;
mod ward;
mod workstations;

use std::{pin::Pin, sync::Arc};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use wire::{Code, Failure};

use crate::Core;

use account::{
    account, begin_second_factor, change_password, choose_pin, confirm_second_factor,
    end_second_factor, make_activation,
};
use alarms::active_alarms;
use audit::{access_report, audit_trail, save_access_report, unusual_access};
use care::{ask_at_start, change_passphrase, key_care, make_recovery_key};
use documents::{document, print_document, printers, save_document};
use drafts::{discard_draft, drafts, save_draft};
use elsewhere::search_elsewhere;
use emergency::open_in_emergency;
use joining::{join_server, rejoin_server};
use opening::{give_passphrase, open_by_password, open_by_recovery, rescue_cache, retry_unlock};
use preferences::{get_preferences, set_preferences};
use provider::{
    cancel_provider_sign_in, identity_provider, link_provider, sign_in_through_provider,
    unlink_provider,
};
use recent::recent_patients;
use rotating::rotate_key;
use session::{activate, lock, return_by_pin, session_state, sign_in};
use sessions::{all_sessions, own_sessions, send_session_away};
use sharing::sharing_incidents;
use trend::vitals_trend;
use updates::{install_update, update_state};
use ward::{ward_board, watch_waves};
use workstations::{invite_workstation, revoke_workstation, withdraw_invitation, workstation_list};

pub(crate) use alarms::alarms_now;
pub(crate) use at_server::PeopleAtServer;
pub(crate) use provider::Waiting;
pub(crate) use session::look_again;
pub(crate) use sharing::sync_status;

/// A command that runs.
type Running<'a> = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send + 'a>>;

macro_rules! dispatcher {
    ($($name:ident($request:ty) -> $response:ty => [$($tag:ident),*] $guard:ident $($permission:ident)?;)*) => {
        /// Runs a local command.
        pub(crate) async fn dispatch(core: &Arc<Core>, command: &str, request: Value) -> Result<Value, Failure> {
            match command {
                $(stringify!($name) => apart::$name(core, request).await,)*
                _ => Err(Failure::new(Code::UnknownCommand)),
            }
        }

        /// Each command begins in a function of its own. One that had room for all of them would take more of the
        /// stack than a thread has.
        mod apart {
            use super::{Arc, Core, Running, Value, read, run, write};
            use wire::{audit::*, facilities::*, local::*, patients::*, sign_in::*, ward::*, workstations::*};

            $(pub(super) fn $name(core: &Arc<Core>, request: Value) -> Running<'_> {
                Box::pin(async move {
                    let request: $request = read(request)?;
                    let response: $response = run::$name(core, request).await?;
                    write(&response)
                })
            })*
        }
    };
}

wire::with_local_commands!(dispatcher);

/// The functions of the table under one roof.
mod run {
    pub(super) use super::{
        access_report, account, activate, active_alarms, all_sessions, ask_at_start, audit_trail,
        begin_second_factor, cancel_provider_sign_in, change_passphrase, change_password,
        choose_pin, confirm_second_factor, discard_draft, document, drafts, end_second_factor,
        get_preferences, give_passphrase, identity_provider, install_update, invite_workstation,
        join_server, key_care, link_provider, lock, make_activation, make_recovery_key,
        open_by_password, open_by_recovery, open_in_emergency, own_sessions, print_document,
        printers, recent_patients, rejoin_server, rescue_cache, retry_unlock, return_by_pin,
        revoke_workstation, rotate_key, save_access_report, save_document, save_draft,
        search_elsewhere, send_session_away, session_state, set_preferences, sharing_incidents,
        sign_in, sign_in_through_provider, unlink_provider, unusual_access, update_state,
        vitals_trend, ward_board, watch_waves, withdraw_invitation, workstation_list,
    };
    use std::sync::Arc;

    pub(super) async fn sync_status(
        core: &Arc<crate::Core>,
        _request: wire::local::SyncStatusRequest,
    ) -> Result<wire::local::SyncStatusView, wire::Failure> {
        super::sync_status(core).await
    }
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, Failure> {
    serde_json::from_value(request).map_err(|_| Failure::new(Code::BadRequest))
}

fn write<T: Serialize>(response: &T) -> Result<Value, Failure> {
    serde_json::to_value(response).map_err(|_| Failure::new(Code::Internal))
}
