//! An invitation as the archive's API shows it: never whom the letter is for, nor what it is about.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::given::Letter;
use super::{InvitationId, Registered, Standing};
use crate::clock::Instant;

/// How an invitation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Invitation)]
pub struct Shown {
    /// Its id in the API.
    #[schema(value_type = String, format = "uuid", example = "7c1f6a0e-52b4-4f0c-8d38-90f1f6a1b2e4")]
    pub id: InvitationId,
    /// Whether it can be used.
    pub state: Standing,
    /// What stands in the letter, to be typed or scanned. It lets nobody in by itself; only the recipient can use it.
    #[schema(
        format = "uri",
        example = "https://send.eksempel.kommune.no/reply/K7QM-3TXV-9D2P-H0WN-5RBA"
    )]
    pub link: String,
    /// Where the same is to be had as a picture.
    #[schema(
        format = "uri",
        example = "https://send.eksempel.kommune.no/api/v1/invitations/7c1f6a0e-52b4-4f0c-8d38-90f1f6a1b2e4/qr"
    )]
    pub qr: String,
    /// What the archive calls the letter; where it was not said, the portal's own name for it.
    pub letter: Letter,
    /// When it was registered (RFC 3339).
    #[schema(format = DateTime)]
    pub created_at: String,
    /// From when on it can't be used (RFC 3339).
    #[schema(format = DateTime)]
    pub expires_at: String,
    /// When it was taken back (RFC 3339).
    #[schema(format = DateTime, required)]
    pub revoked_at: Option<String>,
    /// How many replies were sent.
    #[schema(minimum = 0)]
    pub replies: i64,
    /// When the last one was (RFC 3339).
    #[schema(format = DateTime, required)]
    pub last_reply_at: Option<String>,
}

impl Shown {
    /// What is shown of one at a time, by a portal that people reach at `public_url`.
    pub fn of(registered: &Registered, public_url: &str, now: Instant) -> Self {
        let Registered {
            invitation, token, ..
        } = registered;
        Self {
            id: invitation.id,
            state: invitation.standing(now),
            link: token.address(public_url),
            qr: format!("{public_url}/api/v1/invitations/{}/qr", invitation.id),
            letter: Letter {
                system: invitation.letter.system.clone(),
                key: invitation.letter.key.clone(),
            },
            created_at: registered.created_at.rfc3339(),
            expires_at: invitation.expires_at.rfc3339(),
            revoked_at: invitation.revoked_at.map(Instant::rfc3339),
            replies: registered.replies,
            last_reply_at: registered.last_reply_at.map(Instant::rfc3339),
        }
    }
}
