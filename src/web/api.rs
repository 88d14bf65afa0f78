//! The archive's API, version 1: list what waits, download ciphertext, acknowledge or return; register that a
//! letter may be answered.
//! Bearer tokens; everything that goes wrong is told as problem details (RFC 9457).

mod answers;
mod description;
mod invitations;
mod limits;
mod listing;
mod problem;
mod sealed;

pub(super) use answers::{acknowledge, send_back};
pub(super) use description::{show as description, unknown};
pub(super) use invitations::{
    picture as invitation_picture, register as invite, revoke as revoke_invitation,
    show as invitation,
};
pub(super) use limits::{Limits, TooMany, network};
pub(super) use listing::{figures, list, show};
pub(super) use problem::{Code, refuse_path, whole_seconds};
pub(super) use sealed::{arkivmelding, document, manifest};
