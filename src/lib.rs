//! sendsikkert: the secure door into a Norwegian municipality.
//!
//! Citizens log in with ID-porten and send documents; the portal checks the files, seals them so that
//! it can't read them itself, files each submission as a journal entry, mails a receipt and signs one that
//! can be checked for years; archivists pull the sealed submissions into their archive, and invite answers
//! to letters.
//!
//! # The path of a submission
//!
//! 1. [`web`] knows who is there ([`identity`]) and reads forms into nouns ([`submission`]).
//! 2. A file comes in: [`submission::intake`] asks [`submission::detect`] what it is, and in one pass
//!    [`submission::inspect`] judges it, [`submission::seal`] counts, hashes and encrypts it into [`blobs`]
//!    and [`scan`] looks for malware; what stands anywhere in a file is read back through the ciphertext.
//!    Then it is kept in the [`submission::draft`], which may be a [`submission::reply`] to a letter that
//!    the archive has registered ([`submission::invitation`]).
//! 3. The sender presses Send: [`submission::journal`] freezes the draft, takes the next journal number,
//!    sets the [`submission::comment`] as a document of its own ([`paper`]), seals it,
//!    [`submission::manifest`] and [`submission::arkivmelding`] for the archive, and records the entry
//!    together with the receipt in the [`outbox`].
//! 4. The worker ([`app::App::work`]) sends the [`submission::letters`] by [`mail`]. The sender downloads a
//!    receipt ([`submission::proof`]) that is signed ([`signing`]) and checked without the portal's rows.
//! 5. The archive lists, downloads and answers ([`submission::collect`]); [`cli`]'s `pull` does
//!    the decrypting, on the archivist's own machine. Before it has fetched anything, the sender may take
//!    the submission back ([`submission::withdrawal`]).
//! 6. What has been kept long enough is deleted ([`submission::retention`]); the journal's entry stays.
//!
//! Personal fields are sealed in the database ([`crypt`]); documents are sealed for the archive alone.

#[macro_use]
pub mod i18n;

pub mod app;
pub mod blobs;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crypt;
pub mod db;
pub mod house;
pub mod identity;
pub mod mail;
pub mod numbers;
pub mod outbox;
pub mod paper;
pub mod scan;
pub mod signing;
#[cfg(feature = "demo")]
pub mod simulator;
pub mod submission;
pub mod tasks;
pub mod telemetry;
pub mod web;
