//! What a person asks the server about workstations and sign-ins, in their own name.

use uuid::Uuid;
use wire::{
    people::Done,
    sign_in::{SessionEnded, SessionList},
    workstations::{
        AllSessionsRequest, InviteWorkstation, RevokeWorkstation, WithdrawInvitation,
        WorkstationInvited, WorkstationListView,
    },
};

use crate::{Client, SyncError};

impl Client {
    /// The facility's workstations, and the invitations that are open.
    pub async fn workstations(&self) -> Result<WorkstationListView, SyncError> {
        self.ask(self.get_from("workstations")).await
    }

    /// Lets a workstation in; wants a password that was given just now.
    pub async fn invite_workstation(
        &self,
        asked: InviteWorkstation,
    ) -> Result<WorkstationInvited, SyncError> {
        self.ask(self.post_to("workstations/invite", &asked)?).await
    }

    /// Has an invitation admit nobody any more.
    pub async fn withdraw_invitation(&self, asked: WithdrawInvitation) -> Result<Done, SyncError> {
        self.ask(self.post_to("workstations/withdraw", &asked)?)
            .await
    }

    /// Takes a workstation out; wants a password that was given just now.
    pub async fn revoke_workstation(&self, asked: RevokeWorkstation) -> Result<Done, SyncError> {
        self.ask(self.post_to("workstations/revoke", &asked)?).await
    }

    /// Where whoever asks is signed in.
    pub async fn own_sessions(&self) -> Result<SessionList, SyncError> {
        self.ask(self.get_from("sessions")).await
    }

    /// Who is signed in at the facility's workstations.
    pub async fn all_sessions(&self, asked: &AllSessionsRequest) -> Result<SessionList, SyncError> {
        self.ask(self.post_to("sessions/all", asked)?).await
    }

    /// Ends a sign-in, wherever it is.
    pub async fn send_session_away(&self, session: Uuid) -> Result<SessionEnded, SyncError> {
        self.ask(self.delete_from(&format!("sessions/{session}")))
            .await
    }
}
